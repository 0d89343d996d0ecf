"""The start of a process whose Discord is away or slow: alive at once, ready when it can answer."""

import asyncio
import gc
from contextlib import AsyncExitStack

import aiohttp
import pytest

from tests.discord.conftest import Running
from tests.discord.fake.faults import Fault
from tests.discord.fake.server import Discord
from tests.discord.faulty import QUICK, answered
from tests.ports import free_port

PUT = "PUT /applications/*/commands"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """An attempt follows the other at once."""
    monkeypatch.setattr("bot.adapters.discord.client._FIRST_PAUSE", 0.01)


@pytest.mark.parametrize("path", ["/users/@me", "/oauth2/applications/@me", "/gateway/bot"])
async def test_while_discord_is_away_the_process_is_alive_but_not_ready(
    discord: Discord, running: Running, path: str
) -> None:
    """A platform does not restart it meanwhile; once Discord is back it answers."""
    url = f"http://127.0.0.1:{(port := free_port())}"
    discord.faults.add(f"GET {path}", Fault(status=503), times=10_000)
    async with aiohttp.ClientSession(url) as session, AsyncExitStack() as stack:
        starting = asyncio.create_task(stack.enter_async_context(running(None, PORT=str(port), pace=QUICK)))
        await discord.until(lambda: len([one for one in discord.requests if one.path == path]) > 2)
        alive, ready = await session.get("/healthz"), await session.get("/readyz")
        said = await ready.json()

        discord.faults.clear()
        await starting
        ready_at_last = await session.get("/readyz")
        while ready_at_last.status == 503:  # what it said before holds for a second
            await asyncio.sleep(0.1)
            ready_at_last = await session.get("/readyz")
        answer = await answered(discord)
    gc.collect()  # a session that was left open would be told of now

    assert (alive.status, ready.status) == (200, 503)
    assert said == {"ready": False, "failing": ["articles", "discord"]}
    assert "224" in answer.text


@pytest.mark.parametrize(
    "fault",
    [
        Fault(is_cut=True),
        Fault(status=429, is_cloudflare=True),
        Fault(status=429, retry_after=600),
        Fault(status=403),
        Fault(status=503),
    ],
    ids=["cut", "cloudflare", "limit", "forbidden", "503"],
)
async def test_whatever_keeps_it_from_signing_in_it_tries_again(
    discord: Discord, running: Running, fault: Fault
) -> None:
    """Only a token that is refused ends it."""
    discord.faults.add("GET /users/@me", fault, times=2)
    async with running(pace=QUICK):
        answer = await answered(discord)

    assert "224" in answer.text


async def test_the_gateway_that_is_not_found_when_connecting_is_asked_for_again(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signed in already, the bot does not stay deaf."""
    monkeypatch.setattr("bot.adapters.discord.gateway._OFFICIAL", discord.base_url)  # which is not asked before
    discord.faults.add("GET /gateway/bot", Fault(status=503), times=2)
    async with running(pace=QUICK):
        answer = await answered(discord)

    assert "224" in answer.text
    assert len(discord.requested("GET /gateway/bot")) == 3


@pytest.mark.parametrize(
    "fault", [Fault(status=429, retry_after=600), Fault(status=403, code=50001), Fault(is_cut=True)]
)
async def test_commands_that_discord_does_not_take_hold_up_nothing(
    discord: Discord, running: Running, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    """Mentions need none."""
    discord.faults.add(PUT, fault, times=9)
    async with running(pace=QUICK):
        answer = await answered(discord)
        await discord.until(lambda: "discord.commands_not_synced" in caplog.text)

    assert "224" in answer.text
    assert discord.commands[None] == []


async def test_commands_that_discord_does_not_take_at_first_are_told_a_moment_later(
    discord: Discord, running: Running
) -> None:
    """A single failure is gone with the next attempt."""
    discord.faults.add(PUT, Fault(status=503))
    async with running(pace=QUICK):
        await discord.until(lambda: discord.commands[None])

    assert len(discord.commands[None]) == 4


async def test_commands_that_discord_did_not_take_are_told_later(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody has to start the bot again."""
    monkeypatch.setattr("bot.adapters.discord.client._SYNC_PAUSE", 0.01)
    discord.faults.add(PUT, Fault(status=403, code=50001), times=3)
    async with running(pace=QUICK):
        await discord.until(lambda: discord.commands[None])

    assert caplog.text.count("discord.commands_not_synced") == 3
    assert len(discord.commands[None]) == 4


async def test_commands_that_discord_is_slow_to_take_hold_up_nothing(discord: Discord, running: Running) -> None:
    """They are there when they are there."""
    gate = asyncio.Event()
    discord.faults.add(PUT, Fault(gate=gate))
    async with running(pace=QUICK):
        answer = await answered(discord)
        before = discord.commands[None]
        gate.set()
        await discord.until(lambda: discord.commands[None])
        reply = await discord.shown(discord.slash(discord.asker, discord.general, "alibaba", {"topic": "cainiao"}))

    assert before == []
    assert "224" in answer.text
    assert "Cainiao" in reply.text
