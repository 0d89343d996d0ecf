"""What is for the asker alone, of what was asked where all read along."""

import pytest

from tests.discord.fake.faults import Fault
from tests.discord.fake.message import Message
from tests.discord.fake.server import Discord
from tests.discord.fake.world import Channel
from tests.discord.faulty import COUNTRIES, POST
from tests.discord.test_conversation import quiet


def said_by_bot(discord: Discord, channel: Channel) -> list[Message]:
    """All that the bot said in a channel."""
    return [message for message in channel.messages.values() if message.author is discord.bot]


@pytest.mark.usefixtures("bot")
async def test_what_is_for_the_asker_alone_comes_as_a_direct_message_that_says_where_it_was_asked(
    discord: Discord,
) -> None:
    """The channel does not see who was denied what; a direct message has no buttons that work in servers alone."""
    direct = discord.direct(discord.admin)

    asked = discord.say(discord.admin, discord.general, "settings audience", mention=True)
    await discord.until(lambda: said_by_bot(discord, direct))
    await quiet(discord)

    told = said_by_bot(discord, direct)
    assert len(told) == 1
    assert "audience: asker" in told[0].text
    assert "You asked me in #general" in told[0].text
    assert told[0].labels == ()
    assert discord.replies(asked) == ()


@pytest.mark.usefixtures("bot")
async def test_who_takes_no_direct_messages_is_told_so_beneath_what_they_asked(discord: Discord) -> None:
    """In a line that says nothing of the matter, and how to ask instead."""
    discord.asker.accepts_direct = False

    hint = await discord.reply(discord.say(discord.asker, discord.general, "gaps", mention=True))

    assert "you take no direct messages" in hint.text
    assert "admins" not in hint.text
    assert "slash command" in hint.text


@pytest.mark.usefixtures("bot")
async def test_a_private_reply_that_can_be_told_in_no_way_is_logged(
    discord: Discord, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither directly nor in the channel; the next question is answered."""
    discord.asker.accepts_direct = False
    discord.faults.add(f"POST /channels/{discord.general.id}/messages", Fault(status=403, code=50013))

    asked = discord.say(discord.asker, discord.general, "gaps", mention=True)
    await discord.until(lambda: len(discord.requested(POST)) == 1)
    answer = await discord.reply(discord.say(discord.asker, discord.general, COUNTRIES, mention=True))

    assert discord.replies(asked) == ()
    assert ("WARNING", "discord.whisper_lost") in [(entry.levelname, entry.message) for entry in caplog.records]
    assert "224" in answer.text
