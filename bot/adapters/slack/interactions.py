"""What people press, choose and send off: buttons, the topic picker, modals and shortcuts."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.adapters.slack import form, parse, render, views
from bot.adapters.slack.blocks.elements import Json
from bot.adapters.slack.calls import insisted, shown
from bot.adapters.slack.desk import Desk
from bot.adapters.slack.limits import SLACK
from bot.adapters.slack.parse import Press
from bot.adapters.slack.respond import Respond
from bot.clock import today
from bot.conversation.answers import Answers
from bot.conversation.ballot import Ballot
from bot.conversation.presses import TOO_QUICK, PressLimit
from bot.delivery import PostError
from bot.log import bound, logger
from bot.memory import Memory
from bot.record import new_id, unplaced
from bot.seen import Seen
from bot.store.delivery import DeliveryState
from bot.tasks import Tasks
from handlers.card import Audience, Card, Kind, Reply, Text
from handlers.form import FILLED, Form
from handlers.request import Place, Request

_SHARED = Reply(Kind.HELP, Card("Shared", (Text("The channel sees it now."),)))
_UNSHARED = Reply(
    Kind.ERROR, Card("Not shared", (Text("Slack did not take it. Look in the channel before you try again."),))
)
_OPENING = 2.0  # seconds that a busy Slack is waited for: a modal can be opened for three
_UPDATING = 30.0
_PATIENCE = 1.0  # seconds that a modal waits for its reply, of the three that Slack waits
Body = Mapping[str, Any]
Work = Callable[[Press], Coroutine[object, object, None]]
Views = Callable[[Reply], Sequence[Json]]
Errors = Callable[[Reply], dict[str, str]]


@dataclass(frozen=True)
class Interactions:
    """The listeners of everything that is pressed.

    An acknowledgement goes out when its listener ends, so what may take long is done in the background.
    """

    desk: Desk
    answers: Answers
    memory: Memory
    respond: Respond
    tasks: Tasks
    ballot: Ballot
    _seen: Seen = field(default_factory=Seen)
    _presses: PressLimit = field(default_factory=PressLimit)

    async def say(self, ack: AsyncAck, body: Body) -> None:
        """A button or a topic that says something for the reader: it is asked where the button stands."""
        await ack()
        self._soon(body, self._say)

    async def show(self, ack: AsyncAck, body: Body) -> None:
        """A button whose reply is long: it opens in a modal."""
        await ack()
        self._soon(body, self._answer_in_modal)

    async def turn_page(self, ack: AsyncAck, body: Body) -> None:
        """Another page of the reply in a modal."""
        await ack()
        self._soon(body, self._turn)

    async def share(self, ack: AsyncAck, body: Body) -> None:
        """Post a private reply to its channel, naming who shared it; a second press does nothing."""
        await ack()
        self._soon(body, self._share)

    async def judge(self, ack: AsyncAck, body: Body) -> None:
        """A vote on an answer, which the next one changes; who finds it of no help is asked why."""
        await ack()
        self._soon(body, self._judge)

    async def explain(self, ack: AsyncAck, body: Body) -> None:
        """The reason of a vote."""
        await ack()
        view, place = body["view"], Place(parse.PLATFORM, parse.workspace(body))
        self.tasks.start(self.ballot.cast(place, body["user"]["id"], view["private_metadata"], views.reason_of(view)))

    async def options(self, ack: AsyncAck, body: Body) -> None:
        """The topics that what is typed into the picker may become."""
        found = await self.desk.pipeline.topics(str(body.get("value") or ""), SLACK.options)
        await ack(options=views.options(found))

    async def ask(self, ack: AsyncAck, body: Body) -> None:
        """The modal's question was sent: the modal shows its reply, which may come after a moment."""
        text = views.question_of(body["view"])
        await self._settle(ack, body, self._sent(body, text), lambda reply: views.answer_views(reply.card, text))

    async def fill(self, ack: AsyncAck, body: Body) -> None:
        """The form was sent off: what is wrong is told at its field, or what holds now takes its place."""
        channel = body["view"]["private_metadata"]
        request = self._sent(body, form.filled(body["view"]).said(FILLED), channel)
        await self._settle(ack, body, request, lambda reply: form.taken_views(reply, channel), form.errors)

    async def open_question(self, ack: AsyncAck, body: Body) -> None:
        """A shortcut: the modal to ask in, with the message that it was called on as a first draft."""
        await ack()
        draft = parse.plain((body.get("message") or {}).get("text") or "")[: self.desk.settings.longest_question]
        place = Place(parse.PLATFORM, parse.workspace(body))
        self.tasks.start(self._open_question(place, body["trigger_id"], draft))

    def _soon(self, body: Body, work: Work) -> None:
        """Begin what a press asks for, unless it was begun: Slack repeats what it is not sure was heard."""
        press = parse.press(body)
        if self._seen.first(press.key):
            self.tasks.start(self._do(press, work))

    async def _do(self, press: Press, work: Work) -> None:
        with bound(press.key, press.value):
            await work(press)

    async def _say(self, press: Press) -> None:
        request = self._request(press)
        reply = await self.desk.reply(request)
        if reply is None:
            return
        if reply.form:
            await self._open_form(press, reply, reply.form)
        elif press.view or press.is_home:
            self._note(request, reply)
            await self._show(press, reply)
        elif press.is_private or reply.audience is Audience.ASKER:
            self._note(request, reply)
            await self._privately(press, reply)
        elif await self.answers.give(press.key, request, reply) is DeliveryState.FAILED:
            await self._privately(press, reply)  # the bot may have spoken here by response_url alone

    async def _answer_in_modal(self, press: Press) -> None:
        request = self._request(press)
        if reply := await self.desk.reply(request):
            self._note(request, reply)
            await self._show(press, reply)

    async def _turn(self, press: Press) -> None:
        """Reading on is no further question, so it does not count as one."""
        if not await self._may_press(press):
            return
        text = press.metadata
        reply = await self.desk.again(replace(self._request(press), text=text))
        await self._call(
            press.place,
            "views.update",
            {"view_id": press.view},
            *views.answer_views(reply.card, text, int(press.value)),
        )

    async def _share(self, press: Press) -> None:
        if not await self._may_press(press):
            return
        shared = f"{press.user}:{press.message}:{press.value}"
        key = f"share:{self.answers.store.pseudonym(parse.PLATFORM, press.place.workspace, shared)}"
        if not await self.answers.claim(key):
            return
        reply = await self.desk.pipeline.answer(self._request(press))
        extras = render.Extras(shared_by=press.name, asked=press.value)
        message = {"response_type": "in_channel", "replace_original": False, **_thread(press)}
        is_shared = await self.respond.post(
            press.response_url,
            {**message, **render.message(reply.card, extras)},
            {**message, **render.plain_message(reply.card, extras)},
        )
        await self._privately(press, _SHARED if is_shared else _UNSHARED)
        if not is_shared:
            await self.answers.release(key)

    async def _judge(self, press: Press) -> None:
        if not await self._may_press(press):
            return
        word, _, question = press.value.partition(":")
        await self.ballot.cast(press.place, press.user, question, word)
        if word == "no":
            await self._call(press.place, "views.open", {"trigger_id": press.trigger}, views.reason_view(question))

    async def _settle(
        self, ack: AsyncAck, body: Body, request: Request, shown_by: Views, errors: Errors = lambda _: {}
    ) -> None:
        """Acknowledge a modal with what its reply puts in its place, or with what is wrong in its fields."""
        work = asyncio.ensure_future(self._reply(request))
        done, _ = await asyncio.wait({work}, timeout=_PATIENCE)
        if not done:
            self.tasks.start(self._follow(work, request.place, body["view"]["id"], shown_by))
            await ack(response_action="update", view=views.waiting_view())
        elif (reply := work.result()) is None:
            await ack()
        elif wrong := errors(reply):
            await ack(response_action="errors", errors=wrong)
        else:
            await ack(response_action="update", view=shown_by(reply)[0])

    async def _open_form(self, press: Press, reply: Reply, opened: Form) -> None:
        """Open a form; beside its button stands another one to try again where it is too late for that."""
        view = form.form_view(opened, press.place.channel)
        if press.view or not await self._call(press.place, "views.open", {"trigger_id": press.trigger}, view):
            await self._privately(press, reply)

    async def _open_question(self, place: Place, trigger: str, draft: str) -> None:
        view = views.ask_view(self.desk.settings.longest_question, draft)
        await self._call(place, "views.open", {"trigger_id": trigger}, view)

    async def _reply(self, request: Request) -> Reply | None:
        with bound(request.id, request.text):
            reply = await self.desk.reply(request)
        if reply:
            self._note(request, reply)
        return reply

    def _note(self, request: Request, reply: Reply) -> None:
        """Keep what was asked where nobody else sees it."""
        self.memory.note(unplaced(request), reply, new_id())

    async def _follow(self, work: asyncio.Future[Reply | None], place: Place, view: str, shown_by: Views) -> None:
        """Put a late reply into the modal that waits for it."""
        if reply := await work:
            await self._call(place, "views.update", {"view_id": view}, *shown_by(reply))

    async def _may_press(self, press: Press) -> bool:
        """Whether a person may press what asks nothing; who may not is told so once.

        What asks something has the pipeline's limit.
        """
        if self._presses.take(press.place, press.user):
            return True
        if self._presses.is_news(press.place, press.user):
            await (self._show(press, TOO_QUICK) if press.view else self._privately(press, TOO_QUICK))
        return False

    def _sent(self, body: Body, text: str, channel: str = "") -> Request:
        """What a modal asks that was sent off, in the channel that it is about, if any."""
        place = Place(parse.PLATFORM, parse.workspace(body), channel)
        return Request(text, today(), self.desk.settings, place, body["user"]["id"], body.get("trigger_id") or "")

    def _request(self, press: Press) -> Request:
        return Request(press.value, today(), self.desk.settings, press.place, press.user, press.key)

    async def _show(self, press: Press, reply: Reply) -> None:
        """Open a reply in a modal, or put it into the one that stands open; beside the button when it is too late."""
        forms = views.answer_views(reply.card, press.value)
        if press.view:
            await self._call(press.place, "views.update", {"view_id": press.view}, *forms)
        elif not await self._call(press.place, "views.open", {"trigger_id": press.trigger}, *forms):
            await self._privately(press, reply)

    async def _privately(self, press: Press, reply: Reply) -> None:
        if press.response_url:
            workspace = await self.desk.workspaces.find(press.place.workspace) if reply.picture else None
            message = {"response_type": "ephemeral", "replace_original": False, **_thread(press)}
            await self.respond.post(
                press.response_url,
                {**message, **render.message(reply.card, render.Extras(asked=press.value))},
                {**message, **render.plain_message(reply.card)},
                self.respond.files.showing(workspace, reply),
            )

    async def _call(self, place: Place, method: str, which: Mapping[str, Any], *forms: Body) -> bool:
        """Whether a view could be opened or changed, to the first of its forms that Slack can show.

        One that is gone is nobody's loss.
        """
        workspace = await self.desk.workspaces.find(place.workspace)
        if workspace is None:
            return False
        call, patience = workspace.post.api_call, _OPENING if method == "views.open" else _UPDATING
        try:
            await shown(lambda view: insisted(lambda: call(method, json={**which, "view": view}), patience), *forms)
        except PostError as error:
            logger.warning("slack.view_lost", method=method, error=str(error))
            return False
        return True


def _thread(press: Press) -> dict[str, str]:
    """The thread that a message beside a button belongs to; one that is only about to begin shows no private ones."""
    is_begun = press.place.thread not in {"", press.message}
    return {"thread_ts": press.place.thread} if is_begun else {}
