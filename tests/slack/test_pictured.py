"""Who previews or tests a post sees it beneath its picture, as the channel will."""

import pytest

from bot.picture.png import SIGNATURE
from tests.slack.conftest import Running
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import Slack
from tests.slack.fake.world import Message
from tests.slack.posting import pictures
from tests.slack.reading import read


async def said(slack: Slack, text: str) -> Message:
    """What an admin sees who types a command in the channel."""
    return await slack.command(slack.admin, slack.general, "/alibaba", text)


def is_beneath_its_picture(slack: Slack, message: Message) -> bool:
    """Whether a message begins with the picture of a fact."""
    (picture,) = pictures(message)
    return message.blocks[0] == picture and slack.files[picture["slack_file"]["id"]].data.startswith(SIGNATURE)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("text", ["preview", "test"])
async def test_the_next_card_is_shown_beneath_its_picture(slack: Slack, text: str) -> None:
    """To the asker alone, who does not wait for the picture until the command is acknowledged."""
    reply = await said(slack, text)

    assert is_beneath_its_picture(slack, reply)
    assert reply.seen_by == slack.admin.id
    assert "[1]" in read(reply)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("setting", ["subscribe digest", "subscribe fact without picture"])
async def test_what_is_posted_without_a_picture_is_previewed_without(slack: Slack, setting: str) -> None:
    """At once."""
    await said(slack, setting)

    reply = await said(slack, f"preview {setting.split()[1]}")

    assert pictures(reply) == []
    assert reply.source == "ack"


@pytest.mark.usefixtures("bot")
async def test_slack_may_take_a_moment_to_look_through_the_picture_of_a_preview(slack: Slack) -> None:
    """Its address does not say what is wrong; it is tried again."""
    slack.file_lag = 1

    reply = await said(slack, "preview")

    assert is_beneath_its_picture(slack, reply)


@pytest.mark.parametrize("is_lost", [False, True], ids=["not shown", "not uploaded"])
async def test_a_preview_whose_picture_cannot_be_had_comes_in_words(
    slack: Slack, running: Running, *, is_lost: bool
) -> None:
    """Once."""
    slack.file_lag = 0 if is_lost else 100
    slack.faults.add("files.getUploadURLExternal", Fault(error="storage_limit_reached"), 9 if is_lost else 0)

    async with running():
        reply = await said(slack, "test")
        await slack.idle()

    assert pictures(reply) == []
    assert "[1]" in read(reply)
    assert slack.general.ephemerals == [reply]


@pytest.mark.usefixtures("bot")
async def test_a_mention_is_answered_with_the_picture_too(slack: Slack) -> None:
    """For its asker alone."""
    await slack.say(slack.admin, slack.general, slack.mention("test"))

    (reply,) = await slack.until(lambda: slack.general.ephemerals)

    assert is_beneath_its_picture(slack, reply)
    assert reply.seen_by == slack.admin.id


@pytest.mark.usefixtures("bot")
async def test_the_button_that_previews_shows_the_picture(slack: Slack) -> None:
    """It stands beneath what was just subscribed."""
    reply = await said(slack, "subscribe fact")
    button = next(e for block in reply.blocks if block["type"] == "actions" for e in block["elements"])

    pressed = await slack.press(slack.admin, reply, button["action_id"])
    (preview,) = await slack.until(lambda: pressed.shown)

    assert is_beneath_its_picture(slack, preview)
