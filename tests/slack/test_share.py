"""Sharing a private reply with the channel."""

import asyncio

import pytest

from tests.slack.conftest import Running
from tests.slack.fake.blocks import elements
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import Slack
from tests.slack.fake.world import Message
from tests.slack.reading import read

COUNTRIES = "how many countries does Cainiao reach?"


def public(slack: Slack) -> list[Message]:
    """What the bot said for all to see in the channel."""
    return [message for message in slack.general.messages.values() if message.user == slack.workspace.bot.id]


async def share_new(slack: Slack) -> None:
    """Ask by command and share the reply."""
    private = await slack.command(slack.asker, slack.general, "/alibaba", COUNTRIES)
    delivery = await slack.press(slack.asker, private, "share")
    await slack.until(lambda: len(delivery.shown) == 2)


@pytest.mark.usefixtures("bot")
async def test_sharing_posts_the_reply_and_names_who_shared_it(slack: Slack) -> None:
    """In the text that is read out as well; nobody is notified."""
    private = await slack.command(slack.asker, slack.general, "/alibaba", COUNTRIES)

    delivery = await slack.press(slack.asker, private, "share")
    await slack.until(lambda: len(delivery.shown) == 2)

    shared, told = delivery.shown
    assert "224" in shared.text
    assert "Shared by mia" in shared.text
    assert "Shared by mia" in read(shared)
    assert not shared.is_ephemeral
    assert "share" not in {each["action_id"] for _, each in elements(shared.blocks)}
    assert told.seen_by == slack.asker.id


@pytest.mark.usefixtures("bot")
async def test_a_reply_is_shared_once_however_often_share_is_pressed(slack: Slack) -> None:
    """Also when the presses come at the same time."""
    private = await slack.command(slack.asker, slack.general, "/alibaba", COUNTRIES)

    await asyncio.gather(*(slack.press(slack.asker, private, "share") for _ in range(5)))
    await slack.until(lambda: public(slack))
    await slack.press(slack.asker, private, "share")
    await slack.ask(slack.asker, slack.workspace.direct(slack.asker), "help")

    assert len(public(slack)) == 1


@pytest.mark.usefixtures("bot")
async def test_the_same_reply_asked_for_again_can_be_shared_again(slack: Slack) -> None:
    """It is the reply that is shared once, not its text."""
    await share_new(slack)
    await share_new(slack)

    assert len(public(slack)) == 2


@pytest.mark.usefixtures("bot")
async def test_a_reply_can_be_shared_where_the_bot_is_no_member(slack: Slack) -> None:
    """A command works in every channel, and so does its Share button; what is shared has buttons that work."""
    elsewhere = slack.workspace.add_channel("elsewhere", slack.asker, has_bot=False)
    private = await slack.command(slack.asker, elsewhere, "/alibaba", COUNTRIES)

    delivery = await slack.press(slack.asker, private, "share")
    await slack.until(lambda: len(delivery.shown) == 2)
    await slack.press(slack.asker, delivery.shown[0], "say:1.0")
    await slack.until(lambda: len(elsewhere.messages) == 2)

    shared, pressed = elsewhere.messages.values()
    assert shared.text == delivery.shown[0].text
    assert pressed.text.startswith("Cainiao\n")


@pytest.mark.usefixtures("bot")
async def test_what_slack_did_not_take_can_be_shared_again(slack: Slack) -> None:
    """The person is told, and tries once more."""
    private = await slack.command(slack.asker, slack.general, "/alibaba", COUNTRIES)
    slack.faults.add("response_url", Fault(status=404))

    failed = await slack.press(slack.asker, private, "share")
    await slack.until(lambda: failed.shown)
    await slack.press(slack.asker, private, "share")
    await slack.until(lambda: public(slack))

    assert failed.shown[0].text.startswith("Not shared")
    assert len(public(slack)) == 1


@pytest.mark.usefixtures("bot")
async def test_what_is_private_by_its_nature_has_no_share_button(slack: Slack) -> None:
    """Denials, what admins alone may see, and guesses at what was meant, which nobody judges either."""
    guessed = await slack.command(slack.asker, slack.general, "/alibaba", "ali")
    denied = await slack.command(slack.asker, slack.general, "/alibaba", "gaps")
    listed = await slack.command(slack.admin, slack.general, "/alibaba", "settings")

    for message in (guessed, denied, listed):
        assert not {"share", "feedback"} & {each["action_id"] for _, each in elements(message.blocks)}


async def test_what_the_channel_sees_anyway_has_no_share_button(slack: Slack, running: Running) -> None:
    """Where the operator has replies go to the channel."""
    async with running(DOSSIER_SLACK_AUDIENCE="channel"):
        await slack.connected()
        answer = await slack.command(slack.asker, slack.general, "/alibaba", COUNTRIES)

    assert not answer.is_ephemeral
    assert "share" not in {each["action_id"] for _, each in elements(answer.blocks)}
