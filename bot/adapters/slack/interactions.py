"""What people press, choose and send off: buttons, the topic picker, modals and shortcuts."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from time import time
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.adapters.slack import parse, render, views
from bot.adapters.slack.answers import Answers
from bot.adapters.slack.calls import settled
from bot.adapters.slack.desk import Desk
from bot.adapters.slack.limits import SLACK
from bot.adapters.slack.parse import Press
from bot.adapters.slack.respond import Respond
from bot.clock import today
from bot.delivery import PostError
from bot.log import bound, logger
from bot.store import inbox, votes
from bot.store.votes import Vote
from handlers.card import Audience, Card, Kind, Reply, Text
from handlers.complete import complete
from handlers.request import Place, Request

_SHARED = Reply(Kind.HELP, Card("Shared", (Text("The channel sees it now."),)))
_UNSHARED = Reply(
    Kind.ERROR, Card("Not shared", (Text("Slack did not take it. Look in the channel before you try again."),))
)
Body = Mapping[str, Any]


@dataclass(frozen=True)
class Interactions:
    """The listeners of everything that is pressed."""

    desk: Desk
    answers: Answers
    respond: Respond

    async def say(self, ack: AsyncAck, body: Body) -> None:
        """A button or a topic that says something for the reader: it is asked where the button stands."""
        await ack()
        press = parse.press(body)
        with bound(press.key, press.value):
            request = self._request(press)
            reply = await self.desk.reply(request)
            if reply is None:
                return
            if press.view or press.is_home:
                await self._show(press, reply)
            elif press.is_private or reply.audience is Audience.ASKER:
                await self._privately(press, reply)
            elif not await self.answers.give(press.key, request, reply):
                logger.info("request.repeated")

    async def show(self, ack: AsyncAck, body: Body) -> None:
        """A button whose reply is long: it opens in a modal."""
        await ack()
        press = parse.press(body)
        with bound(press.key, press.value):
            if reply := await self.desk.reply(self._request(press)):
                await self._show(press, reply)

    async def turn_page(self, ack: AsyncAck, body: Body) -> None:
        """Another page of the reply in a modal."""
        await ack()
        press = parse.press(body)
        text = json.loads(press.metadata)["text"]
        if reply := await self.desk.reply(replace(self._request(press), text=text)):
            view = views.answer_view(reply.card, text, int(press.value))
            await self._call(press.place, "views.update", {"view_id": press.view, "view": view})

    async def share(self, ack: AsyncAck, body: Body) -> None:
        """Post a private reply to its channel, naming who shared it; a second press does nothing."""
        await ack()
        press = parse.press(body)
        with bound(press.key, press.value):
            if not await asyncio.to_thread(self._is_first, f"share:{press.user}:{press.value}:{press.place.thread}"):
                return
            reply = await self.desk.pipeline.answer(self._request(press))
            extras = render.Extras(shared_by=press.name)
            message = {"response_type": "in_channel", "replace_original": False}
            plain = {**message, **render.plain_message(reply.card, extras)}
            is_shared = await self.respond.post(
                press.response_url, {**message, **render.message(reply.card, extras)}, plain
            )
            await self._privately(press, _SHARED if is_shared else _UNSHARED)

    async def judge(self, ack: AsyncAck, body: Body) -> None:
        """A vote on an answer, which the next one changes; who finds it of no help is asked why."""
        await ack()
        press = parse.press(body)
        word, _, question = press.value.partition(":")
        await asyncio.to_thread(self._vote, press.place, press.user, question, word)
        if word == "no" and press.trigger:
            view = views.reason_view(question)
            await self._call(press.place, "views.open", {"trigger_id": press.trigger, "view": view})

    async def explain(self, ack: AsyncAck, body: Body) -> None:
        """The reason of a vote."""
        await ack()
        view = body["view"]
        place = Place(parse.PLATFORM, parse.workspace(body))
        await asyncio.to_thread(self._vote, place, body["user"]["id"], view["private_metadata"], views.reason_of(view))

    async def options(self, ack: AsyncAck, body: Body) -> None:
        """The topics that what is typed into the picker may become."""
        found = complete(str(body.get("value") or ""), self.desk.pipeline.corpus, SLACK.options)
        await ack(options=views.options(found))

    async def ask(self, ack: AsyncAck, body: Body) -> None:
        """The modal's question was sent: the modal shows its reply."""
        text = views.question_of(body["view"])
        user, place = body["user"]["id"], Place(parse.PLATFORM, parse.workspace(body))
        request = Request(text, today(), self.desk.settings, place, user, body.get("trigger_id") or "")
        with bound(request.id, text):
            reply = await self.desk.reply(request)
            view = views.answer_view(reply.card, text) if reply else None
            await ack(response_action="update", view=view) if view else await ack()

    async def open_question(self, ack: AsyncAck, body: Body) -> None:
        """A shortcut: the modal to ask in, with the message that it was called on as a first draft."""
        await ack()
        draft = parse.plain((body.get("message") or {}).get("text") or "")[: self.desk.settings.longest_question]
        place = Place(parse.PLATFORM, parse.workspace(body))
        await self._call(place, "views.open", {"trigger_id": body["trigger_id"], "view": views.ask_view(draft)})

    def _request(self, press: Press) -> Request:
        return Request(press.value, today(), self.desk.settings, press.place, press.user, press.key)

    async def _show(self, press: Press, reply: Reply) -> None:
        """Open a reply in a modal, or put it into the one that stands open."""
        view = views.answer_view(reply.card, press.value)
        if press.view:
            await self._call(press.place, "views.update", {"view_id": press.view, "view": view})
        else:
            await self._call(press.place, "views.open", {"trigger_id": press.trigger, "view": view})

    async def _privately(self, press: Press, reply: Reply) -> None:
        message = {"response_type": "ephemeral", "replace_original": False}
        await self.respond.post(
            press.response_url,
            {**message, **render.message(reply.card)},
            {**message, **render.plain_message(reply.card)},
        )

    async def _call(self, place: Place, method: str, fields: Mapping[str, Any]) -> None:
        """Open or change a view; a view that is gone is nobody's loss."""
        workspace = await self.desk.workspaces.find(place.workspace)
        if workspace is None:
            return
        try:
            await settled(workspace.post.api_call(method, json=dict(fields)))
        except PostError as error:
            logger.warning("slack.view_lost", method=method, error=str(error))

    def _is_first(self, key: str) -> bool:
        with self.answers.store.begin() as connection:
            return inbox.claim(connection, parse.PLATFORM, key, time())

    def _vote(self, place: Place, user: str, question: str, word: str) -> None:
        store = self.answers.store
        pseudonym = store.pseudonym(place.platform, place.workspace, user)
        reason = "" if word in {"yes", "no"} else word
        with store.begin() as connection:
            votes.cast(connection, Vote(question, pseudonym, word == "yes", reason, time()))
