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
from bot.adapters.slack.files import Form
from bot.adapters.slack.respond import Respond
from bot.clock import today
from bot.expiring import Expiring
from bot.log import bound
from bot.memory import Memory
from bot.record import new_id, unplaced
from bot.tasks import Tasks
from handlers.card import Audience, Reply
from handlers.request import Request
from handlers.workspace import Chosen

_PATIENCE = 0.3  # seconds that an acknowledgement waits for its reply, of the three that Slack waits
_SENT_AGAIN = 600.0  # seconds within which Slack may send a command again
_MOST = 10_000  # commands that are remembered for that


@dataclass(slots=True)
class _Typed:
    """A command that somebody typed, however often Slack sends it, and where its one reply travels.

    ``work`` is its reply while that is not there at once, ``carried`` the acknowledgements that hold it and did not
    fail; a reply that ``is_followed`` is posted to the command's address, and no acknowledgement holds it any more.
    """

    question: str = field(default_factory=new_id)
    work: asyncio.Future[str] | None = None
    carried: int = 0
    is_followed: bool = False


@dataclass(frozen=True)
class Commands:
    """The listener of the slash command."""

    desk: Desk
    memory: Memory
    respond: Respond
    tasks: Tasks
    _typed: Expiring[str, _Typed] = field(default_factory=lambda: Expiring(_SENT_AGAIN, _MOST))

    async def command(self, body: Mapping[str, Any]) -> BoltResponse:
        """Acknowledge with the reply; what Slack sends again gets it again, for its first answer may be lost."""
        request = parse.command(body, today(), self.desk.settings)
        typed = self._as_typed(request.id)
        with bound(request.id, request.text):
            said = await self._said(request, typed, body["response_url"])
        typed.carried += bool(said)
        return BoltResponse(status=HTTPStatus.OK, body=said)

    async def _said(self, request: Request, typed: _Typed, address: str) -> str:
        """What the acknowledgement carries; "" when the reply follows it, or there is none."""
        if typed.is_followed:
            return ""
        if typed.work is None:
            chosen = self.memory.choices.known(request.place)
            if chosen and (reply := self.desk.pipeline.ready(request)):
                return self._message(request, reply, chosen, typed.question)
            typed.work = asyncio.ensure_future(self._reply(request, typed, address))
        work = typed.work
        done, _ = await asyncio.wait({work}, timeout=_PATIENCE)
        if done and not typed.is_followed:
            return work.result()
        if not typed.is_followed:
            typed.is_followed = True
            self.tasks.start(self._follow(work, address))
        return ""

    async def _follow(self, work: asyncio.Future[str], address: str) -> None:
        if message := await work:
            await self.respond.post(address, json.loads(message))

    async def late(self, body: Mapping[str, Any], answer: Mapping[str, Any]) -> None:
        """Post the reply of an acknowledgement that could not be sent, for Slack has not seen it.

        When Slack has sent the command again meanwhile, another acknowledgement carries the reply.
        """
        if not answer or not body.get("command"):
            return
        typed = self._as_typed(body.get("trigger_id") or "")
        typed.carried -= 1
        if typed.carried < 1 and not typed.is_followed:
            typed.is_followed = True
            await self.respond.post(body["response_url"], answer)

    def _as_typed(self, trigger: str) -> _Typed:
        """What is known of a command; one without a trigger is never known again."""
        if known := self._typed.get(trigger):
            return known
        typed = _Typed()
        if trigger:
            self._typed[trigger] = typed
        return typed

    async def _reply(self, request: Request, typed: _Typed, address: str) -> str:
        """The message to a person; "" for who has been told to slow down, and where it follows with its picture."""
        try:
            chosen = await asyncio.to_thread(self.memory.choices.chosen, request.place)
            reply = await self.desk.reply(request)
            message = self._message(request, reply, chosen, typed.question) if reply else ""
            if reply is None or reply.picture is None:
                return message
            typed.is_followed = True
            self.tasks.start(self._follow_pictured(request, reply, json.loads(message), address))
            return ""
        finally:
            typed.work = None

    async def _follow_pictured(self, request: Request, reply: Reply, message: Form, address: str) -> None:
        """Post a reply with its picture, for which no acknowledgement could wait."""
        workspace = await self.desk.workspaces.find(request.place.workspace)
        await self.respond.post(address, message, show=self.respond.files.showing(workspace, reply))

    def _message(self, request: Request, reply: Reply, chosen: Chosen, question: str) -> str:
        """The message as JSON, for whom it is, and a line about it for the journal: one however often it is sent."""
        is_private = reply.audience is Audience.ASKER
        is_open = not is_private and chosen.audience is Audience.CHANNEL
        self.memory.note(request if is_open else unplaced(request), reply, question)
        share = "" if is_open or is_private else request.text
        extras = render.around(reply.kind, serialized.QUESTION, request.text, share)
        return serialized.message(reply, extras, "in_channel" if is_open else "ephemeral", question)
