"""Pictures in Slack: uploaded once to a workspace, ahead of their time if it is known, and shown by what names them.

Slack looks through a file before it can be shown, which takes a second or so; until then it refuses the message.
"""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from time import monotonic
from typing import Any, TypeVar

from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError

from bot.adapters.slack.api import FAILURES, body, reason
from bot.adapters.slack.blocks.elements import Json
from bot.adapters.slack.calls import UNSHOWABLE
from bot.adapters.slack.posted import with_picture
from bot.adapters.slack.workspaces import Workspace
from bot.delivery import RefusedError, UnsureError
from bot.gallery import Gallery, wanted_by
from bot.log import logger
from handlers.card import Reply

_PATIENCE = 3.0  # seconds for drawing and uploading: a post has ten altogether
_LEAST = 0.5  # of them, where they have passed before the post was due
_LONGEST = 20.0  # seconds, though nobody may wait for it any more
_AT_ONCE = 4  # uploads ahead of their time: those of what is posted now come between
_UNTIL_SHOWN = (0.3, 0.7, 1.5)  # seconds between attempts to show what was uploaded; a response_url takes five
_KEPT = 10_000  # ids of files
_NAME = "fact.png"
_FAILURES = (*FAILURES, UnsureError, OSError)
T = TypeVar("T")
Wanted = Mapping[str, Any]
Form = Mapping[str, Any]
Show = Callable[[Form, Callable[[Form], Awaitable[object]]], Awaitable[object]]
"""Makes a call with a message, and with what goes with it."""


async def as_it_is(message: Form, call: Callable[[Form], Awaitable[object]]) -> object:
    """Make a call with a message that has no picture."""
    return await call(message)


@dataclass(frozen=True, slots=True)
class _File:
    """A file by its id, and what its picture shows."""

    id: str
    alt: str


@dataclass(slots=True)
class _Upload:
    """A file on its way, None where it cannot be drawn; since when it is wanted."""

    since: float
    task: "asyncio.Task[_File | None]"

    @property
    def has_failed(self) -> bool:
        """Whether it has to be tried again."""
        return self.task.done() and (self.task.cancelled() or self.task.exception() is not None)

    def is_of(self, file: str) -> bool:
        """Whether it came to a file."""
        found = self.task.result() if self.task.done() and not self.has_failed else None
        return found is not None and found.id == file


class Files:
    """The pictures of a gallery as Slack keeps them."""

    def __init__(self, session: ClientSession, gallery: Gallery, clock: Callable[[], float] = monotonic) -> None:
        self._session, self._gallery, self._clock = session, gallery, clock
        self._uploads: OrderedDict[tuple[str, str], _Upload] = OrderedDict()
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def prepare(self, workspace: Workspace, wanted: Wanted) -> None:
        """Upload a picture that is to be posted soon; whoever posts it tells of a failure, and tries once more."""
        with suppress(*_FAILURES):
            async with self._turns:
                await asyncio.shield(self._upload(workspace, wanted).task)

    def showing(self, workspace: Workspace | None, reply: Reply) -> Show:
        """How a reply is shown in a workspace: beneath the picture of what it shows the post of, if it does."""
        if workspace is None or reply.picture is None:
            return as_it_is
        there, picture = workspace, wanted_by(reply.picture)
        return lambda message, call: self.posted(there, message, picture, call)

    async def posted(
        self, workspace: Workspace, message: Form, picture: Wanted | None, call: Callable[[Form], Awaitable[T]]
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

    async def _pictured(self, workspace: Workspace, message: Mapping[str, Any], wanted: Wanted) -> Json | None:
        """The message with its picture; None where that cannot be had in time."""
        upload = self._upload(workspace, wanted)
        left = max(upload.since + _PATIENCE - self._clock(), _LEAST)
        try:
            async with asyncio.timeout(left):
                file = await asyncio.shield(upload.task)
        except _FAILURES as error:
            logger.warning("slack.picture_lost", workspace=workspace.id, error=reason(error))
            return None
        return with_picture(message, file.id, file.alt) if file else None

    def _upload(self, workspace: Workspace, wanted: Wanted) -> _Upload:
        """A picture on its way to a workspace: once, for all who want it; again, where that has failed."""
        key = workspace.id, sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()
        before = self._uploads.get(key)
        if before is None or before.has_failed:
            since = before.since if before else self._clock()
            task = asyncio.get_running_loop().create_task(self._file(workspace, wanted))
            task.add_done_callback(lambda done: done.cancelled() or done.exception())  # seen, if nobody waits
            self._uploads[key] = _Upload(since, task)
            if len(self._uploads) > _KEPT:
                self._uploads.popitem(last=False)
        self._uploads.move_to_end(key)
        return self._uploads[key]

    async def _file(self, workspace: Workspace, wanted: Wanted) -> _File | None:
        """A picture as a new file; None where it cannot be drawn."""
        async with asyncio.timeout(_LONGEST):
            picture = await self._gallery.picture(wanted)
            return _File(await self._uploaded(workspace, picture.png), picture.alt) if picture else None

    async def _uploaded(self, workspace: Workspace, png: bytes) -> str:
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
        for key in [key for key, upload in self._uploads.items() if upload.is_of(gone)]:
            del self._uploads[key]


def _is_about_file(refusal: RefusedError) -> bool:
    """Whether a message is refused for its picture: ``invalid slack file [json-pointer:/blocks/0/slack_file]``.

    A response_url does not say what of a message it cannot show.
    """
    cause = refusal.__cause__
    if cause is None:
        return str(refusal) in UNSHOWABLE
    data = getattr(cause.response, "data", None) if isinstance(cause, SlackApiError) else None
    return isinstance(data, dict) and "slack_file" in str(data.get("errors"))
