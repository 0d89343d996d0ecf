"""Pictures in Slack: uploaded once to a workspace, and shown by whatever message names them.

Slack looks through a file before it can be shown, which takes a second or so; until then it refuses the message.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from hashlib import sha256
from http import HTTPStatus
from typing import Any, TypeVar

from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError

from bot.adapters.slack.api import FAILURES, body, reason
from bot.adapters.slack.blocks.elements import Json
from bot.adapters.slack.posted import with_picture
from bot.adapters.slack.workspaces import Workspace
from bot.delivery import RefusedError, UnsureError
from bot.gallery import Gallery
from bot.log import logger

_PATIENCE = 3.0  # seconds for drawing and uploading: a post has ten altogether
_UNTIL_SHOWN = (0.3, 0.7, 1.5)  # seconds between attempts to show what was uploaded
_KEPT = 10_000  # ids of files
_NAME = "fact.png"
T = TypeVar("T")


class Files:
    """The pictures of a gallery as Slack keeps them."""

    def __init__(self, session: ClientSession, gallery: Gallery) -> None:
        self._session, self._gallery = session, gallery
        self._ids: OrderedDict[tuple[str, str], asyncio.Task[str]] = OrderedDict()

    async def posted(
        self,
        workspace: Workspace,
        message: Mapping[str, Any],
        picture: Mapping[str, Any] | None,
        call: Callable[[Mapping[str, Any]], Awaitable[T]],
    ) -> T:
        """Make a call with a message beneath its picture; without, where it has none or Slack does not show it."""
        pictured = await self._pictured(workspace, message, picture) if picture else None
        if pictured:
            for pause in (*_UNTIL_SHOWN, None):
                try:
                    return await call(pictured)
                except RefusedError as refusal:
                    if not _is_about_file(refusal):
                        raise
                if pause is None:
                    self._forget(pictured)
                    logger.warning("slack.picture_refused", workspace=workspace.id)
                else:
                    await asyncio.sleep(pause)
        return await call(message)

    async def _pictured(
        self, workspace: Workspace, message: Mapping[str, Any], wanted: Mapping[str, Any]
    ) -> Json | None:
        """The message with its picture; None where that cannot be had in time."""
        try:
            async with asyncio.timeout(_PATIENCE):
                picture = await self._gallery.picture(wanted)
                return with_picture(message, await self._id(workspace, picture.png), picture.alt) if picture else None
        except (*FAILURES, UnsureError, OSError) as error:
            logger.warning("slack.picture_lost", workspace=workspace.id, error=reason(error))
            return None

    async def _id(self, workspace: Workspace, png: bytes) -> str:
        """The id of the file in a workspace, uploaded if it is not there: once, for all who want it meanwhile."""
        key = workspace.id, sha256(png).hexdigest()
        if key not in self._ids:
            self._ids[key] = asyncio.get_running_loop().create_task(self._upload(workspace, png))
            self._ids[key].add_done_callback(partial(self._tried, key))
            if len(self._ids) > _KEPT:
                self._ids.popitem(last=False)
        self._ids.move_to_end(key)
        return await asyncio.shield(self._ids[key])

    def _tried(self, key: tuple[str, str], uploading: "asyncio.Task[str]") -> None:
        """Have what did not succeed tried again by whoever wants it next."""
        if (uploading.cancelled() or uploading.exception()) and self._ids.get(key) is uploading:
            del self._ids[key]

    async def _upload(self, workspace: Workspace, png: bytes) -> str:
        """The id of a new file, which nobody sees before it is shown in a message."""
        given = body(await workspace.read.files_getUploadURLExternal(filename=_NAME, length=len(png)))
        async with self._session.post(given["upload_url"], data=png) as taken:
            if taken.status != HTTPStatus.OK:
                raise UnsureError(f"HTTP {taken.status}")
        await workspace.read.files_completeUploadExternal(files=[{"id": given["file_id"], "title": _NAME}])
        return str(given["file_id"])

    def _forget(self, pictured: Mapping[str, Any]) -> None:
        """Upload it again the next time: it may have been deleted."""
        gone = pictured["blocks"][0]["slack_file"]["id"]
        for key in [key for key, file in self._ids.items() if file.done() and file.result() == gone]:
            del self._ids[key]


def _is_about_file(refusal: RefusedError) -> bool:
    """Whether a message is refused for its picture: ``invalid slack file [json-pointer:/blocks/0/slack_file]``."""
    cause = refusal.__cause__
    data = getattr(cause.response, "data", None) if isinstance(cause, SlackApiError) else None
    return isinstance(data, dict) and "slack_file" in str(data.get("errors"))
