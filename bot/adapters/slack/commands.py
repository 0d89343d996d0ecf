"""The slash command: its reply travels in the acknowledgement, or follows it when it takes too long."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from slack_bolt.response import BoltResponse

from bot.adapters.slack import parse, render, serialized
from bot.adapters.slack.desk import Desk
from bot.adapters.slack.respond import Respond
from bot.clock import today
from bot.log import bound
from bot.memory import Memory
from bot.record import new_id, unplaced
from bot.seen import Seen
from bot.tasks import Tasks
from handlers.card import Audience, Reply
from handlers.request import Request
from handlers.workspace import Chosen

_PATIENCE = 0.3  # seconds that an acknowledgement waits for its reply, of the three that Slack waits


@dataclass(frozen=True)
class Commands:
    """The listener of the slash command."""

    desk: Desk
    memory: Memory
    respond: Respond
    tasks: Tasks
    _heard: Seen = field(default_factory=Seen)
    _repeated: Seen = field(default_factory=Seen)
    _followed: Seen = field(default_factory=Seen)

    async def command(self, body: Mapping[str, Any]) -> BoltResponse:
        """Acknowledge with the reply; what Slack sends again gets it again, for its first answer was lost."""
        request = parse.command(body, today(), self.desk.settings)
        if not self._heard.first(request.id):
            self._repeated.first(request.id)
        with bound(request.id, request.text):
            return BoltResponse(status=HTTPStatus.OK, body=await self._said(request, body["response_url"]))

    async def _said(self, request: Request, address: str) -> str:
        """What the acknowledgement carries; "" when the reply follows it, or there is none."""
        if request.id in self._followed:
            return ""
        if (chosen := self.memory.choices.known(request.place)) and (reply := self.desk.pipeline.ready(request)):
            return self._message(request, reply, chosen)
        work = asyncio.ensure_future(self._reply(request))
        done, _ = await asyncio.wait({work}, timeout=_PATIENCE)
        if done:
            return work.result()
        self._followed.first(request.id)
        self.tasks.start(self._follow(work, address))
        return ""

    async def _follow(self, work: asyncio.Future[str], address: str) -> None:
        if message := await work:
            await self.respond.post(address, json.loads(message))

    async def late(self, body: Mapping[str, Any], answer: Mapping[str, Any]) -> None:
        """Post the reply of an acknowledgement that could not be sent, for Slack has not seen it.

        When Slack has sent the command again meanwhile, the second acknowledgement carries the reply.
        """
        trigger = body.get("trigger_id")
        if body.get("command") and answer and trigger not in self._repeated and self._followed.first(trigger):
            await self.respond.post(body["response_url"], answer)

    async def _reply(self, request: Request) -> str:
        """The message to a person; "" for who has been told to slow down."""
        chosen = await asyncio.to_thread(self.memory.choices.chosen, request.place)
        reply = await self.desk.reply(request)
        return self._message(request, reply, chosen) if reply else ""

    def _message(self, request: Request, reply: Reply, chosen: Chosen) -> str:
        """The message as JSON, for whom it is, and a line about it for the journal."""
        question = new_id()
        is_private = reply.audience is Audience.ASKER
        is_open = not is_private and chosen.audience is Audience.CHANNEL
        self.memory.note(request if is_open else unplaced(request), reply, question)
        share = "" if is_open or is_private else request.text
        extras = render.around(reply.kind, question, request.text, share)
        return serialized.message(reply.card, extras, "in_channel" if is_open else "ephemeral")
