"""What the tests of Discord share: a loopback Discord, and the bot on it as ``run`` puts it together."""

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


@asynccontextmanager
async def opened() -> AsyncIterator[Discord]:
    """A Discord of our own; whatever the bot sent it must be within Discord's published rules."""
    async with Discord() as discord:
        discord.checks.append(checked)
        yield discord
        assert not discord.problems


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    """A loopback Discord."""
    async with opened() as discord:
        yield discord


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
            await start(dossier, plan(dossier.config, role), stack, lambda _: None, pace)
            yield

    return running


@pytest.fixture
async def bot(running: Running, discord: Discord) -> AsyncIterator[None]:
    """The bot, connected."""
    async with running():
        await discord.connected()
        yield
