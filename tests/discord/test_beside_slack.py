"""Slack and Discord in one process: they share every handler and the store, and neither waits for the other."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.app import build
from bot.house import stop_all
from bot.parts import plan
from bot.run import start
from corpus.collection import Corpus
from tests.discord.conftest import ROOT, environment
from tests.discord.fake.faults import Fault
from tests.discord.fake.server import Discord
from tests.discord.faulty import COUNTRIES, QUICK, answered
from tests.ports import free_port
from tests.processes import LONGEST_STOP, starter
from tests.slack.conftest import environment as in_slack
from tests.slack.fake.faults import Fault as SlackFault
from tests.slack.fake.server import Slack

Both = Callable[[], AbstractAsyncContextManager[None]]


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    """A loopback Slack."""
    async with Slack() as slack:
        yield slack
        assert not slack.problems


@pytest.fixture
def port() -> int:
    """Where the bot's server listens."""
    return free_port()


@pytest.fixture
def both(slack: Slack, discord: Discord, shipped: Corpus, tmp_path: Path, port: int) -> Both:
    """Start the bot in both chats; entered once both are up."""

    @asynccontextmanager
    async def both() -> AsyncIterator[None]:
        variables = in_slack(slack, tmp_path) | environment(discord, tmp_path) | {"PORT": str(port)}
        dossier = build(variables, ROOT)
        vars(dossier)["corpus"] = shipped
        async with AsyncExitStack() as stack:
            await start(dossier, plan(dossier.config), stack, lambda _: None, QUICK)
            yield

    return both


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Discord is tried again at once, and what a probe was told holds for no time."""
    monkeypatch.setattr("bot.adapters.discord.client._FIRST_PAUSE", 0.01)
    monkeypatch.setattr("bot.health._FRESH", 0.0)


async def asked_in(slack: Slack) -> str:
    """The answer in Slack."""
    return (await slack.ask(slack.asker, slack.general, slack.mention(COUNTRIES))).text


async def failing(port: int) -> list[str]:
    """What the probe says is not ready."""
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/readyz") as answer:
        found: list[str] = (await answer.json())["failing"]
        return found


async def test_one_process_answers_in_both_chats(slack: Slack, discord: Discord, tmp_path: Path) -> None:
    """As whoever operates it starts it; what it says in the one it does not say in the other."""
    settings = f'[slack]\napi_base = "{slack.base_url}"\n[discord]\napi_base = "{discord.base_url}"\n'
    secrets = {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "DISCORD_TOKEN": discord.token,
        "PORT": str(free_port()),
    }
    async with starter(tmp_path, settings, secrets)() as bot:
        await bot.says("Ready in")
        await discord.until(lambda: discord.commands[None])
        there, here = await asked_in(slack), await answered(discord)
        command = await slack.command(slack.asker, slack.general, "/alibaba", "cainiao")
        typed = await discord.shown(discord.slash(discord.asker, discord.general, "alibaba", {"topic": "cainiao"}))
        code, seconds = await bot.stops()

    assert "224" in there
    assert "224" in here.text
    assert "Cainiao" in command.text
    assert "Cainiao" in typed.text
    assert (code, bot.lines[-1]) == (0, "Stopped.")
    assert seconds < LONGEST_STOP
    assert '"level": "warning"' not in bot.said
    assert len(slack.called("chat.postMessage")) == 1


async def test_what_is_chosen_and_counted_in_one_chat_is_none_of_the_others_business(
    slack: Slack, discord: Discord, both: Both
) -> None:
    """Settings and gaps are each workspace's own, though the store is one."""
    async with both():
        await discord.until(lambda: discord.commands[None])
        await slack.command(slack.admin, slack.general, "/alibaba", "settings audience channel")
        await slack.ask(slack.asker, slack.general, slack.mention("how many robots does Cainiao own?"))
        there = await slack.command(slack.admin, slack.general, "/alibaba", "gaps")
        here = await discord.shown(discord.slash(discord.admin, discord.general, "briefing gaps"))
        reply = await discord.shown(discord.slash(discord.asker, discord.general, "alibaba", {"topic": "cainiao"}))

    assert "robots" in there.text
    assert "robots" not in here.text
    assert reply.is_ephemeral


async def test_slack_that_is_away_keeps_discord_from_nothing(
    slack: Slack, discord: Discord, both: Both, port: int
) -> None:
    """Discord answers while Slack is still being waited for."""
    slack.faults.add("auth.test", SlackFault(status=503), times=10_000)
    async with AsyncExitStack() as stack:
        starting = asyncio.create_task(stack.enter_async_context(both()))
        await discord.connected()
        answer, not_ready = await answered(discord), await failing(port)
        slack.faults.clear()
        await starting
        there = await asked_in(slack)
        ready = await failing(port)

    assert "224" in answer.text
    assert "224" in there
    assert (not_ready, ready) == (["starting"], [])


async def test_discord_that_is_away_keeps_slack_from_nothing(
    slack: Slack, discord: Discord, both: Both, port: int
) -> None:
    """Slack answers while Discord is still being waited for; the probe names who is missing."""
    discord.faults.add("GET /users/@me", Fault(status=503), times=10_000)
    async with AsyncExitStack() as stack:
        starting = asyncio.create_task(stack.enter_async_context(both()))
        await slack.connected()
        there, not_ready = await asked_in(slack), await failing(port)
        discord.faults.clear()
        await starting
        answer = await answered(discord)
        ready = await failing(port)

    assert "224" in there
    assert "224" in answer.text
    assert (not_ready, ready) == (["discord"], [])


async def test_a_token_that_discord_takes_back_ends_discord_alone(
    slack: Slack, discord: Discord, both: Both, port: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Slack goes on, and the operator is told."""
    async with both():
        before = await failing(port)
        discord.signature = "0" * 38
        discord.gateway.close(4004)
        await discord.until(lambda: not discord.gateway.connections)
        there = await asked_in(slack)
        after = await failing(port)

    assert (before, after) == ([], ["discord"])
    assert "224" in there
    assert [one.message for one in caplog.records if one.message == "discord.refused"] == ["discord.refused"]


async def test_chats_stop_at_the_same_time() -> None:
    """What hangs in each would otherwise take the time of both, which is more than a hosting platform gives."""
    meeting = asyncio.Barrier(2)

    async def stop(seconds: float) -> None:
        async with asyncio.timeout(seconds):
            await meeting.wait()

    await stop_all([stop, stop], 2)
    await stop_all([], 2)
