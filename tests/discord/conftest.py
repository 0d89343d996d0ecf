"""What the tests of Discord share: a loopback Discord, and the bot on it as ``run`` puts it together."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from bot.app import build
from bot.pace import Pace
from bot.parts import Role, plan
from bot.run import start
from corpus.collection import Corpus
from tests.discord.fake.server import Discord
from tests.discord.published import checked

ROOT = Path(__file__).resolve().parents[2]
Running = Callable[..., AbstractAsyncContextManager[None]]


class Waking(logging.Handler):
    """Wakes those who wait for a Discord; from any thread."""

    def __init__(self, discord: Discord) -> None:
        super().__init__()
        self._discord, self._loop = discord, asyncio.get_running_loop()

    def emit(self, record: logging.LogRecord) -> None:
        """See the base class."""
        del record
        self._loop.call_soon_threadsafe(self._discord.changed)


@asynccontextmanager
async def opened() -> AsyncIterator[Discord]:
    """A Discord of our own; whatever the bot sent it must be within Discord's published rules."""
    async with Discord() as discord:
        discord.checks.append(checked)
        yield discord
        assert not discord.problems


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    """A loopback Discord; who waits for something there looks again whenever a line is logged, too."""
    async with opened() as discord:
        waking = Waking(discord)
        logging.getLogger().addHandler(waking)
        yield discord
        logging.getLogger().removeHandler(waking)


def environment(discord: Discord, folder: Path) -> dict[str, str]:
    """The variables that put the bot into the loopback Discord."""
    return {
        "DISCORD_TOKEN": discord.token,
        "DOSSIER_DISCORD_API_BASE": discord.base_url,
        "DOSSIER_DATA": str(folder),
    }


@pytest.fixture
def running(discord: Discord, shipped: Corpus, tmp_path: Path) -> Running:
    """Start the bot with further variables; the articles are those read once for all tests, unless others are given."""

    @asynccontextmanager
    async def running(
        role: Role | None = Role.DISCORD, corpus: Corpus = shipped, pace: Pace = Pace(), **more: str
    ) -> AsyncIterator[None]:
        dossier = build(environment(discord, tmp_path) | more, ROOT)
        vars(dossier)["corpus"] = corpus
        async with AsyncExitStack() as stack:
            planned = plan(dossier.config, role)
            await start(dossier, planned, stack, lambda _: None, pace)
            if planned.discord.is_on:  # what people could use a command without
                await discord.until(lambda: discord.commands[None] or discord.syncs)
            yield

    return running


@pytest.fixture
async def bot(running: Running, discord: Discord) -> AsyncIterator[None]:
    """The bot, connected."""
    async with running():
        await discord.connected()
        yield
