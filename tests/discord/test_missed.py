"""What was said while nobody heard it: looked for afterwards, and answered once, unless it is old."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from discord.utils import time_snowflake
from sqlalchemy import delete

from bot.store.store import Store
from bot.store.tables import inbox
from tests.discord.absent import PACE, Level, ask, last_heard, read
from tests.discord.conftest import Running
from tests.discord.fake.clock import Clock
from tests.discord.fake.events import Event, guild_created
from tests.discord.fake.faults import Fault
from tests.discord.fake.intents import Intent
from tests.discord.fake.message import Content, Message
from tests.discord.fake.server import Discord
from tests.discord.faulty import COUNTRIES, answered, posted

LAUNCH = "when was it launched?"


@pytest.fixture
async def level(discord: Discord, monkeypatch: pytest.MonkeyPatch) -> Level:
    """Tells when nothing is owed any more."""
    return Level(discord, monkeypatch)


async def run_once(running: Running, level: Level) -> None:
    """Run the bot until it is remembered that it ran, and until nothing is owed."""
    async with running(pace=PACE):
        await level.again()


async def test_what_was_said_while_the_bot_was_stopped_is_answered_once(
    discord: Discord, running: Running, level: Level
) -> None:
    """A mention, a reply, a question in a thread and a direct message; and nothing that was said to others."""
    thread, direct = discord.add_thread(discord.general, "Logistics"), discord.direct(discord.asker)
    async with running(pace=PACE):
        first = await answered(discord)
        await discord.reply(discord.say(discord.asker, direct, "what is alipay?"))
        await level.again()
    reply = discord.say(discord.admin, discord.general, LAUNCH, reply_to=first)
    asked = [ask(discord), ask(discord, thread), discord.say(discord.asker, direct, COUNTRIES)]
    nothing = discord.say(discord.asker, discord.general, COUNTRIES)
    async with running(pace=PACE):
        told = await discord.reply(reply)
        answers = [await discord.reply(one) for one in asked]
    await run_once(running, level)

    assert "2013" in told.text
    assert ["224" in one.text for one in answers] == [True] * 3
    assert [len(discord.replies(one)) for one in (reply, *asked)] == [1] * 4
    assert discord.replies(nothing) == ()


async def test_a_direct_message_of_who_used_a_command_there_is_answered(
    discord: Discord, running: Running, level: Level
) -> None:
    """Discord does not say with whom the bot has direct messages; of others nothing is known."""
    direct, other = discord.direct(discord.asker), discord.direct(discord.admin)
    async with running(pace=PACE):
        await discord.connected()
        await discord.shown(discord.slash(discord.asker, direct, "alibaba", {"topic": "cainiao"}))
        await level.again()
    missed = discord.say(discord.asker, direct, LAUNCH)
    unknown = discord.say(discord.admin, other, COUNTRIES)
    async with running(pace=PACE):
        answer = await discord.reply(missed)
        await level.again()

    assert "2013" in answer.text
    assert discord.replies(unknown) == ()


async def test_what_was_missed_when_a_connection_could_not_be_resumed_is_answered(
    discord: Discord, running: Running, level: Level
) -> None:
    """A new session tells of nothing that was said before it."""
    async with running(pace=PACE):
        await level.again()
        discord.gateway.is_open = False
        discord.gateway.cut()
        await discord.until(lambda: discord.gateway.refused)
        discord.gateway.sessions.clear()
        missed = ask(discord)
        discord.gateway.is_open = True
        answer = await discord.reply(missed, 10)
        discord.repeat(missed)
        await level.again()

    assert "224" in answer.text
    assert len(discord.gateway.identifies) == 2
    assert len(discord.replies(missed)) == 1


async def test_a_connection_that_was_resumed_reads_nothing(discord: Discord, running: Running, level: Level) -> None:
    """Discord itself tells what was said meanwhile."""
    async with running(pace=PACE):
        await level.again()
        discord.gateway.cut()
        await discord.until(lambda: not discord.gateway.connections)
        missed = ask(discord)
        await discord.reply(missed)
        await level.again()

    assert len(discord.gateway.resumes) == 1
    assert len(discord.replies(missed)) == 1
    assert read(discord) == []


async def test_what_was_said_while_a_server_was_away_is_answered(
    discord: Discord, running: Running, level: Level
) -> None:
    """Discord may lose a server for a while, with the connection as it was."""
    async with running(pace=PACE):
        await level.again()
        away = {"id": str(discord.guild.id), "unavailable": True}
        discord.tell(Event("GUILD_DELETE", away, discord.guild.id, Intent.GUILDS))
        missed = Message(
            discord.clock.snowflake(),
            discord.general,
            discord.asker,
            Content(f"{discord.bot.mention} {COUNTRIES}"),
            mentions=(discord.bot,),
        )
        discord.keep_message(missed)
        discord.tell(guild_created(discord, discord.guild))
        answer = await discord.reply(missed)

    assert "224" in answer.text


async def test_what_was_answered_is_not_answered_again(
    discord: Discord, running: Running, level: Level, tmp_path: Path
) -> None:
    """Even where the store does not know, for it was away: the reply points at its question, or stands in a thread."""
    threads = discord.add_channel(discord.guild, "threads")
    async with running(pace=PACE):
        named = {"name": "threads", "value": f"<#{threads.id}>"}
        await discord.shown(discord.slash(discord.admin, threads, "briefing settings", named))
        asked = [ask(discord), ask(discord, threads)]
        answers = [await discord.reply(one) for one in asked]
        await level.again()
    store = Store.open(tmp_path / "dossier.sqlite3")
    with store.begin() as connection:
        connection.execute(delete(inbox))
    store.close()
    await run_once(running, level)

    assert [one.channel.is_thread for one in answers] == [False, True]
    assert [len(discord.replies(one)) for one in asked] == [1, 1]
    assert {str(discord.general.id), str(threads.id)} <= set(read(discord))


async def test_what_is_older_than_six_hours_is_left_unanswered(
    discord: Discord, running: Running, level: Level, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After so long a question is better asked again."""
    await run_once(running, level)
    last_heard(tmp_path, 24)
    with monkeypatch.context() as past:
        past.setattr(Clock, "snowflake", lambda _: time_snowflake(datetime.now(UTC) - timedelta(hours=7)))
        old = ask(discord)
    recent = ask(discord)
    async with running(pace=PACE):
        await discord.reply(recent)

    assert discord.replies(old) == ()


async def test_the_first_start_answers_nothing_that_was_said_before(
    discord: Discord, running: Running, level: Level
) -> None:
    """A new bot does not dig up what people wrote before it came."""
    before = ask(discord)
    await run_once(running, level)

    assert posted(discord) == []
    assert discord.replies(before) == ()
    assert read(discord) == []


async def test_what_people_say_now_does_not_wait_for_what_was_missed(
    discord: Discord, running: Running, level: Level
) -> None:
    """However much that is."""
    others = [discord.add_channel(discord.guild, f"other-{number}") for number in range(3)]
    await run_once(running, level)
    for one in others:
        ask(discord, one)
    gate = asyncio.Event()
    discord.faults.add("GET /channels/*/messages", Fault(gate=gate))
    async with running(pace=PACE):
        await discord.until(lambda: read(discord))
        answer = await answered(discord)
        before = [len(posted(discord, one)) for one in others]
        gate.set()
        await discord.until(lambda: all(posted(discord, one) for one in others))

    assert "224" in answer.text
    assert before == [0, 0, 0]
