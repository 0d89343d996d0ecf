"""Telling the owner of a server what they can put right there."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from time import time

from discord import AllowedMentions, Client, Object

from bot.adapters.discord.calls import GONE, settled
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
_OTHERWISE = "Discord says: {}. Whoever runs the bot can find it in its log."


@dataclass(frozen=True)
class Notices:
    """Direct messages to the owner of a server, whom permissions there come from."""

    client: Client
    store: Store
    clock: Callable[[], float] = time

    async def undelivered(self, place: Place, code: str) -> None:
        """Say that a reply could not be posted, and why; once a day for each channel and reason.

        Nobody can do anything about a channel or message that is gone, nor about who takes no messages.
        """
        guild = None if place.workspace == ELSEWHERE else self.client.get_guild(int(place.workspace))
        if guild is None or guild.owner_id is None or code in GONE:
            return
        if not await asyncio.to_thread(self._is_news, place, code):
            return
        why = _WHY.get(code, _OTHERWISE.format(code))
        try:
            await settled(self._tell(guild.owner_id, f"I could not post a reply in <#{place.channel}>. {why}"))
        except PostError as error:
            logger.warning("discord.notice_lost", channel=place.channel, error=str(error))

    async def _tell(self, user: int, text: str) -> None:
        direct = await self.client.create_dm(Object(user))
        await direct.send(text, allowed_mentions=AllowedMentions.none())

    def _is_news(self, place: Place, code: str) -> bool:
        day = datetime.fromtimestamp(self.clock(), UTC).date()
        with self.store.begin() as connection:
            return inbox.claim(connection, PLATFORM, f"notice:{place.channel}:{code}:{day}", self.clock())
