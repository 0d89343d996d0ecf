"""What the bot's acknowledgements and response_url posts make visible."""

import json
from typing import TYPE_CHECKING

from aiohttp import web

from tests.slack.fake import view_methods
from tests.slack.fake.blocks import with_ids
from tests.slack.fake.delivery import Delivery
from tests.slack.fake.faults import SlackError
from tests.slack.fake.file_methods import check_shown
from tests.slack.fake.messages import message_posted
from tests.slack.fake.records import Hook, View
from tests.slack.fake.web_api import cut, meet
from tests.slack.fake.world import Message, Payload
from tests.slack.published import problems_of_message, problems_of_options

if TYPE_CHECKING:
    from tests.slack.fake.state import State

_USES = 5
_SECONDS = 30 * 60


def take_acknowledgement(slack: "State", delivery: Delivery, answer: object) -> None:
    """Shows what an acknowledgement carries: a message, a modal's next step, options."""
    kind = delivery.payload.get("type") if delivery.kind == "interactive" else delivery.kind
    if kind == "block_suggestion":
        slack.check("block_suggestion", problems_of_options(answer) if slack.is_strict else [])
    elif kind == "view_submission":
        _next_view(slack, delivery, answer)
    elif kind == "slash_commands" and isinstance(answer, dict) and answer:
        payload = delivery.payload
        hook = Hook(delivery, payload["channel_id"], payload["user_id"], payload["team_id"], slack.now())
        show(slack, hook, answer, "ack")
    elif answer:
        slack.problems.append(f"{kind}: acknowledged with {answer!r:.200}, which Slack ignores")


async def serve_response_url(slack: "State", request: web.Request) -> web.Response:
    """A post to a response_url: at most five within 30 minutes."""
    fault = slack.faults.take("response_url")
    refusal = await meet(fault, request) if fault else None
    if refusal:
        return refusal
    try:
        hook = _usable(slack, slack.hooks.get(request.match_info["number"]))
    except SlackError as error:
        return web.json_response({"ok": False, "error": error.code}, status=404)
    answer = json.loads(await request.read())
    try:
        check_shown(slack, answer.get("blocks") or [], slack.workspaces[hook.team])
    except SlackError as error:
        return web.json_response({"ok": False, "error": error.code})
    show(slack, hook, answer, "response_url")
    if fault and fault.is_lost:
        cut(request)
    return web.Response(text="ok")


def show(slack: "State", hook: Hook, answer: Payload, source: str) -> None:
    """Shows a message sent in answer to an interaction, or replaces or deletes the one it is about."""
    if slack.is_strict:
        slack.check(source, problems_of_message(answer, slack.mentions))
    if hook.original is not None and answer.get("delete_original"):
        hook.original.is_deleted = True
    elif hook.original is not None and answer.get("replace_original"):
        hook.original.updates.append({"text": hook.original.text, "blocks": hook.original.blocks})
        hook.original.text, hook.original.blocks = answer.get("text", ""), with_ids(answer.get("blocks") or [])
        hook.original.edited = slack.timestamp()
        hook.delivery.shown.append(hook.original)
    else:
        hook.delivery.shown.append(_post(slack, hook, answer, source))
    slack.changed()


def _usable(slack: "State", hook: Hook | None) -> Hook:
    if hook is None or slack.now() - hook.made_at > _SECONDS:
        raise SlackError("expired_url")
    if hook.uses >= _USES:
        raise SlackError("used_url")
    hook.uses += 1
    return hook


def _post(slack: "State", hook: Hook, answer: Payload, source: str) -> Message:
    """A new message; in_channel is seen by all, otherwise only by the asker."""
    workspace = slack.workspaces[hook.team]
    channel = workspace.channels[hook.channel]
    is_public = answer.get("response_type") == "in_channel"
    message = Message(
        slack.timestamp(),
        channel.id,
        workspace.bot.id,
        answer.get("text", ""),
        with_ids(answer.get("blocks") or []),
        answer.get("thread_ts", ""),
        bot_id=workspace.bot_id,
        seen_by="" if is_public else hook.user,
        source=source,
    )
    slack.keep_message(channel, message)
    if is_public:
        message_posted(slack, workspace, channel, message)
    return message


def _next_view(slack: "State", delivery: Delivery, answer: object) -> None:
    """Closes the submitted modal, or does what the answer to it says."""
    view = slack.views[delivery.payload["view"]["id"]]
    step = answer if isinstance(answer, dict) else {}
    action = step.get("response_action", "" if step else "close")
    if action in ("update", "push"):
        try:
            payload = view_methods.checked(slack, "view_submission", step.get("view"))
        except SlackError:
            return
        if action == "update":
            view_methods.replace(slack, view, payload)
        else:
            view_methods.show(slack, view.team, view.user, payload)
    elif action in ("close", "clear"):
        for shown in slack.views.values():
            if shown is view or (action == "clear" and shown.user == view.user):
                shown.is_open = False
    elif action != "errors" or not step.get("errors") or not step["errors"].keys() <= _inputs(view):
        slack.problems.append(f"view_submission: unknown answer {answer!r:.200}")


def _inputs(view: View) -> set[str]:
    """The blocks of a modal that can show what is wrong in them."""
    return {block["block_id"] for block in view.payload["blocks"] if block["type"] == "input"}
