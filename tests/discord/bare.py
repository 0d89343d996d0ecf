"""discord.py's client as the bot has it, with no listener of ours: signed in, or connected as well."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from discord import AllowedMentions, AutoShardedClient, Client, Intents, MemberCacheFlags

from bot.adapters.discord.calls import LONGEST_LIMIT, unblock
from tests.discord.fake.server import Discord


def bare() -> AutoShardedClient:
    """A client that keeps no messages and no members."""
    return AutoShardedClient(
        intents=Intents(guilds=True, guild_messages=True, dm_messages=True),
        allowed_mentions=AllowedMentions.none(),
        member_cache_flags=MemberCacheFlags.none(),
        chunk_guilds_at_startup=False,
        max_messages=None,
        max_ratelimit_timeout=LONGEST_LIMIT,
        guild_ready_timeout=0.05,
    )


@asynccontextmanager
async def signed_in(discord: Discord) -> AsyncIterator[AutoShardedClient]:
    """A client that can call, and hears nothing."""
    async with bare() as client:
        await client.login(discord.token)
        unblock(client)
        yield client


@asynccontextmanager
async def connected(discord: Discord) -> AsyncIterator[AutoShardedClient]:
    """A client that knows its servers."""
    async with signed_in(discord) as client:
        running = client.loop.create_task(client.connect())
        await client.wait_until_ready()
        yield client
        await client.close()
        await running


async def told(client: Client, condition: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait until a client has heard of something on its connection."""
    async with asyncio.timeout(seconds):
        while not condition():
            await client.wait_for("socket_event_type")
