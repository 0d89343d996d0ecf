"""Telling the owner of a server what they can put right there, and who asked in vain how else they can."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from time import time

from discord import AllowedMentions, Client, Object

from bot.adapters.discord.calls import GONE, settled
from bot.adapters.discord.heard import Heard
from bot.adapters.discord.parse import ELSEWHERE, PLATFORM
from bot.delivery import PostError
from bot.log import logger
from bot.store import inbox
from bot.store.store import Store
from handlers.request import Place

_WHY = {
    "missing_access": "I cannot see that channel. Give my role the permission View Channel there, or ignore this.",
    "missing_permissions": (
        "I may not write there. Give my role the permissions View Channel and Send Messages, and for threads Send "
        "Messages in Threads, or ignore this."
    ),
    "moderated": "AutoMod blocked it. Take my role out of the rule, or ignore this.",
    "thread_archived": "That thread is closed. Open it again, or ignore this.",
    "thread_locked": "That thread is locked. Unlock it, or ignore this.",
}
_REPLY = "I could not post a reply in <#{}>. {}"
_POST = (
    "I could not post in <#{}> what comes there by itself, and paused it. {} Once that is put right, resume it there."
)
_GONE = (
    "The channel with the id {} is gone, so I paused what comes there by itself. Whoever may manage the server can end "
    "it, in any channel: /briefing subscriptions."
)
_OTHERWISE = "Discord says: {}. Whoever runs the bot can find it in its log."


_NOT_ALLOWED = frozenset({"missing_access", "missing_permissions"})
_INSTEAD = "I may not write in <#{}>, where you asked me something. My slash command works there: ask me with it."


@dataclass(frozen=True)
class Notices:
    """Direct messages to the owner of a server, whom permissions there come from, and to who asked."""

    client: Client
    store: Store
    clock: Callable[[], float] = time
    heard: Heard = field(default_factory=Heard)

    async def undelivered(self, place: Place, code: str) -> None:
        """Say that a reply could not be posted, and why; once a day for each channel and reason.

        Nobody can do anything about a channel or message that is gone, nor about who takes no messages.
        """
        if code not in GONE and place.workspace != ELSEWHERE:
            await self._tell_owner(place, code, _REPLY)

    async def paused(self, place: Place, code: str) -> None:
        """Say that what comes by itself could not be posted, and is paused until somebody resumes it.

        Where nobody is known who could be told, the log says so.
        """
        await self._tell_owner(place, code, _GONE if code in GONE else _POST)

    async def _tell_owner(self, place: Place, code: str, said: str) -> None:
        guild = None if place.workspace == ELSEWHERE else self.client.get_guild(int(place.workspace))
        if guild is None or guild.owner_id is None:
            logger.warning("discord.notice_lost", channel=place.channel, error="unknown_server")
            return
        why = _WHY.get(code, _OTHERWISE.format(code))
        await self._tell(guild.owner_id, place, code, said.format(place.channel, why))

    async def unheard(self, place: Place, event_id: str, code: str) -> None:
        """Say to who asked where the bot may not write that it may not; once a day for each person and channel.

        Nobody is told where it is not known any more who wrote the message ``event_id``.
        """
        asked = self.heard.get(event_id)
        if asked and place.workspace != ELSEWHERE and code in _NOT_ALLOWED:
            asker = self.store.pseudonym(PLATFORM, place.workspace, asked.user)
            await self._tell(int(asked.user), place, asker, _INSTEAD.format(place.channel))

    async def _tell(self, user: int, place: Place, about: str, text: str) -> None:
        """Send a direct message, once a day for each channel and what it is about."""
        if not await asyncio.to_thread(self._is_news, place, about):
            return
        try:
            await settled(self._send(user, text))
        except PostError as error:
            logger.warning("discord.notice_lost", channel=place.channel, error=str(error))

    async def _send(self, user: int, text: str) -> None:
        direct = await self.client.create_dm(Object(user))
        await direct.send(text, allowed_mentions=AllowedMentions.none())

    def _is_news(self, place: Place, about: str) -> bool:
        with self.store.begin() as connection:
            return inbox.claim_today(connection, PLATFORM, f"notice:{place.channel}:{about}", self.clock())
