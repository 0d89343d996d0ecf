"""Posting to Slack: what becomes of a delivery, how a posted one is found again, and what is said of a failure."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from time import time
from typing import Any, TypeVar

from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.calls import TOKEN_REFUSED, settled, shown
from bot.adapters.slack.files import Files
from bot.adapters.slack.lost import Lost
from bot.adapters.slack.notices import OTHER_WORKSPACE, Notices
from bot.adapters.slack.posted import with_line
from bot.adapters.slack.workspaces import Workspace, Workspaces
from bot.delivery import BusyError, RefusedError, UnsureError
from bot.errors import BotError
from bot.late import late
from bot.log import logger
from bot.store.delivery import Delivery

MARK = "dossier_reply"
_PAGE = 200
_MOST_PAGES = 20
_OVERLAP = 2 * 3600  # seconds that our clock and Slack's may differ: what lies before that is not asked for
_STORE_AWAY = 5.0  # seconds until it is asked again
_SIGNED_OUT = 60.0  # seconds between attempts to post where Slack refuses the token
Form = Mapping[str, Any]
T = TypeVar("T")


class SlackChat:
    """Slack as the outbox sees it."""

    def __init__(
        self,
        workspaces: Workspaces,
        notices: Notices,
        lost: Lost,
        files: Files,
        clock: Callable[[], float] = time,
    ) -> None:
        self._workspaces, self._notices, self._lost = workspaces, notices, lost
        self._files, self._clock = files, clock

    async def send(self, delivery: Delivery) -> str:
        """Post with the delivery's mark; blocks that Slack refuses are sent again as plain sections.

        Where Slack refuses the bot's token it waits for one that works.
        """
        workspace, payload = await self._workspace(delivery), json.loads(delivery.payload)
        line = late(delivery, payload, self._clock())
        fields: dict[str, Any] = {"channel": delivery.place.channel, "unfurl_links": False, "unfurl_media": False}
        fields["metadata"] = {"event_type": MARK, "event_payload": {"id": delivery.id, "to": delivery.event_id}}
        if delivery.place.thread:
            fields["thread_ts"] = delivery.place.thread
        with self._waiting(delivery):
            posted = await self._shown(
                workspace, payload, line, lambda form: settled(workspace.post.chat_postMessage(**fields, **form))
            )
        return str(posted["ts"])

    async def find(self, delivery: Delivery) -> str | None:
        """The ts of the message with the delivery's mark, in its thread or channel since the first try."""
        client = (await self._workspace(delivery)).read
        with self._waiting(delivery):
            async for message in _history(client, delivery):
                if mark(message).get("id") == delivery.id:
                    return str(message["ts"])
        return None

    async def prepare(self, workspace: str, picture: Mapping[str, Any]) -> None:
        """Have a picture in a workspace before it is posted there."""
        with suppress(BotError):  # its token is in a store that is away
            if found := await self._workspaces.find(workspace):
                await self._files.prepare(found, picture)

    async def correct(self, delivery: Delivery, message_id: str) -> None:
        """Change the message of a delivery that was revised; delete that of one that was taken back."""
        try:
            with self._waiting(delivery):
                await self._correct(delivery, message_id)
        except RefusedError as refusal:
            logger.warning("slack.change_lost", channel=delivery.place.channel, error=str(refusal))

    async def refused(self, delivery: Delivery, reason: str) -> None:
        """Tell an admin of the workspace, once a day for each channel and reason.

        A button is pressed where the bot may never have been, and its reply has another way: nobody is told.
        """
        if delivery.subscription_id:
            await self._notices.paused(delivery.place, reason)
        elif delivery.event_id.startswith(delivery.place.channel):
            await self._notices.undelivered(delivery.place, reason)

    async def _correct(self, delivery: Delivery, message_id: str) -> None:
        workspace = await self._workspace(delivery)
        call = workspace.read.api_call
        where = {"channel": delivery.place.channel, "ts": message_id}
        payload = json.loads(delivery.payload or "{}")
        if not payload:
            await settled(call("chat.delete", json=where))
        elif payload.get("is_revised"):
            line = late(delivery, payload, float(message_id))
            await self._shown(
                workspace, payload, line, lambda form: settled(call("chat.update", json={**where, **form}))
            )

    async def _shown(
        self, workspace: Workspace, payload: Mapping[str, Any], line: str, call: Callable[[Form], Awaitable[T]]
    ) -> T:
        """Make a call with what a payload says, in the fullest form that Slack can show."""
        message, simple = (with_line(payload[form], line) for form in ("message", "plain"))
        picture = payload.get("picture")
        return await shown(
            lambda form: self._files.posted(workspace, form, picture if form is message else None, call),
            message,
            simple,
        )

    @contextmanager
    def _waiting(self, delivery: Delivery) -> Iterator[None]:
        """A token that Slack refuses puts off what it was needed for."""
        workspace = delivery.place.workspace
        if workspace in self._lost:
            raise BusyError(_SIGNED_OUT)
        try:
            yield
        except RefusedError as refusal:
            if str(refusal) not in TOKEN_REFUSED:
                raise
            self._lost.note(workspace, str(refusal))
            raise BusyError(_SIGNED_OUT) from refusal

    async def _workspace(self, delivery: Delivery) -> Workspace:
        try:
            workspace = await self._workspaces.find(delivery.place.workspace)
        except BotError as error:  # its token is in a store that is away
            raise BusyError(_STORE_AWAY) from error
        if workspace is None:
            raise RefusedError("not_installed")
        if delivery.subscription_id and not workspace.is_named(delivery.place.workspace):
            raise RefusedError(OTHER_WORKSPACE)  # config.toml says where, and one token serves whatever is asked for
        return workspace


def mark(message: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reply of ours bears in a history: its ``id``, and the key of what it answers, ``to``; empty on others."""
    metadata = message.get("metadata") or {}
    return (metadata.get("event_payload") or {}) if metadata.get("event_type") == MARK else {}


async def _history(client: AsyncWebClient, delivery: Delivery) -> AsyncIterator[dict[str, Any]]:
    """What was posted in the delivery's thread, or its channel, since its first try; the newest pages first."""
    place, cursor = delivery.place, ""
    since = f"{(delivery.first_try_at or delivery.created_at) - _OVERLAP:.6f}"
    for _ in range(_MOST_PAGES):
        fields: dict[str, Any] = {
            "channel": place.channel,
            "include_all_metadata": True,
            "limit": _PAGE,
            "cursor": cursor,
        }
        call = (
            client.conversations_replies(**fields, ts=place.thread, oldest=since)
            if place.thread
            else client.conversations_history(**fields, oldest=since)
        )
        answer = await settled(call)
        for message in answer["messages"]:
            yield message
        cursor = (answer.get("response_metadata") or {}).get("next_cursor", "")
        if not cursor:
            return
    raise UnsureError("too much history")
