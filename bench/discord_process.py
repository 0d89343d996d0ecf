"""The bot on the loopback Discord, and the bare client beside it, each in a process of its own."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

from bench.process import EVERYBODY, Running, bot, running
from tests.discord.fake.server import Discord


@asynccontextmanager
async def dossier(discord: Discord, data: Path, *, is_traced: bool = False) -> AsyncIterator[Running]:
    """The bot in the role ``discord``, connected."""
    settings = {
        "DISCORD_TOKEN": discord.token,
        "DOSSIER_DISCORD_API_BASE": discord.base_url,
        "DOSSIER_DATA": str(data),
        **EVERYBODY,
    }
    async with running(bot("discord", is_traced=is_traced), settings) as started:
        await discord.connected(seconds=60)
        yield started


@asynccontextmanager
async def echo(discord: Discord, replies: Mapping[str, object], folder: Path) -> AsyncIterator[Running]:
    """The bare client of ``bench.discord_echo`` with replies to texts, which it is given in a file in a folder."""
    file = folder / f"replies-{uuid4().hex}.json"
    await asyncio.to_thread(file.write_text, json.dumps(replies), encoding="utf-8")
    async with running(("-m", "bench.discord_echo", discord.base_url, discord.token, str(file)), {}) as started:
        await discord.connected()
        yield started
