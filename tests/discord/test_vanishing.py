"""Servers and channels that are gone when their questions are to be answered."""

import pytest

from tests.discord.fake.message import Content, Message
from tests.discord.fake.server import Discord
from tests.discord.faulty import COUNTRIES
from tests.discord.test_conversation import quiet


@pytest.mark.usefixtures("bot")
async def test_a_server_that_vanishes_takes_nobody_with_it(discord: Discord) -> None:
    """What was asked there has no answer; all others have theirs."""
    other = discord.add_guild("Other")
    there = discord.add_channel(other, "general")
    discord.join(other, discord.asker)
    asked = discord.say(discord.asker, there, COUNTRIES, mention=True)
    discord.remove_guild(other)

    answer = await discord.reply(discord.say(discord.asker, discord.general, COUNTRIES, mention=True))

    assert "224" in answer.text
    assert all(reply.channel is there for reply in discord.replies(asked))


@pytest.mark.usefixtures("bot")
async def test_a_channel_that_vanishes_takes_nobody_with_it(discord: Discord) -> None:
    """Its questions are forgotten about."""
    there = discord.add_channel(discord.guild, "short-lived")
    discord.say(discord.asker, there, COUNTRIES, mention=True)
    discord.remove_channel(there)

    answer = await discord.reply(discord.say(discord.asker, discord.general, COUNTRIES, mention=True))

    assert "224" in answer.text


@pytest.mark.usefixtures("bot")
async def test_a_message_of_a_server_that_is_gone_is_not_taken_for_a_direct_one(discord: Discord) -> None:
    """Discord may tell of a message after it told that the bot was removed."""
    other = discord.add_guild("Other")
    there = discord.add_channel(other, "general")
    discord.join(other, discord.asker)
    await quiet(discord)
    said = Message(discord.clock.snowflake(), there, discord.asker, Content(COUNTRIES))
    discord.keep_message(said)
    discord.remove_guild(other)
    other.has_bot = True
    discord.join(other, discord.bot)
    discord.repeat(said)
    await quiet(discord)

    assert discord.replies(said) == ()
    assert not [request for request in discord.requests if str(there.id) in request.path]
