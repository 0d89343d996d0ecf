"""The connection to Discord: who is told of which event."""

import asyncio
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.adapters.discord import modals
from bot.adapters.discord.button import button
from bot.adapters.discord.calls import LONGEST_LIMIT, unblock
from bot.adapters.discord.hearing import Hearing
from bot.adapters.discord.presses import Presses
from bot.errors import BotError
from bot.log import logger

FAILURES = (discord.HTTPException, discord.GatewayNotFound, aiohttp.ClientError, OSError, TimeoutError)
"""What says that Discord is away, not that it refuses the bot."""
_OFFICIAL = Route.BASE
_REFUSED = "Discord refuses DISCORD_TOKEN: copy the bot's token anew from the Developer Portal"


@dataclass(frozen=True)
class Listeners:
    """Who hears of what people do."""

    hearing: Hearing
    presses: Presses


class Gateway(discord.AutoShardedClient):
    """discord.py's client: nothing cached that is not needed, no privileged intent, nobody ever pinged."""

    listeners: Listeners

    def __init__(self, api_base: str) -> None:
        Route.BASE = api_base
        self._is_official = api_base == _OFFICIAL
        self.connected = asyncio.Event()
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_ratelimit_timeout=LONGEST_LIMIT,
        )

    async def sign_in(self, token: str) -> None:
        """Sign in; BotError when Discord refuses the token, one of ``FAILURES`` when it is away."""
        try:
            await self.login(token)
        except discord.LoginFailure as error:
            raise BotError(_REFUSED) from error
        if not self._is_official:  # after a lost session discord.py knows no other address than Discord's own
            _, url, _ = await self.http.get_bot_gateway()
            DiscordWebSocket.DEFAULT_GATEWAY = URL(url)

    async def setup_hook(self) -> None:
        """Hear of every button that was ever sent."""
        unblock(self)
        self.add_dynamic_items(button(self.listeners.presses.pressed))

    async def disconnect(self) -> None:
        """Hear nothing more; what is under way can still be answered."""
        for shard in self.shards.values():
            await shard.disconnect()

    async def on_connect(self) -> None:
        """Connected, for the first time or anew."""
        self.connected.set()
        logger.info("discord.connected")

    async def on_resumed(self) -> None:
        """Connected again, and told of what was missed."""
        self.connected.set()
        logger.info("discord.resumed")

    async def on_disconnect(self) -> None:
        """Not connected; discord.py is at it."""
        if self.connected.is_set():
            logger.info("discord.disconnected")
        self.connected.clear()

    async def on_message(self, message: discord.Message) -> None:
        """Somebody wrote something."""
        self.listeners.hearing.written(message, self._me)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Somebody edited a message."""
        self.listeners.hearing.edited(payload.message, self._me)

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Somebody deleted a message."""
        self.listeners.hearing.deleted(payload.channel_id, payload.message_id, payload.guild_id)

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Somebody deleted many messages."""
        for message in payload.message_ids:
            self.listeners.hearing.deleted(payload.channel_id, message, payload.guild_id)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """A modal was sent off; of all else discord.py tells the commands and buttons themselves."""
        if interaction.type is discord.InteractionType.modal_submit:
            self.listeners.presses.pressed(interaction, modals.value_of(interaction.data or {}))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """A server removed the bot, or is no more."""
        logger.info("discord.left", guild=guild.id)

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        """A listener failed."""
        del args, kwargs
        logger.exception("discord.event_failed", listener=event_method)

    @property
    def _me(self) -> int:
        return self.user.id if self.user else 0
