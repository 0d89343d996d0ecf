"""What channels are called: looked at where Discord's word on them is kept, so that nobody waits for a name."""

import asyncio
import math
from collections.abc import Callable
from time import monotonic

from discord import Client, ClientException, Guild, Thread
from discord.abc import GuildChannel

from bot.adapters.discord.channels import channel_of, is_open
from bot.adapters.discord.parse import ELSEWHERE
from bot.delivery import PostError
from bot.expiring import Expiring
from bot.log import logger
from bot.tasks import Tasks
from handlers.request import Place

_FRESH = 3600.0  # seconds after which a thread that was put away is looked up again
_MOST = 10_000
_DIRECT = "a direct message"


class Names:
    """The names of channels as they may be shown; made on the event loop."""

    def __init__(self, client: Client, tasks: Tasks, clock: Callable[[], float] = monotonic) -> None:
        self._client, self._tasks = client, tasks
        self._loop = asyncio.get_running_loop()
        self._known: Expiring[str, str] = Expiring(math.inf, _MOST)
        self._asked: Expiring[str, None] = Expiring(_FRESH, _MOST, clock)

    def of(self, place: Place) -> str:
        """The name of a place's channel, ``#general``, from any thread; its id until that was looked at.

        Of a direct message not even with whom it is; of a private channel no more than its id, which tells nothing to
        those who are not in it.
        """
        if place.workspace == ELSEWHERE:
            return _DIRECT
        self._loop.call_soon_threadsafe(self.note, place)
        return self._known.get(place.channel) or place.channel

    def note(self, place: Place) -> None:
        """Look at what a channel is called now; on the event loop."""
        guild = None if place.workspace == ELSEWHERE else self._client.get_guild(int(place.workspace))
        if guild is None or guild.unavailable or not place.channel:
            return
        if channel := guild.get_channel_or_thread(int(place.channel)):
            self._known[place.channel] = _name(channel)
        elif place.channel not in self._asked:
            self._asked[place.channel] = None
            self._tasks.start(self._look_up(guild, place.channel))

    async def _look_up(self, guild: Guild, channel: str) -> None:
        try:
            self._known[channel] = _name(await channel_of(self._client, guild, int(channel)))
        except (PostError, ClientException) as error:
            logger.info("discord.name_unknown", channel=channel, error=str(error))


def _name(channel: GuildChannel | Thread) -> str:
    if not is_open(channel):
        return f"private channel {channel.id}"
    if isinstance(channel, Thread):
        return f"a thread of #{channel.parent}"
    return f"#{channel.name}"
