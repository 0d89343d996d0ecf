"""What is owed for a question asked in a conversation: filed with all that belongs to it, then posted once.

While the store is away questions are answered all the same, from what they say alone, and nothing is kept of them.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from time import time

from bot.conversation.voice import Voice
from bot.delivery import Outbox
from bot.errors import BotError
from bot.journal import Journal
from bot.log import logger
from bot.record import new_id, record
from bot.store import deliveries, inbox, questions, threads
from bot.store.delivery import Delivery, DeliveryState
from bot.store.questions import Asked
from bot.store.store import Store
from bot.store.threads import Thread
from handlers.card import Audience, Reply
from handlers.request import Place, Request

MEMORY = 24 * 3600  # seconds that a thread is remembered, and followed without a mention


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
    voice: Voice
    journal: Journal
    clock: Callable[[], float] = time

    async def before(self, key: str, place: Place) -> Before:
        """What is known of a message, and of the thread or direct message it is in; nothing while the store is away."""
        try:
            return await asyncio.to_thread(self._before, key, place)
        except BotError as error:
            logger.warning("conversation.memory_away", error=str(error))
            return Before()

    async def place_of(self, key: str, workspace: str) -> Place | None:
        """Where what has this key was answered; None when it was not, or while the store is away."""
        try:
            return await asyncio.to_thread(self._place_of, key, workspace)
        except BotError as error:
            logger.warning("conversation.memory_away", error=str(error))
            return None

    async def leave(self, key: str, place: Place) -> bool:
        """Follow a thread no more until the bot is mentioned there again; False when this message said so before."""
        return await asyncio.to_thread(self._leave, key, place)

    async def claim(self, key: str) -> bool:
        """Whether what has this key is done for the first time; while nobody can say, it is."""
        try:
            return await asyncio.to_thread(self._claim, key)
        except BotError as error:
            logger.error("conversation.unfiled", error=str(error))
            return True

    async def release(self, key: str) -> None:
        """Let what has this key be done again, because it failed; while the store is away nobody can."""
        try:
            await asyncio.to_thread(self._release, key)
        except BotError as error:
            logger.error("conversation.unfiled", error=str(error))

    async def give(self, key: str, request: Request, reply: Reply | None) -> DeliveryState | None:
        """File a reply under the key of what it answers, and post it; None when that was answered before.

        No reply owes nothing but is remembered as handled. A private one is shown to the asker alone and not kept.
        """
        is_open = reply is not None and (reply.audience is Audience.CHANNEL or self.voice.is_private(request.place))
        if reply is None or not is_open:
            is_new = await self.claim(key)
            if is_new and reply:
                await self.voice.whisper(request, reply)
            return DeliveryState.SENT if is_new else None
        question = new_id()
        delivery = self.outbox.claimed(Delivery(question, request.place, self.payload(question, request, reply), key))
        try:
            is_new = await asyncio.to_thread(self._file, request, reply, delivery)
        except BotError as error:
            logger.error("conversation.unfiled", error=str(error))
            return await self.outbox.post_unfiled(delivery)
        return await self.outbox.post(delivery) if is_new else None

    async def note_dry_run(self, key: str, request: Request, reply: Reply) -> None:
        """Keep what would have been answered, had it been wanted."""
        await asyncio.to_thread(self._note, key, request, reply)

    def payload(self, question: str, request: Request, reply: Reply, *, is_revised: bool = False) -> str:
        """What a delivery holds: what is posted, and what its thread knew before and after.

        A revised one stands in the place of another that may have been posted.
        """
        known = {"before": asdict(request.context), "after": asdict(reply.context), "is_revised": is_revised}
        return json.dumps({**self.voice.forms(question, request, reply), **known}, ensure_ascii=False)

    def asked(self, question: str, request: Request, reply: Reply) -> Asked | None:
        """What is kept of a question under an id; None where nothing is."""
        user = self.store.pseudonym(self.voice.platform, request.place.workspace, request.user)
        return record(request, reply, question, user, self.clock())

    def _file(self, request: Request, reply: Reply, delivery: Delivery) -> bool:
        """Keep what was asked, what the thread now knows and what is owed: all of it or nothing."""
        now, asked = self.clock(), self.asked(delivery.id, request, reply)
        with self.store.begin() as connection:
            if not inbox.claim(connection, self.voice.platform, delivery.event_id, now):
                return False
            threads.save(connection, request.place, reply.context, now)
            if asked:
                questions.add(connection, asked)
            return deliveries.add(connection, delivery)

    def _note(self, key: str, request: Request, reply: Reply) -> None:
        asked = self.asked(new_id(), request, reply)
        with self.store.begin() as connection:
            if asked and inbox.claim(connection, self.voice.platform, key, self.clock()):
                questions.add(connection, replace(asked, is_dry_run=True))

    def _claim(self, key: str) -> bool:
        with self.store.begin() as connection:
            return inbox.claim(connection, self.voice.platform, key, self.clock())

    def _release(self, key: str) -> None:
        with self.store.begin() as connection:
            inbox.release(connection, self.voice.platform, key)

    def _place_of(self, key: str, workspace: str) -> Place | None:
        with self.store.read() as connection:
            given = deliveries.answering(connection, self.voice.platform, workspace, key)
            return given.place if given else None

    def _before(self, key: str, place: Place) -> Before:
        """A command's turn may still be on its way into the store."""
        late = self.journal.turn(place)
        with self.store.read() as connection:
            is_handled = inbox.holds(connection, self.voice.platform, key)
            thread = threads.load(connection, place, self.clock() - MEMORY)
        if late and (thread is None or thread.updated_at < late.at):
            thread = Thread(late.context, is_active=True, updated_at=late.at)
        return Before(is_handled, thread)

    def _leave(self, key: str, place: Place) -> bool:
        with self.store.begin() as connection:
            is_new = inbox.claim(connection, self.voice.platform, key, self.clock())
            if is_new:
                threads.stop(connection, place)
            return is_new
