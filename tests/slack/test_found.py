"""How what may have been posted to Slack is found in its history: by its mark, whatever the machine's clock says."""

from dataclasses import replace
from time import time

import pytest

from bot.adapters.slack.chat import SlackChat
from bot.delivery import UnsureError
from bot.store.delivery import Delivery
from tests.slack.fake.server import Slack
from tests.slack.posting import post_of, posts

HALF_AN_HOUR = 1800.0
HISTORY = "conversations.history"


def tried(slack: Slack, ahead: float) -> Delivery:
    """A post that was first tried now, as a clock says that is ahead of Slack's by so many seconds."""
    at = slack.now() + ahead
    return replace(post_of(slack, 0), first_try_at=at, created_at=at)


async def chatter(slack: Slack, count: int) -> None:
    """So many messages of people among themselves."""
    for number in range(count):
        await slack.say(slack.asker, slack.general, f"hm {number}")


@pytest.mark.parametrize("ahead", [HALF_AN_HOUR, 0.0, -HALF_AN_HOUR])
async def test_a_post_is_found_though_the_clock_is_wrong(slack: Slack, chat: SlackChat, ahead: float) -> None:
    """Otherwise it would be posted again."""
    await chatter(slack, 5)
    delivery = tried(slack, ahead)
    ts = await chat.send(delivery)
    await chatter(slack, 5)

    assert await chat.find(delivery) == ts
    assert len(posts(slack)) == 1


@pytest.mark.parametrize("ahead", [HALF_AN_HOUR, -HALF_AN_HOUR])
async def test_what_was_not_posted_is_not_found(slack: Slack, chat: SlackChat, ahead: float) -> None:
    """So it is posted; what was said long before is not read."""
    slack.now = lambda: time() - 4 * 3600
    await chatter(slack, 450)
    slack.now = time
    await chatter(slack, 250)

    assert await chat.find(tried(slack, ahead)) is None
    assert len(slack.called(HISTORY)) == 2


async def test_a_post_of_late_is_found_without_reading_on(slack: Slack, chat: SlackChat) -> None:
    """The newest messages come first, however many there are."""
    slack.page_limit = 15
    await chatter(slack, 400)
    delivery = tried(slack, HALF_AN_HOUR)
    ts = await chat.send(delivery)
    await chatter(slack, 20)

    assert await chat.find(delivery) == ts
    assert len(slack.called(HISTORY)) == 2


async def test_nobody_knows_of_a_post_in_a_history_that_is_too_long(slack: Slack, chat: SlackChat) -> None:
    """So it is not posted again."""
    slack.page_limit = 15
    await chatter(slack, 400)

    with pytest.raises(UnsureError, match="too much history"):
        await chat.find(tried(slack, 0.0))
