"""What channels are called, looked up in the background, so that nobody waits for a name."""

import asyncio
import math
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any

from bot.adapters.slack.api import FAILURES, body, reason
from bot.adapters.slack.workspaces import Workspaces
from bot.expiring import Expiring
from bot.log import logger
from bot.tasks import Tasks
from handlers.request import Place

_FRESH = 3600.0  # seconds after which a name is looked up again; until Slack has told the new one the old one does
_MOST = 10_000
_DIRECT = "a direct message"


class Names:
    """The names of channels as they may be shown; made on the event loop."""

    def __init__(self, workspaces: Workspaces, tasks: Tasks, clock: Callable[[], float] = monotonic) -> None:
        self._workspaces, self._tasks = workspaces, tasks
        self._loop = asyncio.get_running_loop()
        self._known: Expiring[tuple[str, str], str] = Expiring(math.inf, _MOST)
        self._asked: Expiring[tuple[str, str], None] = Expiring(_FRESH, _MOST, clock)

    def of(self, place: Place) -> str:
        """The name of a place's channel, ``#general``, from any thread; its id until Slack has told the name.

        Of a direct message not even with whom it is; of a private channel no more than its id, which tells nothing to
        those who are not in it.
        """
        if place.channel.startswith("D"):
            return _DIRECT
        self._loop.call_soon_threadsafe(self.note, place)
        return self._known.get((place.workspace, place.channel)) or place.channel

    def note(self, place: Place) -> None:
        """Look up a channel's name soon, unless that was done within the hour; on the event loop."""
        key = (place.workspace, place.channel)
        if key not in self._asked and place.channel and not place.channel.startswith("D"):
            self._asked[key] = None
            self._tasks.start(self._look_up(*key))

    async def _look_up(self, workspace_id: str, channel: str) -> None:
        workspace = await self._workspaces.find(workspace_id)
        if workspace is None:
            return
        try:
            found = body(await workspace.read.conversations_info(channel=channel)).get("channel") or {}
        except FAILURES as error:
            logger.info("slack.name_unknown", channel=channel, reason=reason(error))
        else:
            self._known[workspace_id, channel] = _name(found, channel)


def _name(found: Mapping[str, Any], channel: str) -> str:
    if found.get("is_im") or found.get("is_mpim"):
        return _DIRECT
    if found.get("is_private") or not found.get("name"):
        return f"private channel {channel}"
    return f"#{found['name']}"
