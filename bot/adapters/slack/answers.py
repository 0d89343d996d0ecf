"""What is owed for a question asked in a conversation: filed with all that belongs to it, then posted once.

While the store is away questions are answered all the same, from what they say alone, and nothing is kept of them.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from time import time
from typing import Any

from bot.adapters.slack import render
from bot.adapters.slack.calls import insisted, shown
from bot.adapters.slack.parse import PLATFORM
from bot.adapters.slack.workspaces import Workspaces
from bot.delivery import Outbox, PostError
from bot.errors import BotError
from bot.log import logger
from bot.record import new_id, record
from bot.store import deliveries, inbox, questions, threads
from bot.store.delivery import Delivery, DeliveryState
from bot.store.store import Store
from bot.store.threads import Thread
from handlers.card import Audience, Context, Reply
from handlers.request import Place, Request

MEMORY = 24 * 3600  # seconds that a thread is remembered, and followed without a mention
_PATIENCE = 30.0  # seconds that a busy Slack is waited for


@dataclass(frozen=True, slots=True)
class Before:
    """What is known when a message comes in: whether it was handled, and of its thread what is remembered."""

    is_handled: bool = False
    thread: Thread | None = None


@dataclass(frozen=True)
class Answers:
    """The way of a reply into a conversation, and of its place's memory into the next request."""

    store: Store
    outbox: Outbox
    workspaces: Workspaces
    clock: Callable[[], float] = time

    async def before(self, key: str, place: Place) -> Before:
        """What is known of a message, and of the thread or direct message it is in; nothing while the store is away."""
        try:
            return await asyncio.to_thread(self._before, key, place)
        except BotError as error:
            logger.warning("slack.memory_away", error=str(error))
            return Before()

    async def leave(self, key: str, place: Place) -> bool:
        """Follow a thread no more until the bot is mentioned there again; False when this message said so before."""
        return await asyncio.to_thread(self._leave, key, place)

    async def dismiss(self, key: str) -> None:
        """Owe nothing for a message, whatever may still be heard of it."""
        await asyncio.to_thread(self._claim, key)

    async def give(self, key: str, request: Request, reply: Reply | None) -> DeliveryState | None:
        """File a reply under the key of what it answers, and post it; None when that was answered before.

        No reply owes nothing but is remembered as handled. A private one is shown to the asker alone and not kept.
        """
        place, is_open = request.place, reply is not None and reply.audience is Audience.CHANNEL
        if reply is None or (not is_open and not place.channel.startswith("D")):
            is_new = await asyncio.to_thread(self._claim, key)
            if is_new and reply:
                await self.whisper(request, reply)
            return DeliveryState.SENT if is_new else None
        question = new_id()
        delivery = self.outbox.claimed(Delivery(question, place, payload(question, request, reply), key))
        try:
            is_new = await asyncio.to_thread(self._file, request, reply, delivery)
        except BotError as error:
            logger.error("slack.unfiled", error=str(error))
            return await self.outbox.post_unfiled(delivery)
        return await self.outbox.post(delivery) if is_new else None

    async def note_dry_run(self, key: str, request: Request, reply: Reply) -> None:
        """Keep what would have been answered, had it been wanted."""
        await asyncio.to_thread(self._note, key, request, reply)

    async def whisper(self, request: Request, reply: Reply) -> None:
        """Show a reply to the asker alone; once at most, for Slack keeps no record of it to look for."""
        place = request.place
        workspace = await self.workspaces.find(place.workspace)
        if workspace is None:
            return
        is_begun = request.id != f"{place.channel}:{place.thread}"  # a thread yet to begin shows no private ones
        thread = {"thread_ts": place.thread} if place.thread and is_begun else {}
        where: dict[str, Any] = {"channel": place.channel, "user": request.user, **thread}
        forms = render.message(reply.card), render.plain_message(reply.card)
        post = workspace.post.chat_postEphemeral
        try:
            await shown(lambda form: insisted(lambda: post(**where, **form), _PATIENCE), *forms)
        except PostError as error:
            logger.warning("slack.whisper_lost", channel=place.channel, error=str(error))

    def _file(self, request: Request, reply: Reply, delivery: Delivery) -> bool:
        """Keep what was asked, what the thread now knows and what is owed: all of it or nothing."""
        now, place = self.clock(), request.place
        user = self.store.pseudonym(PLATFORM, place.workspace, request.user)
        asked = record(request, reply, delivery.id, user, now)
        with self.store.begin() as connection:
            if not inbox.claim(connection, PLATFORM, delivery.event_id, now):
                return False
            threads.save(connection, place, reply.context, now)
            if asked:
                questions.add(connection, asked)
            return deliveries.add(connection, delivery)

    def _note(self, key: str, request: Request, reply: Reply) -> None:
        now = self.clock()
        user = self.store.pseudonym(PLATFORM, request.place.workspace, request.user)
        asked = record(request, reply, new_id(), user, now)
        with self.store.begin() as connection:
            if asked and inbox.claim(connection, PLATFORM, key, now):
                questions.add(connection, replace(asked, is_dry_run=True))

    def _claim(self, key: str) -> bool:
        """Whether a message was not handled before; while nobody can say, it was not."""
        try:
            with self.store.begin() as connection:
                return inbox.claim(connection, PLATFORM, key, self.clock())
        except BotError as error:
            logger.error("slack.unfiled", error=str(error))
            return True

    def _before(self, key: str, place: Place) -> Before:
        with self.store.read() as connection:
            is_handled = inbox.holds(connection, PLATFORM, key)
            return Before(is_handled, threads.load(connection, place, self.clock() - MEMORY))

    def _leave(self, key: str, place: Place) -> bool:
        with self.store.begin() as connection:
            is_new = inbox.claim(connection, PLATFORM, key, self.clock())
            if is_new:
                threads.stop(connection, place)
            return is_new


def payload(question: str, request: Request, reply: Reply) -> str:
    """What a delivery holds: the message, the same in plain sections, and what its thread knew before and after."""
    extras = render.around(reply.kind, question, request.text if request.context == Context() else "")
    forms = {"message": render.message(reply.card, extras), "plain": render.plain_message(reply.card)}
    return json.dumps({**forms, "before": asdict(request.context), "after": asdict(reply.context)}, ensure_ascii=False)
