"""Posting to Slack: what becomes of a delivery, how a posted one is found again, and what is said of a failure."""

import json
from collections.abc import AsyncIterator
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.calls import settled
from bot.adapters.slack.notices import Notices
from bot.adapters.slack.workspaces import Workspace, Workspaces
from bot.delivery import RefusedError, UnsureError
from bot.log import logger
from bot.store.delivery import Delivery

MARK = "dossier_reply"
_UNSHOWABLE = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "invalid_attachments"}
_PAGE = 100
_MOST_PAGES = 10
_OVERLAP = 60  # seconds that our clock and Slack's may differ


class SlackChat:
    """Slack as the outbox sees it."""

    def __init__(self, workspaces: Workspaces, notices: Notices) -> None:
        self._workspaces, self._notices = workspaces, notices

    async def send(self, delivery: Delivery) -> str:
        """Post with the delivery's mark; blocks that Slack refuses are sent again as plain sections."""
        client = (await self._workspace(delivery)).post
        payload = json.loads(delivery.payload)
        fields: dict[str, Any] = {"channel": delivery.place.channel, "unfurl_links": False, "unfurl_media": False}
        fields["metadata"] = {"event_type": MARK, "event_payload": {"id": delivery.id}}
        if delivery.place.thread:
            fields["thread_ts"] = delivery.place.thread
        try:
            return str((await settled(client.chat_postMessage(**fields, **payload["message"])))["ts"])
        except RefusedError as refusal:
            if str(refusal) not in _UNSHOWABLE:
                raise
            logger.warning("slack.blocks_refused", delivery=delivery.id, error=str(refusal))
        return str((await settled(client.chat_postMessage(**fields, **payload["plain"])))["ts"])

    async def find(self, delivery: Delivery) -> str | None:
        """The ts of the message with the delivery's mark, in its thread or channel since the first try."""
        client = (await self._workspace(delivery)).read
        async for message in _history(client, delivery):
            mark = message.get("metadata") or {}
            if mark.get("event_type") == MARK and (mark.get("event_payload") or {}).get("id") == delivery.id:
                return str(message["ts"])
        return None

    async def refused(self, delivery: Delivery, reason: str) -> None:
        """Tell an admin of the workspace, once a day for each channel and reason."""
        await self._notices.undelivered(delivery.place, reason)

    async def _workspace(self, delivery: Delivery) -> Workspace:
        workspace = await self._workspaces.find(delivery.place.workspace)
        if workspace is None:
            raise RefusedError("not_installed")
        return workspace


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
