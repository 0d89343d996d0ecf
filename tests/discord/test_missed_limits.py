"""What keeps a sweep within bounds, and what goes wrong in it: it costs a channel or a while, never the others."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from bot.adapters.discord import parse
from bot.conversation import missed
from bot.errors import BotError
from bot.store import inbox
from bot.store.store import Store
from tests.discord.absent import PACE, Level, ask, read
from tests.discord.conftest import Running
from tests.discord.fake.faults import Fault
from tests.discord.fake.permissions import Permission
from tests.discord.fake.server import Discord
from tests.discord.fake.world import THREAD, Channel
from tests.discord.faulty import answered

BROKEN = Fault(status=503)


@pytest.fixture
async def level(discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch) -> Level:
    """Tells when nothing is owed any more to a bot that ran before, and does not run now."""
    level = Level(discord, monkeypatch)
    async with running(pace=PACE):
        await level.again()
    return level


@pytest.fixture
def other(discord: Discord) -> Channel:
    """Another channel."""
    return discord.add_channel(discord.guild, "other")


def messages_of(channel: Channel) -> str:
    """The request that reads a channel."""
    return f"GET /channels/{channel.id}/messages"


def events(caplog: pytest.LogCaptureFixture, event: str) -> Iterator[dict[str, Any]]:
    """What the lines of an event say."""
    return (vars(one)["fields"] for one in caplog.records if one.message == event)


async def test_a_channel_that_cannot_be_read_hides_no_other(
    discord: Discord, running: Running, level: Level, other: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    """For want of a permission, or because it went just now; where the bot sees nothing, nobody is told."""
    dumb, hidden, gone = (discord.add_channel(discord.guild, name) for name in ("dumb", "hidden", "gone"))
    discord.permit(dumb, discord.guild.bot_role, deny=Permission.READ_MESSAGE_HISTORY)
    discord.permit(hidden, discord.guild.bot_role, deny=Permission.VIEW_CHANNEL)
    asked = ask(discord, other)
    for one in (dumb, hidden, gone):
        ask(discord, one)
    discord.faults.add(messages_of(gone), Fault(status=404, code=10003))
    async with running(pace=PACE, DOSSIER_LOG_LEVEL="info"):
        answer = await discord.reply(asked)
        await level.again()

    told = {one["channel"]: one["error"] for one in events(caplog, "discord.not_swept")}
    assert "224" in answer.text
    assert told == {str(dumb.id): "no_history", str(gone.id): "unknown_channel"}
    assert sorted(read(discord)) == sorted((str(other.id), str(gone.id)))


async def test_a_channel_that_fails_for_the_moment_is_read_again(
    discord: Discord, running: Running, level: Level, other: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    """After all others; what happens to one of them meanwhile is looked at anew."""
    first, last = ask(discord), ask(discord, other)
    discord.faults.add(messages_of(other), BROKEN, times=3)
    async with running(pace=PACE):
        await discord.reply(first)
        answer = await discord.reply(last)
        await level.again()

    assert "224" in answer.text
    assert len(list(events(caplog, "discord.sweep_failed"))) == 3
    assert read(discord).count(str(other.id)) == 4
    assert len(discord.replies(first)) == 1


async def test_a_channel_that_fails_for_hours_is_given_up(
    discord: Discord, running: Running, level: Level, other: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By then what was asked there is old."""
    asked = ask(discord, other)
    discord.faults.add(messages_of(other), BROKEN, times=100_000)
    async with running(pace=PACE):
        await discord.until(lambda: len(read(discord)) > 2)
        monkeypatch.setattr(missed, "LONGEST", 0.0)
        await level.again()
        tried = len(read(discord))
        await answered(discord)

    assert discord.replies(asked) == ()
    assert len(read(discord)) == tried


