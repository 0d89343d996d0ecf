"""Telling the people of a workspace what they alone can put right."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from time import time

from bot.adapters.slack.api import FAILURES, reason
from bot.adapters.slack.calls import settled
from bot.adapters.slack.parse import PLATFORM
from bot.adapters.slack.workspaces import Workspace, Workspaces
from bot.delivery import PostError
from bot.log import logger
from bot.store import inbox
from bot.store.store import Store
from handlers.request import Place

_WHY = {
    "not_in_channel": "I am not in that channel any more. Invite me again, or ignore this.",
    "channel_not_found": "I cannot see that channel any more. Invite me again, or ignore this.",
    "is_archived": "That channel is archived.",
    "restricted_action": "Only some people may post in that channel. Let apps post there, or ignore this.",
    "missing_scope": "I lack a permission. Install the app again with the manifest of this version.",
}
_REPLY = "I could not post a reply in the channel with the id {}. {}"
_POST = (
    "I could not post in the channel with the id {} what comes there by itself, and paused it. {} Then resume it there."
)
_OTHERWISE = "Slack says: {}. Whoever runs the bot can find it in its log."


@dataclass(frozen=True)
class Notices:
    """Direct messages to the person who created a channel, which is whom permissions there come from."""

    workspaces: Workspaces
    store: Store
    clock: Callable[[], float] = time

    async def undelivered(self, place: Place, code: str) -> None:
        """Say that a reply could not be posted, and why; once a day for each channel and reason.

        Who talks to the bot alone created no channel, and is past being told.
        """
        await self._tell(place, code, _REPLY)

    async def paused(self, place: Place, code: str) -> None:
        """Say that what comes by itself could not be posted, and is paused until somebody resumes it."""
        await self._tell(place, code, _POST)

    async def _tell(self, place: Place, code: str, said: str) -> None:
        if place.channel.startswith("D"):
            return
        workspace = await self.workspaces.find(place.workspace)
        if workspace is None or not await asyncio.to_thread(self._is_news, place, code):
            return
        why = _WHY.get(code, _OTHERWISE.format(code))
        try:
            creator = await self._creator(workspace, place.channel)
            if creator:
                text = said.format(place.channel, why)
                await settled(workspace.post.chat_postMessage(channel=creator, text=text, unfurl_links=False))
        except (PostError, *FAILURES) as error:
            problem = str(error) if isinstance(error, PostError) else reason(error)
            logger.warning("slack.notice_lost", channel=place.channel, error=problem)

    async def _creator(self, workspace: Workspace, channel: str) -> str:
        answer = await workspace.read.conversations_info(channel=channel)
        return str(answer["channel"].get("creator") or "")

    def _is_news(self, place: Place, code: str) -> bool:
        with self.store.begin() as connection:
            return inbox.claim_today(connection, PLATFORM, f"notice:{place.channel}:{code}", self.clock())
