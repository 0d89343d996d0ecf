"""Telling the people of a workspace what they alone can put right."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from time import time

from bot.adapters.slack.api import FAILURES, reason
from bot.adapters.slack.calls import settled
from bot.adapters.slack.members import owner
from bot.adapters.slack.parse import PLATFORM
from bot.adapters.slack.workspaces import Workspace, Workspaces
from bot.delivery import PostError
from bot.log import logger
from bot.store import inbox
from bot.store.store import Store
from handlers.request import Place

OTHER_WORKSPACE = "other_workspace"
_WHY = {
    OTHER_WORKSPACE: (
        "The bot's configuration names another workspace for that channel than the one that the bot is in; whoever "
        "runs the bot can correct it."
    ),
    "not_in_channel": "I am not in that channel any more. Invite me again, or ignore this.",
    "channel_not_found": "I cannot see that channel any more. Invite me again, or ignore this.",
    "is_archived": "That channel is archived.",
    "restricted_action": "Only some people may post in that channel. Let apps post there, or ignore this.",
    "missing_scope": "I lack a permission. Install the app again with the manifest of this version.",
}
_REPLY = "I could not post a reply in the channel with the id {}. {}"
_POST = (
    "I could not post in the channel with the id {} what comes there by itself, and paused it. {} "
    "Once that is put right, resume it there."
)
_OTHERWISE = "Slack says: {}. Whoever runs the bot can find it in its log."

Whom = Callable[[Workspace], Awaitable[str]]
"""The id of somebody in a workspace, "" for nobody; what they are looked up with may fail as calls do."""


@dataclass(frozen=True)
class Notices:
    """Direct messages to the person who created a channel, which is whom permissions there come from.

    Of what comes by itself an owner of the workspace is told where the creator cannot be.
    """

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
        await self._tell(place, code, _POST, owner)

    async def _tell(self, place: Place, code: str, said: str, *instead: Whom) -> None:
        """Tell the creator of a channel, or else the first of the others that can be told; if none, the log says so."""
        if place.channel.startswith("D") or not await asyncio.to_thread(self._is_news, place, code):
            return
        text, problem = said.format(place.channel, _WHY.get(code, _OTHERWISE.format(code))), "not_installed"
        if workspace := await self.workspaces.find(place.workspace):
            everyone: tuple[Whom, ...] = (partial(_creator, channel=place.channel), *instead)
            for whom in everyone:
                if not (problem := await _told(workspace, whom, text)):
                    return
        logger.warning("slack.notice_lost", channel=place.channel, error=problem)

    def _is_news(self, place: Place, code: str) -> bool:
        with self.store.begin() as connection:
            return inbox.claim_today(connection, PLATFORM, f"notice:{place.channel}:{code}", self.clock())


async def _told(workspace: Workspace, whom: Whom, text: str) -> str:
    """Send somebody a direct message; why that could not be done, "" when it was."""
    try:
        user = await whom(workspace)
        if not user:
            return "nobody to tell"
        await settled(workspace.post.chat_postMessage(channel=user, text=text, unfurl_links=False))
    except PostError as error:
        return str(error)
    except FAILURES as error:
        return reason(error)
    return ""


async def _creator(workspace: Workspace, channel: str) -> str:
    """Who created a channel, "" where Slack does not name them."""
    answer = await workspace.read.conversations_info(channel=channel)
    return str(answer["channel"].get("creator") or "")
