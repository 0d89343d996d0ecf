"""A small bot whose commands are ours, and who writes down what it is asked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord
import pytest
import yarl
from discord.app_commands import Choice
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.adapters.discord.sync import keep_in_step, sync
from bot.adapters.discord.tree import build
from bot.store.store import Store
from tests.discord.conftest import opened
from tests.discord.fake.server import Discord

Asked = discord.Interaction[Any]


class Scribe:
    """A listener that replies with what it was asked: ``fault`` is raised instead, ``late_fault`` afterwards."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.fault: Exception | None = None
        self.late_fault: Exception | None = None
        self.is_slow = False

    async def command(self, interaction: Asked, text: str) -> None:
        """See the protocol."""
        if self.is_slow:
            await interaction.response.defer()
        await self._reply(interaction, text)

    async def ask_about(self, interaction: Asked, message: discord.Message) -> None:
        """See the protocol."""
        await self._reply(interaction, message.content)

    async def complete(self, interaction: Asked, typed: str) -> list[Choice[str]]:
        """See the protocol."""
        del interaction
        return [Choice(name=typed.title(), value=typed)]

    async def _reply(self, interaction: Asked, text: str) -> None:
        self.asked.append(text)
        if self.fault:
            raise self.fault
        await interaction.response.send_message(text)
        if self.late_fault:
            raise self.late_fault


class Commanded(discord.AutoShardedClient):
    """A bot with our commands under a word; with a store it remembers what Discord was told."""

    def __init__(self, scribe: Scribe, word: str = "alibaba", store: Store | None = None) -> None:
        super().__init__(intents=discord.Intents(guilds=True), allowed_mentions=discord.AllowedMentions.none())
        self.tree = build(self, word, scribe)
        self._store = store

    async def setup_hook(self) -> None:
        """Registers the commands."""
        if self._store is None:
            await sync(self.tree, "")
        else:
            await keep_in_step(self.tree, self._store)


@asynccontextmanager
async def connected(fake: Discord, bot: Commanded) -> AsyncIterator[Commanded]:
    """The bot, while it is connected."""
    async with bot:
        await bot.login(fake.token)
        running = bot.loop.create_task(bot.connect())
        await fake.connected()
        yield bot
        await bot.close()
        await running


@asynccontextmanager
async def loopback(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    """A Discord that discord.py takes for the real one, and that refuses what Discord's documentation forbids."""
    async with opened() as fake:
        monkeypatch.setattr(Route, "BASE", fake.base_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(fake.gateway_url))
        yield fake
