"""Answers whose question was edited or deleted afterwards: put right, or taken back, where they stand."""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass

from bot.conversation.answers import MEMORY, Answers
from bot.delivery import Chat, PostError
from bot.log import logger
from bot.store import deliveries, questions, threads
from bot.store.delivery import Delivery, DeliveryState
from bot.store.questions import Asked
from handlers.card import Context, Reply
from handlers.request import Request


@dataclass(frozen=True)
class Changes:
    """What becomes of a reply when its question changes.

    The store says what is to stand in the chat. Where nobody knows yet whether a reply does, nobody waits either:
    the outbox puts right what it posts or finds, also after a restart.
    """

    answers: Answers
    chat: Chat

    async def given(self, key: str, workspace: str) -> Delivery | None:
        """The last reply to what has this key, whatever came of it; None when there was none."""
        return next(iter(await self.given_to([key], workspace)), None)

    async def given_to(self, keys: Iterable[str], workspace: str) -> tuple[Delivery, ...]:
        """The last reply to each of what has these keys, as far as there was one."""
        return await asyncio.to_thread(self._answering, keys, workspace)

    async def revise(self, given: Delivery, request: Request, reply: Reply) -> None:
        """Put another reply in the place of one, and another question in the place of what was asked."""
        changed = self.answers.payload(given.id, request, reply, is_revised=True)
        asked = self.answers.asked(given.id, request, reply)
        await self._put_right(await asyncio.to_thread(self._rewrite, given, changed, reply.context, asked))

    async def withdraw(self, given: Delivery) -> None:
        """Take a reply back, and forget what was asked."""
        await self._put_right(await asyncio.to_thread(self._rewrite, given, "", context(given, "before"), None))

    async def _put_right(self, changed: Delivery | None) -> None:
        if changed is None or changed.state is not DeliveryState.SENT:
            return
        try:
            await self.chat.correct(changed, changed.message_id)
        except PostError as error:
            logger.warning("conversation.change_lost", channel=changed.place.channel, error=str(error))

    def _answering(self, keys: Iterable[str], workspace: str) -> tuple[Delivery, ...]:
        platform = self.answers.voice.platform
        with self.answers.store.read() as connection:
            found = [deliveries.answering(connection, platform, workspace, key) for key in keys]
        return tuple(filter(None, found))

    def _rewrite(self, given: Delivery, changed: str, left: Context, asked: Asked | None) -> Delivery | None:
        """Keep what a delivery is to be, and what is asked instead; None when it was taken back before.

        Its thread leans on what is left from then on, unless more was said there since.
        """
        now, place = self.answers.clock(), given.place
        with self.answers.store.begin() as connection:
            rewritten = deliveries.rewrite(connection, given.id, changed)
            if rewritten is None:
                return None
            questions.remove(connection, given.id)
            if asked:
                questions.add(connection, asked)
            thread = threads.load(connection, place, now - MEMORY)
            if thread and thread.context == context(given, "after"):
                threads.save(connection, place, left, now)
                if not thread.is_active:
                    threads.stop(connection, place)
            return rewritten


def context(given: Delivery, when: str) -> Context:
    """What the thread of a reply knew ``before`` it and ``after`` it."""
    return threads.context(json.loads(given.payload or "{}").get(when) or {})
