"""What the tests of posting share: a Discord, and a chat on it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from discord import Client

from bot.adapters.discord.chat import DiscordChat
from bot.adapters.discord.notices import Notices
from bot.store.store import Store
from tests.discord.bare import connected, signed_in
from tests.discord.chat.bench import Bench
from tests.discord.commanded import loopback
from tests.discord.fake.server import Discord


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    """A Discord on the loopback interface."""
    async with loopback(monkeypatch) as running:
        yield running


@pytest.fixture
async def bench(discord: Discord, tmp_path: Path) -> AsyncIterator[Bench]:
    """A chat that can call, with a store for its outbox."""
    async with signed_in(discord) as client, opened(discord, client, tmp_path) as bench:
        yield bench


@pytest.fixture
async def told(discord: Discord, tmp_path: Path) -> AsyncIterator[Bench]:
    """The same, told by the gateway of its servers and of what it may do there."""
    async with connected(discord) as client, opened(discord, client, tmp_path) as bench:
        yield bench


@asynccontextmanager
async def opened(discord: Discord, client: Client, folder: Path) -> AsyncIterator[Bench]:
    """A chat with a client, and a question in a channel."""
    store = Store.open(f"sqlite:///{folder / 'dossier.sqlite3'}")
    question = discord.say(discord.asker, discord.general, "how much tea?", mention=True)
    yield Bench(discord, DiscordChat(client, Notices(client, store), discord.clock.now), store, question)
    store.close()
