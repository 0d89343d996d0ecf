"""What is owed for a question asked in a conversation: filed with all that belongs to it, then posted once."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from time import time
from typing import Any

from bot.adapters.slack import render
from bot.adapters.slack.calls import settled
from bot.adapters.slack.parse import PLATFORM
from bot.adapters.slack.workspaces import Workspaces
from bot.delivery import Outbox, PostError
from bot.log import logger
from bot.record import new_id, record
from bot.store import deliveries, inbox, questions, threads
from bot.store.delivery import Delivery
from bot.store.store import Store
from bot.store.threads import Thread
from handlers.card import Audience, Reply
from handlers.request import Place, Request

MEMORY = 24 * 3600  # seconds that a thread is remembered, and followed without a mention


@dataclass(frozen=True)
class Answers:
    """The way of a reply into a conversation, and of its place's memory into the next request."""

    store: Store
    outbox: Outbox
    workspaces: Workspaces
    clock: Callable[[], float] = time

    async def thread(self, place: Place) -> Thread | None:
        """What is remembered of a thread, or of a direct message; None when nothing is, or no longer."""
        return await asyncio.to_thread(self._load, place)

    async def leave(self, place: Place) -> None:
        """Follow a thread no more until somebody mentions the bot there again."""
        await asyncio.to_thread(self._stop, place)

    async def give(self, key: str, request: Request, reply: Reply | None) -> bool:
        """File a reply under the key of what it answers, and post it; False when that was answered before.

        None owes nothing but is remembered as handled. A private reply is shown to the asker alone and not kept.
        """
        place, is_open = request.place, reply is not None and reply.audience is Audience.CHANNEL
        if reply is None or (not is_open and not place.channel.startswith("D")):
            is_new = await asyncio.to_thread(self._claim, key)
            if is_new and reply:
                await self.whisper(request, reply)
            return is_new
        delivery = self.outbox.claimed(self._delivery(key, place, reply))
        if not await asyncio.to_thread(self._file, key, request, reply, delivery):
            return False
        await self.outbox.post(delivery)
        return True

    async def note_dry_run(self, key: str, request: Request, reply: Reply) -> None:
        """Keep what would have been answered, had it been wanted."""
        await asyncio.to_thread(self._note, key, request, reply)

    async def given(self, key: str, workspace: str) -> Delivery | None:
        """The reply that stands in the chat to what has this key; None when there is none."""
        delivery = await asyncio.to_thread(self._answering, key, workspace)
        return delivery if delivery and delivery.message_id else None

    async def revise(self, given: Delivery, request: Request, reply: Reply) -> None:
        """Put another reply in the place of one that was given."""
        message = render.message(reply.card, render.Extras(question=given.id))
        if await self._change("chat.update", given, message):
            await asyncio.to_thread(self._refile, given, request, reply)

    async def withdraw(self, given: Delivery) -> None:
        """Take a reply back and forget what was asked."""
        if await self._change("chat.delete", given, {}):
            await asyncio.to_thread(self._refile, given, None, None)

    async def whisper(self, request: Request, reply: Reply) -> None:
        """Show a reply to the asker alone; once at most, for Slack keeps no record of it to look for."""
        place = request.place
        workspace = await self.workspaces.find(place.workspace)
        if workspace is None:
            return
        message = render.message(reply.card)
        if place.thread:
            message["thread_ts"] = place.thread
        try:
            await settled(workspace.post.chat_postEphemeral(channel=place.channel, user=request.user, **message))
        except PostError as error:
            logger.warning("slack.whisper_lost", channel=place.channel, error=str(error))

    async def _change(self, method: str, given: Delivery, fields: dict[str, Any]) -> bool:
        """Change a message of ours; doing it twice does no harm, so a doubtful end is tried again."""
        workspace = await self.workspaces.find(given.place.workspace)
        if workspace is None:
            return False
        try:
            await settled(
                workspace.read.api_call(method, json={"channel": given.place.channel, "ts": given.message_id, **fields})
            )
        except PostError as error:
            logger.warning("slack.change_lost", channel=given.place.channel, error=str(error))
            return False
        return True

    def _delivery(self, key: str, place: Place, reply: Reply) -> Delivery:
        question = new_id()
        extras = render.Extras(question=question)
        payload = {"message": render.message(reply.card, extras), "plain": render.plain_message(reply.card)}
        return Delivery(question, place, json.dumps(payload, ensure_ascii=False), key)

    def _file(self, key: str, request: Request, reply: Reply, delivery: Delivery) -> bool:
        """Keep what was asked, what the thread now knows and what is owed: all of it or nothing."""
        now, place = self.clock(), request.place
        user = self.store.pseudonym(PLATFORM, place.workspace, request.user)
        asked = record(request, reply, delivery.id, user, now)
        with self.store.begin() as connection:
            if not inbox.claim(connection, PLATFORM, key, now):
                return False
            threads.save(connection, place, reply.context, now)
            if asked:
                questions.add(connection, asked)
            return deliveries.add(connection, delivery)

    def _refile(self, given: Delivery, request: Request | None, reply: Reply | None) -> None:
        """Keep another question in the place of the one that was asked, and what its thread now knows; or none."""
        now, place = self.clock(), given.place
        with self.store.begin() as connection:
            questions.remove(connection, given.id)
            if request is None or reply is None:
                threads.stop(connection, place)
                return
            threads.save(connection, place, reply.context, now)
            user = self.store.pseudonym(PLATFORM, place.workspace, request.user)
            if asked := record(request, reply, given.id, user, now):
                questions.add(connection, asked)

    def _note(self, key: str, request: Request, reply: Reply) -> None:
        now = self.clock()
        user = self.store.pseudonym(PLATFORM, request.place.workspace, request.user)
        asked = record(request, reply, new_id(), user, now)
        with self.store.begin() as connection:
            if asked and inbox.claim(connection, PLATFORM, key, now):
                questions.add(connection, replace(asked, is_dry_run=True))

    def _answering(self, key: str, workspace: str) -> Delivery | None:
        with self.store.read() as connection:
            return deliveries.answering(connection, PLATFORM, workspace, key)

    def _claim(self, key: str) -> bool:
        with self.store.begin() as connection:
            return inbox.claim(connection, PLATFORM, key, self.clock())

    def _load(self, place: Place) -> Thread | None:
        with self.store.read() as connection:
            return threads.load(connection, place, self.clock() - MEMORY)

    def _stop(self, place: Place) -> None:
        with self.store.begin() as connection:
            threads.stop(connection, place)
