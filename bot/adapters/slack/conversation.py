"""What people write: which messages are for the bot, and the answer to each, once."""

import asyncio
from dataclasses import dataclass, field, replace

from bot.adapters.slack.answers import Answers, Before
from bot.adapters.slack.changes import Changes, context
from bot.adapters.slack.desk import Desk
from bot.adapters.slack.parse import Message
from bot.choices import Choices
from bot.clock import today
from bot.log import bound, logger
from bot.seen import Seen
from bot.store.threads import Thread
from bot.turns import Turns
from handlers.card import Audience, Card, Context, Kind, Outcome, Reply, Text
from handlers.request import Request

LEFT_ALONE = Reply(Kind.HELP, Card("Understood", (Text("I leave this thread alone. Mention me to ask again."),)))


@dataclass(frozen=True)
class Conversation:
    """The listener of messages, edits and deletions included."""

    desk: Desk
    answers: Answers
    changes: Changes
    choices: Choices
    _seen: Seen = field(default_factory=Seen)
    _turns: Turns = field(default_factory=Turns)

    async def heard(self, message: Message) -> None:
        """Answer a message, if it is for the bot and was not answered before."""
        if not self._seen.first(message.key):
            return
        try:
            with bound(message.key, message.text):
                async with self._turns.of(message.place):
                    await self._take(message)
        except BaseException:
            self._seen.forget(message.key)
            raise

    async def edited(self, message: Message) -> None:
        """Answer anew, in the place of the answer that was given; a message that now asks is answered as a new one."""
        with bound(message.key, message.text):
            async with self._turns.of(message.place):
                given = await self.changes.given(message.key, message.workspace)
                if given is None:
                    await self._take(message)
                else:
                    request = self._request(message, context(given, "before"))
                    await self.changes.revise(given, request, await self.desk.pipeline.answer(request))

    async def deleted(self, message: Message) -> None:
        """Take back the answer to a question that is gone, and forget that it was asked."""
        with bound(message.key):
            async with self._turns.of(message.place):
                if given := await self.changes.given(message.key, message.workspace):
                    await self.changes.withdraw(given)
                else:
                    await self.answers.dismiss(message.key)

    async def _take(self, message: Message) -> None:
        is_for_us = message.is_addressed or message.thread
        before = await self.answers.before(message.key, message.place) if is_for_us else Before()
        if before.is_handled:
            logger.info("request.repeated")
        elif message.is_addressed:
            await self._answer(message, before.thread)
        elif before.thread and before.thread.is_active:
            await self._follow(message, before.thread)
        elif not message.thread:
            await self._volunteer(message)

    async def _follow(self, message: Message, thread: Thread) -> None:
        """A turn without a mention in a thread where the bot has answered: people may turn away from it."""
        if message.mentions_others:
            await self.answers.leave(message.key, message.place)
        elif message.says_stop:
            if await self.answers.leave(message.key, message.place):
                await self.answers.whisper(self._request(message), LEFT_ALONE)
        else:
            await self._answer(message, thread)

    async def _answer(self, message: Message, thread: Thread | None) -> None:
        request = self._request(message, thread.context if thread else Context())
        reply = await self.desk.reply(request)
        await self.answers.give(message.key, request, reply)

    async def _volunteer(self, message: Message) -> None:
        """Answer what nobody addressed to the bot, where that is wanted and the answer is certain."""
        chosen = await asyncio.to_thread(self.choices.chosen, message.place)
        if chosen.auto_answer == "off" or message.channel not in chosen.channels or message.mentions_others:
            return
        request = self._request(message)
        if not request.text.rstrip().endswith("?") or len(request.text) > self.desk.settings.longest_question:
            return
        reply = await self.desk.pipeline.answer(request)
        if reply.evidence is None or reply.evidence.outcome is not Outcome.ANSWER:
            return
        if chosen.auto_answer == "on":
            await self.answers.give(message.key, request, replace(reply, audience=Audience.CHANNEL))
        else:
            await self.answers.note_dry_run(message.key, request, reply)

    def _request(self, message: Message, known: Context = Context()) -> Request:
        place, user, key = message.place, message.user, message.key
        return Request(message.text, today(), self.desk.settings, place, user, key, known)
