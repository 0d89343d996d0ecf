"""Posting to Discord: what becomes of a delivery, how a posted one is found again, and what is said of a failure."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from time import time
from typing import Any, TypeVar

from discord import AllowedMentions, Client, File, Message, MessageReference, PartialMessage, PartialMessageable
from discord.utils import time_snowflake

from bot.adapters.discord.blocks.elements import TEXT, every
from bot.adapters.discord.calls import GONE, NO_HISTORY, UNSHOWABLE, again, settled
from bot.adapters.discord.channels import may_read
from bot.adapters.discord.drawn import Drawn, PictureFile
from bot.adapters.discord.drawn import files as files_of
from bot.adapters.discord.marks import history, is_held, is_it, marked, nonce
from bot.adapters.discord.notices import Notices
from bot.adapters.discord.pictured import NAME
from bot.adapters.discord.posted import with_line, with_picture
from bot.adapters.discord.threads import TAKEN_BACK, Threads
from bot.delivery import BusyError, RefusedError, UnsureError
from bot.gallery import Gallery
from bot.late import late
from bot.log import logger
from bot.picture.draw import Picture
from bot.store.delivery import Delivery
from bot.tasks import Tasks

_NOBODY = AllowedMentions.none()
_OVERLAP = 2 * 3600  # seconds that our clock and Discord's may differ: what lies before that is not asked for
_AWAY = 1.0  # seconds until a client that is not signed in is asked again
_PATIENCE = 3.0  # seconds for a picture: a post has ten altogether
_PICTURE_REFUSED = frozenset({"missing_permissions", "too_large"})  # who may not attach files may still write
T = TypeVar("T")
Call = Callable[[Drawn, list[File]], Awaitable[T]]


class DiscordChat:
    """Discord as the outbox sees it.

    A payload holds the ``message`` as the API takes it; as ``reference`` the id of the message it replies to; and as
    ``thread`` the title of a thread on the question, where the reply is to stand in one. "" or none stands for neither.
    A delivery's event is "{channel}:{message}" for the message that it answers, and anything else for what is none.
    """

    def __init__(
        self,
        client: Client,
        notices: Notices,
        clock: Callable[[], float] = time,
        gallery: Gallery | None = None,
        tasks: Tasks | None = None,
    ) -> None:
        self._client, self._notices, self._clock = client, notices, clock
        self._gallery, self._threads = gallery or Gallery(), Threads(client, tasks or Tasks())

    async def send(self, delivery: Delivery) -> str:
        """Post with the delivery's nonce and mark; components that Discord refuses are sent again as texts alone.

        Where no thread can be opened, or written in, the reply stands beneath its question.
        """
        payload = json.loads(delivery.payload)
        message_id = await self._posted_before(delivery) or await self._send(delivery, payload)
        if payload.get("is_revised") and delivery.attempt > 1:  # the nonce may have led to what was posted before
            await self.correct(delivery, message_id)
        return message_id

    async def find(self, delivery: Delivery) -> str | None:
        """The id of the bot's message with the delivery's mark, where it belongs, since the first try.

        While Discord knows the nonce there is none: posting once more comes to the same message.
        """
        payload = json.loads(delivery.payload or "{}")
        is_as_posted = bool(payload) and not payload.get("is_revised")
        if is_as_posted and is_held(_begun(delivery), self._clock()):
            return None
        for channel in _channels(delivery):
            if found := await self._find_in(channel, delivery):
                return found
        return None

    async def correct(self, delivery: Delivery, message_id: str) -> None:
        """Change the message of a delivery that was revised; delete that of one that was taken back.

        A thread on the question has its name from that, and gets another.
        """
        payload = json.loads(delivery.payload or "{}")
        if payload and not payload.get("is_revised"):
            return
        is_beneath = await self._correct_in(_asked(delivery)[0], delivery, payload, message_id)
        question = _asked(delivery)[1]
        if is_beneath or not question:
            return
        await self._correct_in(question, delivery, payload, message_id)
        if title := payload.get("thread") if payload else TAKEN_BACK:
            self._threads.rename(delivery.place.workspace, question, title)

    async def refused(self, delivery: Delivery, reason: str) -> None:
        """Tell the owner of the server, once a day for each channel and reason, and who asked, if that is known.

        A button is pressed where the bot may never have been, and its reply has another way: nobody is told.
        """
        channel, question = _asked(delivery)
        if delivery.subscription_id:
            await self._notices.paused(delivery.place, reason)
        elif question:
            place = replace(delivery.place, channel=str(channel))
            await self._notices.undelivered(place, reason)
            await self._notices.unheard(place, delivery.event_id, reason)

    async def _posted_before(self, delivery: Delivery) -> str | None:
        """The message of an earlier attempt, once Discord has forgotten the nonce: busy meanwhile, nobody looked."""
        is_forgotten = delivery.attempt > 1 and not is_held(_begun(delivery), self._clock())
        return await self.find(delivery) if is_forgotten else None

    async def _send(self, delivery: Delivery, payload: Mapping[str, Any]) -> str:
        (channel, question), reference = _asked(delivery), int(payload.get("reference") or 0)
        if question and payload.get("thread"):
            try:
                opened = await self._threads.open(delivery.place.workspace, channel, question, payload["thread"])
                return await self._post(delivery, payload, opened)
            except RefusedError as refusal:
                logger.info("discord.thread_refused", channel=str(channel), error=str(refusal))
                reference = question
        if reference:
            replied = MessageReference(message_id=reference, channel_id=channel, fail_if_not_exists=False)
            try:
                return await self._post(delivery, payload, channel, reference=replied)
            except RefusedError as refusal:
                if str(refusal) != NO_HISTORY:
                    raise
        return await self._post(delivery, payload, channel)

    async def _correct_in(self, channel: int, delivery: Delivery, payload: Mapping[str, Any], message_id: str) -> bool:
        """Whether the message was there to be changed; what Discord does not allow is logged."""
        message = self._at(channel).get_partial_message(int(message_id))
        try:
            await self._correct(delivery, payload, message)
        except RefusedError as refusal:
            if str(refusal) in GONE:
                return False
            logger.warning("discord.change_lost", channel=str(channel), error=str(refusal))
        return True

    async def _post(self, delivery: Delivery, payload: Mapping[str, Any], channel: int, **replying: Any) -> str:
        where, once = self._at(channel), nonce(delivery)

        def call(view: Drawn, files: list[File]) -> Awaitable[Message]:
            attached: dict[str, Any] = {"files": files} if files else {}
            return settled(where.send(view=view, nonce=once, allowed_mentions=_NOBODY, **attached, **replying))

        posted = await self._shown(call, payload, delivery, late(delivery, payload, self._clock()))
        return str(posted.id)

    async def _correct(self, delivery: Delivery, payload: Mapping[str, Any], message: PartialMessage) -> None:
        """Make a message what a payload says, or take it away where there is none."""
        if not payload:
            await again(message.delete)
            return

        def call(view: Drawn, files: list[File]) -> Awaitable[Message]:
            attached: dict[str, Any] = {"attachments": files} if "picture" in payload else {}
            return again(lambda: message.edit(view=view, allowed_mentions=_NOBODY, **attached))

        await self._shown(call, payload, delivery, late(delivery, payload, message.created_at.timestamp()))

    async def _shown(self, call: Call[T], payload: Mapping[str, Any], delivery: Delivery, line: str) -> T:
        """Make a call with a payload in the fullest form that Discord takes: with its picture, or as texts alone."""
        components = with_line(payload["message"]["components"], line)
        forms = [(components, list[File]())]
        if picture := await self._picture(payload):
            brought = files_of(PictureFile(NAME, picture.png, picture.alt))
            forms.insert(0, (with_picture(components, NAME, picture.alt), brought))
        for shown, files in forms:
            try:
                return await call(Drawn(marked(shown, delivery.id)), files)
            except RefusedError as refusal:
                if str(refusal) != UNSHOWABLE and not (files and str(refusal) in _PICTURE_REFUSED):
                    raise
                logger.warning("discord.components_refused", error=str(refusal.__cause__))
        texts = [each for each in every(components) if each["type"] == TEXT]
        return await call(Drawn(marked(texts, delivery.id)), [])

    async def _picture(self, payload: Mapping[str, Any]) -> Picture | None:
        """The picture that a payload wants; None for none, or where it cannot be had in time."""
        if not payload.get("picture"):
            return None
        try:
            async with asyncio.timeout(_PATIENCE):
                return await self._gallery.picture(payload["picture"])
        except TimeoutError:
            logger.warning("discord.picture_lost", error="timeout")
            return None

    async def _find_in(self, channel: int, delivery: Delivery) -> str | None:
        """The message in one channel; UnsureError where nothing can be read.

        Who may not read a channel's history is told that it is empty: one that seems so is read once more.
        """
        is_thread = channel == _asked(delivery)[1]
        try:
            found, is_empty = await self._read(channel, delivery)
            if is_empty and not is_thread:
                if not await may_read(self._signed_in(), channel):
                    raise UnsureError("no history to be read")
                found, _ = await self._read(channel, delivery)
        except RefusedError as refusal:
            if is_thread and str(refusal) in GONE:  # none was opened
                return None
            raise
        return found

    async def _read(self, channel: int, delivery: Delivery) -> tuple[str | None, bool]:
        """The message in a channel since the first try; whether there seems to be nothing at all."""
        oldest = time_snowflake(datetime.fromtimestamp(_begun(delivery) - _OVERLAP, UTC))
        client, is_empty = self._signed_in(), True
        async for message in history(client, channel):
            is_empty = False
            if int(message["id"]) < oldest:
                break
            if is_it(message, delivery.id, client.user):
                return str(message["id"]), is_empty
        return None, is_empty

    def _at(self, channel: int) -> PartialMessageable:
        return self._signed_in().get_partial_messageable(channel)

    def _signed_in(self) -> Client:
        if self._client.user is None or self._client.is_closed():
            raise BusyError(_AWAY)
        return self._client


def _channels(delivery: Delivery) -> tuple[int, ...]:
    """Where the message may stand: in the channel, or in a thread on the question."""
    channel, question = _asked(delivery)
    return (channel, question) if question else (channel,)


def _asked(delivery: Delivery) -> tuple[int, int]:
    """The channel and the id of the message that is answered; the place and 0 where it is none."""
    channel, _, message = delivery.event_id.partition(":")
    return (int(channel), int(message)) if channel.isdecimal() else (int(delivery.place.channel), 0)


def _begun(delivery: Delivery) -> float:
    """When it was first tried, in seconds since 1970."""
    return delivery.first_try_at or delivery.created_at
