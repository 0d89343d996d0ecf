"""Where only those reach the bot who installed it for themselves: another server, people among themselves."""

import sqlite3
from pathlib import Path

from tests.discord.conftest import Running
from tests.discord.fake.server import Discord
from tests.discord.fake.world import Channel
from tests.discord.faulty import COUNTRIES
from tests.discord.test_follow_up import follow_up


def everything(folder: Path) -> str:
    """All that is stored, as text."""
    database = sqlite3.connect(folder / "dossier.sqlite3")
    try:
        return "\n".join(database.iterdump())
    finally:
        database.close()


async def asked_and_judged(discord: Discord, running: Running, channel: Channel) -> str:
    """Ask, follow up, and judge, as somebody who brought the bot along; the second answer."""
    visitor = discord.add_user("vera", has_installed=True)
    if channel.guild:
        discord.join(channel.guild, visitor)
    else:
        channel.recipients = (*channel.recipients, visitor)
    async with running(DOSSIER_DISCORD_AUDIENCE="channel"):
        await discord.connected()
        answer = await discord.shown(discord.slash(visitor, channel, "alibaba", {"topic": COUNTRIES}))
    async with running():
        await discord.until(lambda: len(discord.gateway.identifies) == 2)
        second = await follow_up(discord, visitor, answer, "when was it launched?")
        await discord.shown(discord.press(visitor, second, second.custom_id("Helpful")))
    return second.text


async def test_nothing_is_stored_of_a_server_that_the_bot_is_no_member_of(
    discord: Discord, running: Running, tmp_path: Path
) -> None:
    """Neither which server nor which channel; the exchange goes on all the same."""
    foreign = discord.add_guild("Foreign", has_bot=False)
    channel = discord.add_channel(foreign, "secret")

    text = await asked_and_judged(discord, running, channel)

    stored = everything(tmp_path)
    assert "2013" in text
    assert COUNTRIES.rstrip("?") in stored
    assert str(foreign.id) not in stored
    assert str(channel.id) not in stored


async def test_nothing_is_stored_of_where_people_talk_among_themselves(
    discord: Discord, running: Running, tmp_path: Path
) -> None:
    """The bot is no member there either."""
    channel = discord.group(discord.asker, discord.admin, discord.add_user("gus"))

    text = await asked_and_judged(discord, running, channel)

    assert "2013" in text
    assert str(channel.id) not in everything(tmp_path)
