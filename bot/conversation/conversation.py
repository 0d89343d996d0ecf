"""What people write: which messages are for the bot, and the answer to each, once."""

import asyncio
from dataclasses import dataclass, field, replace

from bot.choices import Choices
from bot.clock import today
from bot.conversation.answers import MEMORY, Answers, Before
from bot.conversation.changes import Changes, context
from bot.conversation.message import Message
from bot.conversation.voice import Desk
from bot.log import bound, logger
from bot.seen import Seen
from bot.store.delivery import Delivery
from bot.store.threads import Thread
from bot.turns import Turns
from handlers.card import Audience, Card, Context, Kind, Outcome, Reply, Text
from handlers.request import Place, Request
from handlers.route import is_asking, says_nothing
from handlers.workspace import AutoAnswer

_ASKED_FOR = {Kind.BRIEFING, Kind.CARD, Kind.LIST}
_KEYWORDS = 4  # words: "monthly users of Alipay" asks, a sentence that happens to have an answer does not
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
        heard = (message.place.workspace, message.key, message.is_addressed)
        if not self._seen.first(heard):
            return
        try:
            with bound(message.key, message.text):
                async with self._turns.of(message.place):
                    await self._take(message)
        except BaseException:
            self._seen.forget(heard)
            raise

    async def edited(self, message: Message) -> None:
        """Answer anew, in the place of the answer that was given; a message that now asks is answered as a new one.

        What is said to the bot no more loses its answer, until it is said once more; what is a day old keeps it.
        """
        if self.answers.clock() - message.at > MEMORY:
            return
        with bound(message.key, message.text):
            async with self._turns.of(message.place):
                given = await self.changes.given(message.key, message.place.workspace)
                if given is None or not given.payload:
                    await self._take(message)
                elif not message.is_addressed and not message.is_in_thread:
                    await self._unsay(given)
                else:
                    request = self._request(message, context(given, "before"))
                    if reply := await self.desk.pipeline.unasked(request):
                        await self.changes.revise(given, request, self._brief(reply, request))

    async def deleted(self, message: Message) -> None:
        """Take back the answer to a question that is gone, and forget that it was asked."""
        with bound(message.key):
            async with self._turns.of(message.place):
                if given := await self.changes.given(message.key, message.place.workspace):
                    await self.changes.withdraw(given)
                else:
                    await self.answers.claim(message.key)

    async def unsaid(self, key: str, place: Place) -> None:
        """Take back the answer to what is said to the bot no more; said once more, it is answered anew."""
        with bound(key):
            async with self._turns.of(place):
                if given := await self.changes.given(key, place.workspace):
                    await self._unsay(given)
                else:
                    await self.answers.claim(key)

    async def _unsay(self, given: Delivery) -> None:
        if given.payload:
            await self.changes.withdraw(given)
            await self.answers.release(given.event_id)

    async def _take(self, message: Message) -> None:
        is_for_us = message.is_addressed or message.is_in_thread
        before = await self.answers.before(message.key, message.place) if is_for_us else Before()
        if before.is_handled:
            logger.info("request.repeated")
        elif message.is_addressed:
            await self._answer(message, before.thread)
        elif before.thread and before.thread.is_active:
            await self._follow(message, before.thread)
        elif not message.is_in_thread:
            await self._volunteer(message)

    async def _follow(self, message: Message, thread: Thread) -> None:
        """A turn without a mention in a thread where the bot has answered: people may turn away from it."""
        if message.mentions_others:
            await self.answers.leave(message.key, message.place)
        elif message.says_stop:
            if await self.answers.leave(message.key, message.place):
                await self.answers.voice.whisper(self._request(message), LEFT_ALONE)
        else:
            request = self._request(message, thread.context)
            reply = await self.desk.reply(request)
            await self.answers.give(message.key, request, reply if reply and _is_wanted(reply, message.text) else None)

    async def _answer(self, message: Message, thread: Thread | None) -> None:
        request = self._request(message, thread.context if thread else Context())
        reply = await self.desk.reply(request)
        is_thanks = message.is_reply and reply is not None and _is_small_talk(reply, message.text)
        await self.answers.give(message.key, request, None if is_thanks or not reply else self._brief(reply, request))

    def _brief(self, reply: Reply, request: Request) -> Reply:
        """A reply as a place wants it: where others read along, a greeting or nothing at all brings no whole help."""
        is_open = reply.kind is Kind.HELP and not self.answers.voice.is_private(request.place)
        return _greeting(request.settings.word) if is_open and says_nothing(request) else reply

    async def _volunteer(self, message: Message) -> None:
        """Answer what nobody addressed to the bot, where that is wanted and the answer is certain."""
        chosen = await asyncio.to_thread(self.choices.chosen, message.place)
        is_wanted = chosen.auto_answer is not AutoAnswer.OFF and message.place.channel in chosen.channels
        if not is_wanted or message.mentions_others:
            return
        request = self._request(message)
        if not request.text.rstrip().endswith("?") or len(request.text) > self.desk.settings.longest_question:
            return
        reply = await self.desk.pipeline.unasked(request)
        if reply is None or reply.evidence is None or reply.evidence.outcome is not Outcome.ANSWER:
            return
        if chosen.auto_answer is AutoAnswer.ON:
            await self.answers.give(message.key, request, replace(reply, audience=Audience.CHANNEL))
        else:
            await self.answers.note_dry_run(message.key, request, reply)

    def _request(self, message: Message, known: Context = Context()) -> Request:
        place, user, key = message.place, message.user, message.key
        return Request(message.text, today(), self.desk.settings, place, user, key, known)


def _greeting(word: str) -> Reply:
    """What is said to who asks nothing."""
    text = Text(f"Ask me a question, or name a topic. All that I can do: /{word} help.")
    return Reply(Kind.HELP, Card("At your service", (text,)))


def _is_wanted(reply: Reply, text: str) -> bool:
    """Whether a reply is wanted by what nobody addressed to the bot: "thanks" and "ok" are said to other people.

    A question is, unless nothing of it is known here; so is a command, a topic, and an answer to a few words.
    """
    if is_asking(text):
        return reply.kind is not Kind.HELP and (reply.kind is not Kind.NO_ANSWER or reply.topic is not None)
    is_brief = len(text.split()) <= _KEYWORDS
    return reply.kind in _ASKED_FOR or (reply.kind is Kind.ANSWER and is_brief)


def _is_small_talk(reply: Reply, text: str) -> bool:
    """Whether a reply to the bot asks nothing of it: "thanks!", "ok", "cool, I'll put this into the deck".

    A question does in any case, and so does what names a topic, or nearly, or a command.
    """
    if is_asking(text) or "help" in text.casefold():
        return False
    if reply.kind is Kind.NO_ANSWER:
        return len(text.split()) > _KEYWORDS
    is_no_name = reply.kind is Kind.SUGGESTIONS and reply.evidence is not None
    return is_no_name or reply.kind is Kind.HELP or not any(map(str.isalnum, text))