async def test_a_store_that_fails_meanwhile_doubles_nothing(
    discord: Discord, running: Running, level: Level, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While nobody can say what was answered, nothing is."""
    asked, plain = ask(discord), inbox.holds
    failures = [BotError("away"), BotError("away")]

    def failing(*arguments: Any) -> bool:
        if failures:
            raise failures.pop()
        return plain(*arguments)

    monkeypatch.setattr(inbox, "holds", failing)
    async with running(pace=PACE):
        answer = await discord.reply(asked)
        await level.again()

    assert "224" in answer.text
    assert [one["error"] for one in events(caplog, "discord.sweep_failed")] == ["away"] * 2
    assert len(discord.replies(asked)) == 1


@pytest.mark.usefixtures("level")
async def test_a_message_that_breaks_something_costs_no_other(
    discord: Discord, running: Running, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told with its traceback."""
    asked, plain = [ask(discord) for _ in range(3)], parse.continued

    def breaking(message: Any, bot: int) -> str:
        if message.id == asked[1].id:
            raise RuntimeError("broken")
        return plain(message, bot)

    monkeypatch.setattr(parse, "continued", breaking)
    async with running(pace=PACE):
        await discord.reply(asked[2])

    assert [len(discord.replies(one)) for one in asked] == [1, 0, 1]
    assert [one["channel"] for one in events(caplog, "discord.not_understood")] == [str(discord.general.id)]


async def test_of_very_much_the_last_is_looked_at(
    discord: Discord, running: Running, level: Level, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many messages of a channel, so many channels of a server; that something is left out is told."""
    monkeypatch.setattr("bot.adapters.discord.backlog._MOST_CHANNELS", 1)
    monkeypatch.setattr("bot.adapters.discord.backlog._MOST_MESSAGES", 150)
    left_out = [ask(discord, discord.add_channel(discord.guild, "other")), ask(discord)]
    for number in range(149):
        discord.say(discord.admin, discord.general, f"number {number}")
    asked = ask(discord)
    async with running(pace=PACE):
        await discord.reply(asked)
        await level.again()

    assert read(discord) == [str(discord.general.id)] * 2
    assert [discord.replies(one) for one in left_out] == [(), ()]
    assert list(events(caplog, "discord.sweep_limited")) == [
        {"workspace": str(discord.guild.id), "channels": 2},
        {"channel": str(discord.general.id), "messages": 150},
    ]


async def test_a_channel_that_goes_while_others_are_read_is_left_alone(
    discord: Discord, running: Running, level: Level, other: Channel
) -> None:
    """Nobody asks Discord for it."""
    gate = asyncio.Event()
    ask(discord, other)
    asked = ask(discord)
    discord.faults.add(messages_of(discord.general), Fault(gate=gate))
    async with running(pace=PACE):
        await discord.until(lambda: read(discord))
        discord.remove_channel(other)
        await answered(discord)
        gate.set()
        await discord.reply(asked)
        await level.again()

    assert read(discord) == [str(discord.general.id)]


async def test_a_thread_in_a_channel_that_nobody_told_of_is_left_alone(
    discord: Discord, running: Running, level: Level
) -> None:
    """What the bot may do there it does not know."""
    ghost = Channel(discord.clock.snowflake(), "ghost", guild=discord.guild)
    thread = Channel(discord.clock.snowflake(), "lost", THREAD, discord.guild, ghost, discord.admin.id)
    ask(discord, discord.open_channel(thread, "THREAD_CREATE"))
    async with running(pace=PACE):
        await level.again()

    assert read(discord) == []


async def test_a_sweep_ends_with_the_process_and_goes_on_with_the_next(
    discord: Discord, running: Running, level: Level, other: Channel
) -> None:
    """What is being read is not waited for twice, and nothing is lost."""
    gate = asyncio.Event()
    asked = [ask(discord), ask(discord, other)]
    discord.faults.add("GET /channels/*/messages", Fault(gate=gate))

    async def begin() -> None:
        async with running(pace=PACE):
            await discord.until(lambda: read(discord))

    running_one = asyncio.create_task(begin())
    await discord.until(lambda: read(discord) and not discord.gateway.connections)
    gate.set()
    await running_one
    stopped = [len(discord.replies(one)) for one in asked], len(read(discord))
    async with running(pace=PACE):
        for one in asked:
            await discord.reply(one)
        await level.again()

    assert stopped == ([0, 0], 1)
    assert [len(discord.replies(one)) for one in asked] == [1, 1]


@pytest.mark.usefixtures("level")
async def test_a_sweep_that_cannot_begin_is_still_owed(
    discord: Discord, running: Running, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that is away just when the bot is back must not cost what was missed."""
    asked, plain = ask(discord), missed.since
    failures = [BotError("away")] * 3

    def failing(store: Store, platform: str, workspace: str, now: float) -> float | None:
        if failures:
            raise failures.pop()
        return plain(store, platform, workspace, now)

    monkeypatch.setattr(missed, "since", failing)
    async with running(pace=PACE):
        answer = await discord.reply(asked)

    assert "224" in answer.text
    assert [one["error"] for one in events(caplog, "discord.sweep_failed")] == ["away"] * 3
