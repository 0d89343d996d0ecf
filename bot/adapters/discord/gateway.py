"""The connection to Discord: who is told of which event."""

import asyncio
from collections import Counter
from collections.abc import Callable, Container
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import aiohttp
import discord
from discord import VoiceClient
from discord.gateway import DiscordWebSocket, ReconnectWebSocket
from discord.http import Route
from discord.shard import Shard
from yarl import URL

from bot.adapters.discord import modals
from bot.adapters.discord.button import button
from bot.adapters.discord.calls import LONGEST_LIMIT, unblock
from bot.adapters.discord.hearing import Hearing
from bot.adapters.discord.parse import ELSEWHERE, workspace
from bot.adapters.discord.presses import Presses
from bot.adapters.discord.setup.credentials import insist
from bot.adapters.discord.sweep import Sweep
from bot.errors import BotError
from bot.log import logger
from bot.pace import Pace

FAILURES: Final = (
    discord.HTTPException,
    discord.RateLimited,
    discord.GatewayNotFound,
    aiohttp.ClientError,
    OSError,
    TimeoutError,
)
"""What says that Discord is away, not that it refuses the bot."""
REFUSED: Final = "Discord refuses DISCORD_TOKEN: copy the bot's token anew from the Developer Portal"
_OFFICIAL = Route.BASE
_LONGEST_WAIT = 5  # 2 to the power of it: seconds between attempts to connect again
_MOST_RESUMES = 20  # attempts to go on with a session, which take some minutes: Discord has ended it by then
_FAREWELL = 1.0  # seconds that Discord has to say good-bye


@dataclass(frozen=True)
class Listeners:
    """Who hears of what people do, and who looks for what was missed."""

    hearing: Hearing
    presses: Presses
    sweep: Sweep


class Gateway(discord.AutoShardedClient):
    """discord.py's client: nothing cached that is not needed, no privileged intent, nobody ever pinged."""

    listeners: Listeners

    def __init__(self, api_base: str, pace: Pace = Pace()) -> None:
        Route.BASE = api_base
        self._is_official, self.pace = api_base == _OFFICIAL, pace
        self.connected = asyncio.Event()
        """Set while every shard is connected."""
        self._up: set[int] = set()
        self._failures: Counter[int] = Counter()
        VoiceClient.warn_nacl = VoiceClient.warn_dave = False  # nobody speaks here, so nothing is missing
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_ratelimit_timeout=LONGEST_LIMIT,
            guild_ready_timeout=pace.servers,
            heartbeat_timeout=pace.silence,
        )
        parsers = self._connection.parsers
        parsers.update({event: partial(_parse, event, parse) for event, parse in parsers.items()})

    async def sign_in(self, token: str) -> None:
        """Sign in; BotError when Discord refuses the token, one of ``FAILURES`` when it is away."""
        try:
            await self.login(token)
            if not self._is_official:  # after a lost session discord.py knows no other address than Discord's own
                _, url, _ = await self.http.get_bot_gateway()
                DiscordWebSocket.DEFAULT_GATEWAY = URL(url)
        except discord.LoginFailure as error:
            insist(token)  # which says what it is instead, if it is none
            raise BotError(REFUSED) from error
        except FAILURES:
            await self.http.close()  # each attempt opens a session of its own
            self.http.connector = discord.utils.MISSING
            raise

    async def setup_hook(self) -> None:
        """Hear of every button that was ever sent."""
        unblock(self)
        self.add_dynamic_items(button(self.listeners.presses.pressed))

    async def launch_shard(self, gateway: URL, shard_id: int, *, initial: bool = False) -> None:
        """Connect, and stay so.

        Left to itself, discord.py would after a long outage wait for a quarter of an hour to try again. After an
        attempt that failed it would also begin a new session, and what was asked meanwhile would be lost.
        """
        await super().launch_shard(gateway, shard_id, initial=initial)
        shard = self.shards[shard_id]._parent  # noqa: SLF001 -- there is no other way to it
        shard._backoff._max = _LONGEST_WAIT  # noqa: SLF001 -- nor to this
        vars(shard)["reconnect"] = partial(self._go_on, shard)

    async def _go_on(self, shard: Shard) -> None:
        """Connect again, and go on with the session; begin another where there is none, or it can no longer be had."""
        self._failures[shard.id] += 1
        may_resume = shard.ws.session_id is not None and self._failures[shard.id] <= _MOST_RESUMES
        await shard.reidentify(ReconnectWebSocket(shard.id, resume=may_resume))

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Let some time pass between one identification and the next, as Discord wants it."""
        del shard_id
        if not initial:
            await asyncio.sleep(self.pace.identify)

    async def disconnect(self) -> None:
        """Hear nothing more, from the first moment; what is under way can still be answered."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_FAREWELL):
                await asyncio.gather(*(shard.disconnect() for shard in self.shards.values()))

    async def on_shard_connect(self, shard_id: int) -> None:
        """Connected, for the first time or anew: nobody tells of what was missed."""
        self._came(shard_id)
        self.listeners.sweep.owe(self._served({shard_id}))
        logger.info("discord.connected", shard=shard_id)

    async def on_shard_ready(self, shard_id: int) -> None:
        """Told of the servers, each with its channels."""
        del shard_id
        self.listeners.sweep.begin()

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server is there, at the beginning or after it was away."""
        self.listeners.sweep.owe([workspace(guild.id)])

    async def on_shard_resumed(self, shard_id: int) -> None:
        """Connected again, and told of what was missed."""
        self._came(shard_id)
        logger.info("discord.resumed", shard=shard_id)

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """Not connected; discord.py is at it."""
        if shard_id in self._up:
            logger.info("discord.disconnected", shard=shard_id)
        self._up.discard(shard_id)
        self.connected.clear()

    async def on_message(self, message: discord.Message) -> None:
        """Somebody wrote something."""
        self.listeners.hearing.written(message, self.me)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Somebody edited a message."""
        self.listeners.hearing.edited(payload.message, self.me)

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Somebody deleted a message."""
        self.listeners.hearing.deleted(payload.channel_id, (payload.message_id,), payload.guild_id)

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Somebody deleted many messages."""
        self.listeners.hearing.deleted(payload.channel_id, payload.message_ids, payload.guild_id)

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

    def _came(self, shard_id: int) -> None:
        self._up.add(shard_id)
        del self._failures[shard_id]
        if len(self._up) == self.shard_count:
            self.connected.set()

    def hears(self) -> tuple[str, ...]:
        """The workspaces whose messages come in now."""
        away = {workspace(guild.id) for guild in self.guilds if guild.unavailable}
        return tuple(one for one in self._served(self._up) if one not in away)

    def _served(self, shards: Container[int]) -> tuple[str, ...]:
        """The workspaces that some shards are told of; of direct messages, that is the first one."""
        servers = (workspace(guild.id) for guild in self.guilds if guild.shard_id in shards)
        return (*servers, ELSEWHERE) if 0 in shards else tuple(servers)

    @property
    def me(self) -> int:
        """The bot's own id; 0 until it is signed in."""
        return self.user.id if self.user else 0


def _parse(event: str, parse: Callable[[Any], None], data: object) -> None:
    """Take an event in, but let none that cannot be read end the connection, as discord.py would."""
    try:
        parse(data)
    except Exception:  # noqa: BLE001 -- whatever Discord sends, the next event is heard
        logger.exception("discord.not_understood", event_type=event)
