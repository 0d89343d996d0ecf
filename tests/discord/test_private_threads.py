"""Private threads: the bot answers in those it was invited to, and commands in any."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.discord.conftest import Running
from tests.discord.fake.permissions import Permission
from tests.discord.fake.server import Discord
from tests.discord.fake.world import Channel
from tests.discord.faulty import COUNTRIES, QUICK, answered, posted
from tests.discord.reading import read
from tests.discord.test_threads import LAUNCH, choose

PLANES = "How many planes does Cainiao own?"


def hidden(discord: Discord) -> Channel:
    """A private thread of two people."""
    return discord.add_private_thread(discord.general, "takeover", discord.asker, discord.admin)


async def test_who_invited_the_bot_is_answered_there(discord: Discord, running: Running) -> None:
    """By a mention or a reply; the thread is one exchange, also where mentions are answered in threads."""
    async with running(pace=QUICK):
        await discord.connected()
        await choose(discord)
        thread = hidden(discord)
        discord.invite(thread, discord.bot)
        answer = await discord.reply(discord.say(discord.asker, thread, COUNTRIES, mention=True))
        second = await discord.reply(discord.say(discord.admin, thread, LAUNCH, mention=True))
        shown = await discord.shown(discord.slash(discord.asker, thread, "alibaba", {"topic": "alipay"}))

    assert answer.channel is second.channel is thread
    assert "224" in answer.text
    assert "2013" in second.text
    assert shown.seen_by is discord.asker


async def test_an_invited_bot_finds_its_thread_again_after_a_restart(discord: Discord, running: Running) -> None:
    """What was said there is remembered."""
    thread = hidden(discord)
    discord.invite(thread, discord.bot)
    async with running(pace=QUICK):
        await discord.connected()
        await discord.reply(discord.say(discord.asker, thread, COUNTRIES, mention=True))
    async with running(pace=QUICK):
        await discord.until(lambda: len(discord.gateway.identifies) == 2)
        second = await discord.reply(discord.say(discord.admin, thread, LAUNCH, mention=True))

    assert "2013" in second.text


async def test_a_bot_that_was_not_invited_answers_commands_and_shares_what_they_said(
    discord: Discord, running: Running
) -> None:
    """An interaction is answered where it comes from, whatever the bot may see there; a mention it cannot hear."""
    async with running(pace=QUICK):
        await discord.connected()
        thread = hidden(discord)
        discord.say(discord.asker, thread, COUNTRIES, mention=True)
        private = await discord.shown(discord.slash(discord.asker, thread, "alibaba", {"topic": COUNTRIES}))
        shared = await discord.shown(discord.press(discord.asker, private, private.custom_id("Share")))
        await answered(discord)

    assert posted(discord, thread) == [shared]
    assert not shared.is_ephemeral
    assert posted(discord, discord.direct(discord.admin)) == []


async def test_a_bot_that_was_sent_away_says_so_to_who_asked(discord: Discord, running: Running) -> None:
    """The answer cannot be posted any more; the next question elsewhere is answered."""
    direct = discord.direct(discord.asker)
    async with running(pace=QUICK):
        await discord.connected()
        thread = hidden(discord)
        discord.invite(thread, discord.bot)
        await discord.reply(discord.say(discord.asker, thread, "what is alipay?", mention=True))
        asked = discord.say(discord.asker, thread, COUNTRIES, mention=True)
        discord.expel(thread, discord.bot)
        await discord.until(lambda: posted(discord, direct))
        await answered(discord)

    assert len(posted(discord, thread)) == 1
    assert asked.id in thread.messages
    assert f"<#{thread.id}>" in posted(discord, direct)[0].text


async def test_what_is_asked_in_a_private_thread_is_listed_without_its_name(discord: Discord, running: Running) -> None:
    """Who manages its channel, and is not in it, does not see it; who manages the server sees no name."""
    manager = discord.add_user("max")
    discord.join(discord.guild, manager, discord.add_role(discord.guild, "managers", Permission.MANAGE_CHANNELS))
    discord.guild.open_commands.add("briefing")
    async with running(pace=QUICK):
        await discord.connected()
        thread = hidden(discord)
        discord.invite(thread, discord.bot)
        await discord.reply(discord.say(discord.asker, thread, PLANES, mention=True))
        outside = await discord.shown(discord.slash(manager, discord.general, "briefing gaps"))
        whole = await discord.shown(discord.slash(discord.admin, discord.general, "briefing gaps"))

    assert "planes" not in outside.text
    assert "planes" in whole.text
    assert "takeover" not in read(whole)
    assert f"private channel {thread.id}" in read(whole)


@pytest.mark.parametrize("audience", ["asker", "channel"])
async def test_a_command_in_a_private_thread_is_stored_as_its_audience_is(
    discord: Discord, running: Running, tmp_path: Path, audience: str
) -> None:
    """Under the thread where all in it saw the reply, under no channel where its asker alone did."""
    async with running(pace=QUICK, DOSSIER_DISCORD_AUDIENCE=audience):
        await discord.connected()
        thread = hidden(discord)
        await discord.shown(discord.slash(discord.asker, thread, "alibaba", {"topic": PLANES}))
    with closing(sqlite3.connect(tmp_path / "dossier.sqlite3")) as database:
        (channel,) = database.execute("SELECT channel FROM question").fetchone()

    assert channel == (str(thread.id) if audience == "channel" else "")
