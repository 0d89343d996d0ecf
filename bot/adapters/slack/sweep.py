"""After an outage: what was said to the bot meanwhile is answered, for Slack need not send those events again."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from time import time
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.adapters.slack import parse
from bot.adapters.slack.api import FAILURES, reason
from bot.adapters.slack.calls import HICCUPS, TOKEN_REFUSED
from bot.adapters.slack.chat import mark
from bot.adapters.slack.lost import Lost
from bot.adapters.slack.workspaces import Workspace
from bot.conversation import missed
from bot.conversation.answers import MEMORY
from bot.conversation.conversation import Conversation
from bot.conversation.message import Message
from bot.errors import BotError
from bot.log import logger
from bot.store import threads
from bot.store.store import Store

_KINDS = "public_channel,private_channel,mpim,im"
_PAGE = 200
_PASSING = HICCUPS | {"ratelimited", SlackApiError.__name__}
_GONE = frozenset("channel_not_found is_archived not_in_channel thread_not_found".split())
Json = Mapping[str, Any]


@dataclass
class Sweep:
    """Reads again, for each workspace, what was written since the connection was last known to be alive.

    ``_behind`` are the workspaces where that is still to be done; ``_lock`` lets one round at a time read.
    """

    lost: Lost
    conversation: Conversation
    store: Store
    clock: Callable[[], float] = time
    _is_owed: bool = False
    _behind: set[str] = field(default_factory=set)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def owe(self) -> None:
        """From now on every workspace is to be swept: events may have been missed."""
        self._is_owed = True

    async def catch_up(self) -> None:
        """Sweep where that is owed; everywhere else, remember that events come in until now."""
        async with self._lock:
            began, workspaces = self.clock(), await self.lost.workspaces.all()
            if self._is_owed:
                self._behind.update(workspace.id for workspace in workspaces)
                self._is_owed = False
            heard = [workspace for workspace in workspaces if workspace.id not in self.lost]
            level = [workspace.id for workspace in heard if workspace.id not in self._behind]
            await asyncio.to_thread(self._advance, level, began)
            for workspace in heard:
                if workspace.id in self._behind and await self._is_swept(workspace):
                    await asyncio.to_thread(self._advance, [workspace.id], began)

    async def _is_swept(self, workspace: Workspace) -> bool:
        """Sweep a workspace; whether nothing is owed to it any longer."""
        try:
            await self._workspace(workspace)
        except (*FAILURES, BotError) as error:
            code = reason(error)
            if code in TOKEN_REFUSED:
                self.lost.note(workspace.id, code)
            elif isinstance(error, SlackApiError) and code not in _PASSING:
                logger.error("slack.not_swept", workspace=workspace.id, error=code, fix="python -m bot doctor")
                self._behind.discard(workspace.id)
                return True
            logger.warning("slack.sweep_failed", workspace=workspace.id, error=code)
            return False
        self._behind.discard(workspace.id)
        return True

    async def _workspace(self, workspace: Workspace) -> None:
        """One channel after another, for history is read at a slow rate; the first start finds nothing missed."""
        since = await asyncio.to_thread(missed.since, self.store, parse.PLATFORM, workspace.id, self.clock())
        if since is None:
            return
        followed = await asyncio.to_thread(self._followed, workspace.id)
        read = 0
        listed = workspace.read.users_conversations
        async for page in _pages(listed, "channels", types=_KINDS, exclude_archived=True):
            for channel in page:
                known = [thread for where, thread in followed if where == channel["id"]]
                read += await self._channel(workspace, channel["id"], since, known)
        logger.info("slack.swept", workspace=workspace.id, messages=read, seconds=round(self.clock() - since))

    async def _channel(self, workspace: Workspace, channel: str, since: float, followed: Iterable[str]) -> int:
        """Hear what was written in a channel, and in its threads, in the order of time; how many messages that were."""
        try:
            written = await _written(workspace, channel, since, followed)
        except SlackApiError as error:
            if reason(error) not in _GONE:
                raise
            logger.info("slack.not_swept", channel=channel, error=reason(error))
            return 0
        answered = {mark(message).get("to") for message in written if message.get("user") == workspace.bot_user}
        for said in sorted(written, key=lambda message: str(message["ts"])):
            message = parse.message(_event(said, channel), workspace.id, workspace.bot_user)
            if message and message.key not in answered:
                await self._hear(message)
        return len(written)

    async def _hear(self, message: Message) -> None:
        """Hear a message; one that breaks something is left, lest it hold up all that follow at every sweep."""
        try:
            await self.conversation.heard(message)
        except BotError:
            raise
        except Exception:  # noqa: BLE001 -- such a message must not hold up the rest
            logger.exception("slack.not_understood", channel=message.place.channel)

    def _followed(self, workspace: str) -> tuple[tuple[str, str], ...]:
        """The channels and first messages of the threads where no mention is needed."""
        with self.store.read() as connection:
            places = threads.active(connection, parse.PLATFORM, workspace, self.clock() - MEMORY)
        return tuple((place.channel, place.thread) for place in places)

    def _advance(self, workspaces: Iterable[str], at: float) -> None:
        missed.none_until(self.store, parse.PLATFORM, workspaces, at)


async def _written(workspace: Workspace, channel: str, since: float, followed: Iterable[str]) -> list[Json]:
    """What was written in a channel since a time, in threads too: those followed, and those begun in what is read.

    Of the channel at least the newest page is read: a thread that began earlier may go on.
    """
    history, replies = workspace.read.conversations_history, workspace.read.conversations_replies
    found: dict[str, Json] = {}
    async for page in _pages(history, "messages", channel=channel, include_all_metadata=True):
        found.update((message["ts"], message) for message in page)
        if page and float(page[-1]["ts"]) <= since:
            break
    begun = [ts for ts, message in found.items() if float(message.get("latest_reply") or 0) > since]
    for thread in dict.fromkeys((*begun, *followed)):
        fields = {"channel": channel, "ts": thread, "oldest": f"{since:.6f}", "include_all_metadata": True}
        async for page in _pages(replies, "messages", **fields):
            found.update((message["ts"], message) for message in page)
    return [message for message in found.values() if float(message["ts"]) > since]


def _event(said: Json, channel: str) -> dict[str, Any]:
    """A message of a history as the event that told of it: there, one that a thread begins with is in no thread."""
    event = {**said, "channel": channel}
    if event.get("thread_ts") == said["ts"]:
        del event["thread_ts"]
    return event


async def _pages(method: Callable[..., Any], name: str, **fields: object) -> AsyncIterator[list[Json]]:
    """A list that Slack gives page by page."""
    cursor = ""
    while True:
        answer = await method(**fields, limit=_PAGE, cursor=cursor)
        yield answer[name]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
