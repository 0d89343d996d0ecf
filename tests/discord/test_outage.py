"""What ends the connection for good, or a single event: told to the operator, and the process lives on."""

import logging

import aiohttp
import pytest

from bot.adapters.discord import parse
from tests.discord.conftest import Running
from tests.discord.fake.server import Discord
from tests.discord.faulty import COUNTRIES, QUICK, answered, posted
from tests.ports import free_port

REASONS = {4004: "Discord refuses DISCORD_TOKEN", 4014: "intents", 4011: "4011"}


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> int:
    """Where the bot's server listens; what a probe was told holds for no time."""
    monkeypatch.setattr("bot.health._FRESH", 0.0)
    return free_port()


async def failing(port: int) -> list[str]:
    """What the probe says is not ready."""
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/readyz") as answer:
        found: list[str] = (await answer.json())["failing"]
        return found


@pytest.mark.parametrize("code", REASONS)
async def test_a_connection_that_is_refused_for_good_is_told(
    discord: Discord, running: Running, port: int, caplog: pytest.LogCaptureFixture, code: int
) -> None:
    """Why, once; nothing is tried again and again, and the process can be stopped."""
    async with running(None, pace=QUICK, PORT=str(port)):
        before = await failing(port)
        discord.gateway.close(code)
        await discord.until(lambda: not discord.gateway.connections)
        after = await failing(port)

    refused = [one for one in caplog.records if one.message == "discord.refused"]
    assert (before, after) == ([], ["discord"])
    assert len(discord.gateway.identifies) == 1
    assert [REASONS[code] in str(vars(one)["fields"]) for one in refused] == [True]


async def test_a_library_that_gives_up_is_told_with_its_traceback(
    discord: Discord, running: Running, port: int, caplog: pytest.LogCaptureFixture
) -> None:
    """A greeting that nobody can read is one thing that it does not survive."""
    async with running(None, pace=QUICK, PORT=str(port)):
        for session in discord.gateway.sessions.values():
            session.dispatch("READY", {})
        await discord.until(lambda: not discord.gateway.connections)
        after = await failing(port)

    assert after == ["discord"]
    assert [one.message for one in caplog.records if one.levelno == logging.ERROR] == ["discord.connection_failed"]


async def test_a_listener_that_fails_costs_one_message(
    discord: Discord, running: Running, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next one is answered."""
    whole = parse.message

    def broken(*_: object) -> None:
        monkeypatch.setattr(parse, "message", whole)
        raise RuntimeError("broken")

    async with running(pace=QUICK):
        monkeypatch.setattr(parse, "message", broken)
        discord.say(discord.asker, discord.general, COUNTRIES, mention=True)
        answer = await answered(discord, "what is alipay?")

    assert "Alipay" in answer.text
    assert len(posted(discord)) == 1
    assert "discord.event_failed" in caplog.text
