"""The role that came with the bot is mentioned instead of the bot: Discord keeps the question from it."""

import pytest

from tests.discord.conftest import Running
from tests.discord.fake.faults import Fault
from tests.discord.fake.server import Discord
from tests.discord.faulty import COUNTRIES, QUICK, answered, posted
from tests.discord.reading import read
from tests.discord.test_conversation import quiet


@pytest.mark.usefixtures("bot")
async def test_who_mentions_the_role_is_told_whom_to_mention(discord: Discord) -> None:
    """Beneath the question, in a line that pings nobody; once, however often Discord tells of it."""
    asked = discord.say(discord.asker, discord.general, f"{discord.guild.bot_role.mention} {COUNTRIES}")
    hint = await discord.reply(asked)
    discord.repeat(asked)
    await quiet(discord)

    assert "Mention me, not my role" in hint.text
    assert f"@{discord.bot.name.title()}" in read(hint)
    assert discord.replies(asked) == (hint,)


@pytest.mark.usefixtures("bot")
async def test_a_channel_is_told_once_in_a_while(discord: Discord) -> None:
    """Nobody can have the bot write without end."""
    said = [
        discord.say(discord.asker, discord.general, f"{discord.guild.bot_role.mention} {COUNTRIES}") for _ in range(3)
    ]
    await discord.reply(said[0])
    await quiet(discord)

    assert [len(discord.replies(one)) for one in said] == [1, 0, 0]


@pytest.mark.usefixtures("bot")
async def test_another_role_and_another_bot_are_told_nothing(discord: Discord) -> None:
    """A role that the bot merely has is not its own; and bots would answer each other for ever."""
    other, machine = discord.add_role(discord.guild, "helpers"), discord.add_user("robot", is_bot=True)
    discord.join(discord.guild, machine)
    said = (
        discord.say(discord.asker, discord.general, f"{other.mention} {COUNTRIES}"),
        discord.say(machine, discord.general, f"{discord.guild.bot_role.mention} {COUNTRIES}"),
    )
    await quiet(discord)

    assert [discord.replies(one) for one in said] == [(), ()]


@pytest.mark.usefixtures("bot")
async def test_who_mentions_both_is_answered(discord: Discord) -> None:
    """Their question can be read."""
    asked = discord.say(discord.asker, discord.general, f"{discord.guild.bot_role.mention} {COUNTRIES}", mention=True)
    answer = await discord.reply(asked)
    await quiet(discord)

    assert "224" in answer.text
    assert discord.replies(asked) == (answer,)


async def test_where_the_bot_may_not_write_nobody_is_told(
    discord: Discord, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """It breaks nothing."""
    async with running(pace=QUICK):
        discord.faults.add("POST /channels/*/messages", Fault(status=403, code=50013))
        discord.say(discord.asker, discord.general, f"{discord.guild.bot_role.mention} {COUNTRIES}")
        await discord.until(lambda: "discord.whisper_lost" in caplog.text)
        answer = await answered(discord)

    assert posted(discord) == [answer]
