"""The connection to the gateway goes and comes back: what was asked around that time is answered once."""

import asyncio
import logging
from dataclasses import replace
from typing import Any
from unittest.mock import Mock

import aiohttp
import pytest

from bot.adapters.discord.gateway import Gateway, Listeners
from tests.discord.conftest import Running
from tests.discord.fake.faults import Fault
from tests.discord.fake.server import Discord
from tests.discord.faulty import CALLBACK, COUNTRIES, POST, QUICK, answered, posted
from tests.ports import free_port


async def resumed(discord: Discord, times: int = 1) -> None:
    """Wait until the bot has resumed so many times."""
    await discord.until(lambda: len(discord.gateway.resumes) >= times)
    await discord.connected()


async def test_what_is_replayed_at_a_resume_is_answered_once(discord: Discord, running: Running) -> None:
    """Mentions, direct messages, commands, presses and completions that had been delivered come once more."""
    async with running(pace=QUICK):
        answer = await answered(discord)
        direct = discord.say(discord.asker, discord.direct(discord.asker), COUNTRIES)
        await discord.reply(direct)
        command = discord.slash(discord.asker, discord.general, "alibaba", {"topic": "cainiao"})
        await discord.shown(command)
        press = discord.press(discord.asker, answer, answer.custom_id("Helpful"))
        await discord.shown(press)
        calls = len(discord.requests)
        discord.gateway.overlap = 10
        discord.gateway.cut()
        await resumed(discord)
        last = await answered(discord, "what is alipay?")

    assert "Alipay" in last.text
    assert [one.route for one in discord.requests[calls:] if one.route in (POST, CALLBACK)] == [POST]
    assert len(discord.replies(direct)) == 1
    assert [len(one.callbacks) for one in (command, press)] == [1, 1]


async def test_what_was_asked_while_the_connection_was_gone_is_answered_after_the_resume(
    discord: Discord, running: Running
) -> None:
    """Discord keeps it meanwhile."""
    async with running(pace=QUICK):
        discord.gateway.cut()
        await discord.until(lambda: not discord.gateway.connections)
        asked = [discord.say(discord.asker, discord.general, COUNTRIES, mention=True) for _ in range(3)]
        for question in asked:
            await discord.reply(question)

    assert [len(discord.replies(question)) for question in asked] == [1, 1, 1]


@pytest.mark.parametrize(
    ("how", "arguments", "identifications"),
    [
        ("reconnect", {}, 1),
        ("invalidate", {"is_resumable": True}, 1),
        ("invalidate", {"is_resumable": False}, 2),
        ("cut", {}, 1),
        ("close", {"code": 4000}, 1),
        ("close", {"code": 1000}, 1),
    ],
)
async def test_the_bot_answers_again_whatever_ends_its_connection(
    discord: Discord, running: Running, how: str, arguments: dict[str, Any], identifications: int
) -> None:
    """A session that is lost is begun anew; any other goes on."""
    async with running(pace=QUICK):
        first = discord.gateway.connections[0]
        getattr(discord.gateway, how)(**arguments)
        await discord.until(lambda: first not in discord.gateway.connections)
        await discord.connected()
        answer = await answered(discord)

    assert "224" in answer.text
    assert len(discord.gateway.identifies) == identifications
    assert len(posted(discord)) == 1


async def test_a_connection_that_fell_silent_is_given_up(discord: Discord, running: Running) -> None:
    """Nothing comes over it, not even an acknowledgement, though nobody has closed it."""
    discord.gateway.heartbeat_interval = 100
    async with running(pace=replace(QUICK, silence=0.5)):
        discord.gateway.silence()
        discord.say(discord.asker, discord.general, COUNTRIES, mention=True)
        await resumed(discord)
        await discord.until(lambda: posted(discord))

    assert len(posted(discord)) == 1
    assert discord.gateway.heartbeats > 0


async def test_a_connection_with_nothing_to_say_but_heartbeats_is_kept(discord: Discord, running: Running) -> None:
    """A quiet server is not a dead one."""
    discord.gateway.heartbeat_interval = 100
    async with running(pace=replace(QUICK, silence=0.5)):
        await discord.until(lambda: discord.gateway.heartbeats > 10)

    assert discord.gateway.resumes == []
    assert len(discord.gateway.identifies) == 1


async def test_a_command_whose_connection_is_cut_is_answered_once(discord: Discord, running: Running) -> None:
    """Answers do not go over the gateway; Discord sends the command again, for nobody said that it had come."""
    gate = asyncio.Event()
    async with running(pace=QUICK):
        discord.faults.add("POST /interactions/*", Fault(gate=gate))
        command = discord.slash(discord.asker, discord.general, "alibaba", {"topic": "cainiao"})
        await discord.until(lambda: discord.requested(CALLBACK))
        discord.gateway.overlap = 1
        discord.gateway.cut()
        await resumed(discord)
        gate.set()
        await discord.shown(command)
        await answered(discord)

    assert len(discord.requested(CALLBACK)) == 1


