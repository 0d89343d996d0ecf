"""Answers whose question was edited or deleted afterwards: put right, or taken back, where they stand."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from time import time
from typing import Any

from bot.adapters.slack.answers import MEMORY, payload
from bot.adapters.slack.calls import settled, shown
from bot.adapters.slack.parse import PLATFORM
from bot.adapters.slack.workspaces import Workspaces
from bot.delivery import PostError
from bot.log import logger
from bot.record import record
from bot.store import deliveries, questions, threads
from bot.store.delivery import Delivery, DeliveryState
from bot.store.store import Store
from handlers.card import Context, Reply
from handlers.request import Request

_OPEN = frozenset({DeliveryState.DUE, DeliveryState.SENDING, DeliveryState.UNKNOWN})
_LOOK = 0.5  # seconds between looks at a reply of which nobody knows yet whether it was posted


@dataclass(frozen=True)
class Changes:
    """What becomes of a reply when its question changes."""

    store: Store
    workspaces: Workspaces
    clock: Callable[[], float] = time

    async def given(self, key: str, workspace: str) -> Delivery | None:
        """The last reply to what has this key, whatever came of it; None when there was none."""
        return await asyncio.to_thread(self._answering, key, workspace)

    async def revise(self, given: Delivery, request: Request, reply: Reply) -> None:
        """Put another reply in the place of one, or post it instead if that one is still waiting."""
        changed = payload(given.id, request, reply)
        if await asyncio.to_thread(self._rewrite, given, DeliveryState.DUE, changed):
            await asyncio.to_thread(self._refile, given, request, reply)
        elif posted := await self._posted(given):
            forms = json.loads(changed)
            if await self._change("chat.update", posted, forms["message"], forms["plain"]):
                await asyncio.to_thread(self._rewrite, given, DeliveryState.SENT, changed)
                await asyncio.to_thread(self._refile, given, request, reply)

    async def withdraw(self, given: Delivery) -> None:
        """Take a reply back, or do not post it if it is still waiting, and forget what was asked."""
        is_gone = await asyncio.to_thread(self._recall, given)
        if not is_gone and (posted := await self._posted(given)):
            is_gone = await self._change("chat.delete", posted, {})
        if is_gone:
            await asyncio.to_thread(self._refile, given, None, None)

    async def _posted(self, given: Delivery) -> Delivery | None:
        """A reply as it stands in the chat, once it is known whether it does; None when it does not."""
        current: Delivery | None = given
        while current and current.state in _OPEN:
            await asyncio.sleep(_LOOK)
            current = await self.given(given.event_id, given.place.workspace)
        return current if current and current.message_id else None

    async def _change(self, method: str, posted: Delivery, *forms: dict[str, Any]) -> bool:
        """Change a message of ours; doing it twice does no harm, so a doubtful end is tried again."""
        workspace = await self.workspaces.find(posted.place.workspace)
        if workspace is None:
            return False
        which, call = {"channel": posted.place.channel, "ts": posted.message_id}, workspace.read.api_call
        try:
            await shown(lambda form: settled(call(method, json={**which, **form})), *forms)
        except PostError as error:
            logger.warning("slack.change_lost", channel=posted.place.channel, error=str(error))
            return False
        return True

    def _answering(self, key: str, workspace: str) -> Delivery | None:
        with self.store.read() as connection:
            return deliveries.answering(connection, PLATFORM, workspace, key)

    def _rewrite(self, given: Delivery, state: DeliveryState, changed: str) -> bool:
        with self.store.begin() as connection:
            return deliveries.rewrite(connection, given.id, state, changed)

    def _recall(self, given: Delivery) -> bool:
        with self.store.begin() as connection:
            return deliveries.recall(connection, given.id, "the question was deleted")

    def _refile(self, given: Delivery, request: Request | None, reply: Reply | None) -> None:
        """Keep another question in the place of the one that was asked, or none.

        Its thread leans on the new reply from then on, or on what was before it, unless more was said there since.
        """
        now, place = self.clock(), given.place
        with self.store.begin() as connection:
            questions.remove(connection, given.id)
            thread = threads.load(connection, place, now - MEMORY)
            is_last = thread is not None and thread.context == context(given, "after")
            if is_last:
                left = context(given, "before") if request is None or reply is None else reply.context
                threads.save(connection, place, left, now)
                if thread and not thread.is_active:
                    threads.stop(connection, place)
            if request is None or reply is None:
                return
            user = self.store.pseudonym(PLATFORM, place.workspace, request.user)
            if asked := record(request, reply, given.id, user, now):
                questions.add(connection, asked)


def context(given: Delivery, when: str) -> Context:
    """What the thread of a reply knew ``before`` it and ``after`` it."""
    return threads.context(json.loads(given.payload).get(when) or {})
