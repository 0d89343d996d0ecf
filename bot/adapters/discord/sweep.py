"""After an outage: what was said to the bot meanwhile is answered, where Discord does not tell of it again.

That is after every start, and when a connection could not be resumed.
"""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import time
from typing import Protocol

from discord import Guild, Message
from discord.utils import time_snowflake

from bot.adapters.discord import backlog, parse
from bot.adapters.discord.calls import settled
from bot.adapters.discord.hearing import Hearing
from bot.conversation import missed
from bot.delivery import PostError, RefusedError
from bot.errors import BotError
from bot.log import logger
from bot.store import channels, inbox
from bot.store.store import Store

_MOST_DIRECTS = 100


class Connection(Protocol):
    """The gateway as a sweep needs it."""

    @property
    def me(self) -> int:
        """The bot's own id."""

    def hears(self) -> tuple[str, ...]:
        """The workspaces whose messages come in now."""

    def get_guild(self, guild: int, /) -> Guild | None:
        """A server that the bot is in."""

    async def fetch_channel(self, channel: int, /) -> object:
        """A channel, looked up."""


@dataclass(frozen=True, slots=True)
class _Unread:
    """A channel to be read: whose it is, from when on, and until when, in seconds since 1970."""

    workspace: str
    since: float
    until: float


@dataclass
class Sweep:
    """Reads what was written in each workspace since the connection was last known to be alive, channel by channel.

    ``_behind`` are the workspaces whose channels are still to be looked through, ``_unread`` the channels, by id, that
    are then to be read; ``_lock`` lets one round at a time do it. Rounds rest for ``pause`` seconds after each channel,
    and answer one message after another: what people write now does not wait for what they wrote before.
    """

    gateway: Connection
    hearing: Hearing
    store: Store
    pause: float
    clock: Callable[[], float] = time
    _behind: set[str] = field(default_factory=set)
    _unread: dict[int, _Unread] = field(default_factory=dict)
    _ending: asyncio.Event = field(default_factory=asyncio.Event)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def owe(self, workspaces: Iterable[str]) -> None:
        """Messages of these workspaces may have been missed."""
        self._behind.update(workspaces)

    def begin(self) -> None:
        """Sweep now rather than at the next beat."""
        self.hearing.tasks.start(self.catch_up())

    def stop(self) -> None:
        """Read nothing more; what is left is owed at the next start, too."""
        self._ending.set()

    async def catch_up(self) -> None:
        """Sweep where that is owed; everywhere else, remember that messages come in until now."""
        async with self._lock:
            try:
                await self._look_through(self.clock())
                await self._read_on()
            except (PostError, BotError) as error:
                logger.warning("discord.sweep_failed", error=str(error))

    async def _look_through(self, now: float) -> None:
        """Note which channels are to be read; the first start finds nothing missed."""
        for workspace in self.gateway.hears():
            if workspace in self._behind:
                await self._note(workspace, now)
        owed = self._behind | {unread.workspace for unread in self._unread.values()}
        level = [workspace for workspace in self.gateway.hears() if workspace not in owed]
        await asyncio.to_thread(missed.none_until, self.store, parse.PLATFORM, level, now)

    async def _note(self, workspace: str, now: float) -> None:
        """Note the channels of a workspace; what is owed to it anew meanwhile stays so."""
        self._behind.discard(workspace)
        try:
            since, directs = await asyncio.to_thread(self._remembered, workspace, now)
        except BotError:
            self._behind.add(workspace)
            raise
        if since is None:
            return
        guild = None if workspace == parse.ELSEWHERE else self.gateway.get_guild(int(workspace))
        for channel in backlog.channels(guild, _first_at(since)) if guild else directs:
            self._unread.setdefault(channel, _Unread(workspace, since, now))

    async def _read_on(self) -> None:
        """Read what is unread; where Discord or the store fails, the round ends: that channel is last in the next."""
        for channel, unread in tuple(self._unread.items()):
            if self._ending.is_set():
                return
            del self._unread[channel]
            try:
                await self._read(channel, unread)
            except RefusedError as refusal:
                logger.info("discord.not_swept", channel=str(channel), error=str(refusal))
            except (PostError, BotError):
                if self.clock() - unread.until < missed.LONGEST:
                    self._unread[channel] = unread
                raise
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), self.pause)

    async def _read(self, channel: int, unread: _Unread) -> None:
        where = await self._channel(unread.workspace, channel)
        if where is None:
            return
        after = _first_at(max(unread.since, self.clock() - missed.LONGEST))
        said = await settled(backlog.unanswered(where, after, self.gateway.me))
        handled = await asyncio.to_thread(self._handled, [parse.key(channel, one.id) for one in said])
        new = [one for one in said if parse.key(channel, one.id) not in handled]
        if new:
            logger.info("discord.swept", channel=str(channel), messages=len(new))
        for message in new:
            if not self._ending.is_set():
                await self._hear(message)

    async def _channel(self, workspace: str, channel: int) -> backlog.Readable | None:
        """A channel, unless it is gone."""
        guild = None if workspace == parse.ELSEWHERE else self.gateway.get_guild(int(workspace))
        known = guild.get_channel_or_thread(channel) if guild else None
        found = await settled(self.gateway.fetch_channel(channel)) if workspace == parse.ELSEWHERE else known
        return found if isinstance(found, backlog.Readable) else None

    async def _hear(self, message: Message) -> None:
        """Hear a message; one that breaks something costs no other."""
        try:
            await self.hearing.missed(message, self.gateway.me)
        except Exception:  # noqa: BLE001 -- such a message must not hold up the rest
            logger.exception("discord.not_understood", channel=str(message.channel.id))

    def _remembered(self, workspace: str, now: float) -> tuple[float | None, tuple[int, ...]]:
        """Since when messages may have been missed, and the direct messages that are known, those of late first."""
        since = missed.since(self.store, parse.PLATFORM, workspace, now)
        if workspace != parse.ELSEWHERE:
            return since, ()
        with self.store.read() as connection:
            return since, tuple(map(int, channels.spoken_in(connection, parse.PLATFORM, workspace, _MOST_DIRECTS)))

    def _handled(self, keys: Iterable[str]) -> frozenset[str]:
        """Those that were taken in before; BotError while nobody can say, for then all would be answered again."""
        with self.store.read() as connection:
            return frozenset(key for key in keys if inbox.holds(connection, parse.PLATFORM, key))


def _first_at(seconds: float) -> int:
    """The id that comes before those of all messages from a time on, in seconds since 1970."""
    return time_snowflake(datetime.fromtimestamp(seconds, UTC))