async def test_a_gateway_that_ends_every_connection_is_not_stormed(discord: Discord, running: Running) -> None:
    """Each attempt waits longer, on average; what is asked in the end is answered."""
    async with running(pace=QUICK):
        discord.gateway.is_open = False
        discord.gateway.cut()
        await discord.until(lambda: not discord.gateway.connections)
        with pytest.raises(TimeoutError):
            await discord.until(lambda: len(discord.gateway.resumes) > 5, 1.0)
        discord.gateway.is_open = True
        await discord.connected(seconds=30)
        answer = await answered(discord)

    assert "224" in answer.text


async def test_what_was_asked_during_an_outage_is_answered_though_attempts_to_connect_failed(
    discord: Discord, running: Running
) -> None:
    """The session outlives them, and Discord keeps what it is owed."""
    async with running(pace=QUICK):
        await cut_off(discord)
        asked = discord.say(discord.asker, discord.general, COUNTRIES, mention=True)
        direct = discord.say(discord.asker, discord.direct(discord.asker), COUNTRIES)
        await came_back(discord)
        await discord.reply(asked)
        await discord.reply(direct)

    assert [len(discord.replies(one)) for one in (asked, direct)] == [1, 1]
    assert len(discord.gateway.identifies) == 1


async def test_a_session_that_ended_during_an_outage_is_begun_anew(discord: Discord, running: Running) -> None:
    """Discord keeps one for some minutes; the bot answers again all the same."""
    async with running(pace=QUICK):
        await cut_off(discord)
        discord.gateway.sessions.clear()
        await came_back(discord)
        answer = await answered(discord)

    assert "224" in answer.text
    assert len(discord.gateway.identifies) == 2


async def test_a_session_that_cannot_be_gone_on_with_is_given_up(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address that it is to go on at may itself be what is gone."""
    monkeypatch.setattr("bot.adapters.discord.gateway._MOST_RESUMES", 0)
    async with running(pace=QUICK):
        await cut_off(discord)
        await came_back(discord)
        answer = await answered(discord)

    assert "224" in answer.text
    assert len(discord.gateway.identifies) == 2
    assert discord.gateway.resumes == []


async def cut_off(discord: Discord) -> None:
    """Cut the connection, and refuse the first attempt to have another."""
    discord.gateway.is_open = False
    refused = discord.gateway.refused
    discord.gateway.cut()
    await discord.until(lambda: discord.gateway.refused > refused)


async def came_back(discord: Discord) -> None:
    """Take connections again, and wait for the bot's."""
    discord.gateway.is_open = True
    await discord.until(lambda: discord.gateway.connections, 10)
    await discord.connected()


async def test_after_a_long_outage_nobody_waits_long(discord: Discord) -> None:
    """However often a connection could not be made, the next attempt comes within half a minute or so."""
    gateway = Gateway(discord.base_url, QUICK)
    gateway.listeners = Listeners(hearing=Mock(), presses=Mock(), sweep=Mock())
    await gateway.sign_in(discord.token)
    connecting = asyncio.create_task(gateway.connect())
    await discord.connected()

    backoff = gateway.shards[0]._parent._backoff  # noqa: SLF001 -- discord.py tells it nowhere
    waits = [backoff.delay() for _ in range(100)]

    await gateway.close()
    await connecting
    assert 8 < max(waits) <= 32


async def test_the_probe_says_whether_every_shard_is_connected(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of two that is away is an outage for half of the servers."""
    monkeypatch.setattr("bot.health._FRESH", 0.0)
    port = free_port()
    discord.shards = 2

    async def failing() -> list[str]:
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/readyz") as answer:
            found: list[str] = (await answer.json())["failing"]
            return found

    async with running(None, pace=replace(QUICK, identify=0.3), PORT=str(port)):
        begun, whole = len(discord.gateway.identifies), await failing()
        discord.gateway.is_open = False
        discord.gateway.connections[1].cut()
        await discord.until(lambda: len(discord.gateway.connections) == 1)
        half = await failing()

    assert (begun, whole) == (2, [])
    assert half == ["discord"]


@pytest.mark.parametrize(
    ("event", "data"),
    [
        ("MESSAGE_CREATE", {}),
        ("MESSAGE_CREATE", {"id": "1", "channel_id": None, "author": None}),
        ("MESSAGE_UPDATE", {"id": "1"}),
        ("MESSAGE_DELETE", {}),
        ("MESSAGE_DELETE_BULK", {"ids": None}),
        ("INTERACTION_CREATE", {"id": "1", "token": "", "type": 2}),
        ("INTERACTION_CREATE", {}),
        ("GUILD_CREATE", {"id": "x"}),
        ("GUILD_ROLE_UPDATE", {"guild_id": "1"}),
        ("THREAD_CREATE", {}),
        ("CHANNEL_DELETE", {}),
        ("SOMETHING_NEW", {"is": "unknown"}),
        ("TYPING_START", None),
    ],
)
async def test_an_event_that_cannot_be_read_ends_nothing(
    discord: Discord, running: Running, caplog: pytest.LogCaptureFixture, event: str, data: Any
) -> None:
    """The next one comes over the same connection."""
    async with running(pace=QUICK):
        for session in discord.gateway.sessions.values():
            session.dispatch(event, data)
        answer = await answered(discord)

    assert "224" in answer.text
    assert len(discord.gateway.identifies) == 1
    assert not discord.gateway.resumes
    assert "Traceback" not in "".join(one.getMessage() for one in caplog.records if one.levelno < logging.ERROR)
