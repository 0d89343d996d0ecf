"""After an outage: what was said to the bot meanwhile is answered, for Slack need not send those events again."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from time import time
from typing import Any

from bot.adapters.slack import parse
from bot.adapters.slack.api import FAILURES, reason
from bot.adapters.slack.conversation import Conversation
from bot.adapters.slack.workspaces import Workspace, Workspaces
from bot.log import logger
from bot.store import cursors
from bot.store.store import Store

_LONGEST = 6 * 3600  # seconds: an older question is better asked again
_OVERLAP = 300  # seconds before the last sign of life; what was answered is told by its key
_KINDS = "public_channel,private_channel,mpim,im"
_PAGE = 100


@dataclass(frozen=True)
class Sweep:
    """Reads again, for each workspace, what was written since the connection was last known to be alive."""

    workspaces: Workspaces
    conversation: Conversation
    store: Store
    clock: Callable[[], float] = time
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def run(self) -> None:
        """Sweep every workspace, then mark the time; one after another, for history is read at a slow rate."""
        async with self._lock:
            began = self.clock()
            for workspace in await self.workspaces.all():
                try:
                    await self._workspace(workspace)
                except FAILURES as error:
                    logger.warning("slack.sweep_failed", workspace=workspace.id, error=reason(error))
                else:
                    await self.alive(workspace, began)

    async def alive(self, workspace: Workspace, at: float) -> None:
        """Remember that events came in until then."""
        await asyncio.to_thread(self._advance, workspace.id, at)

    async def _workspace(self, workspace: Workspace) -> None:
        last = await asyncio.to_thread(self._seen, workspace.id)
        if last is None:
            return
        since = max(last - _OVERLAP, self.clock() - _LONGEST)
        missed = 0
        async for channel in _paged(workspace.read.users_conversations, "channels", types=_KINDS):
            missed += await self._channel(workspace, channel["id"], since)
        logger.info("slack.swept", workspace=workspace.id, messages=missed, seconds=round(self.clock() - since))

    async def _channel(self, workspace: Workspace, channel: str, since: float) -> int:
        """Hear what was written in a channel, and in the threads that were written in, in the order of time."""
        history = workspace.read.conversations_history
        heard = [m async for m in _paged(history, "messages", channel=channel, oldest=f"{since:.6f}")]
        replies = workspace.read.conversations_replies
        for thread in [m["ts"] for m in heard if m.get("reply_count")]:
            heard += [m async for m in _paged(replies, "messages", channel=channel, ts=thread, oldest=f"{since:.6f}")]
        messages = {m["ts"]: parse.message({**m, "channel": channel}, workspace.id, workspace.bot_user) for m in heard}
        for ts in sorted(messages):
            if message := messages[ts]:
                await self.conversation.heard(message)
        return len(messages)

    def _seen(self, workspace: str) -> float | None:
        with self.store.read() as connection:
            return cursors.seen(connection, parse.PLATFORM, workspace)

    def _advance(self, workspace: str, at: float) -> None:
        with self.store.begin() as connection:
            cursors.advance(connection, parse.PLATFORM, workspace, at)


async def _paged(method: Callable[..., Any], name: str, **fields: Any) -> AsyncIterator[dict[str, Any]]:  # noqa: ANN401
    """Every entry of a list that Slack gives page by page."""
    cursor = ""
    while True:
        answer = await method(**fields, limit=_PAGE, cursor=cursor)
        for entry in answer[name]:
            yield entry
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
