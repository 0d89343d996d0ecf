"""The Web API's conversations.* and users.* methods, paged as Slack pages them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from tests.slack.fake.faults import SlackError
from tests.slack.fake.records import Call
from tests.slack.fake.world import Channel, Message, Payload, User, Workspace

if TYPE_CHECKING:
    from tests.slack.fake.state import State

T = TypeVar("T")


def history(slack: "State", call: Call, workspace: Workspace) -> Payload:
    """conversations.history: newest first, without replies in threads."""
    channel = _readable(workspace, call.text("channel"))
    found = [message for message in _visible(channel, call) if message.root == message.ts]
    found.sort(key=lambda message: message.ts, reverse=True)
    return _messages(slack, call, found)


def replies(slack: "State", call: Call, workspace: Workspace) -> Payload:
    """conversations.replies: the message that started a thread, then its replies, oldest first."""
    channel = _readable(workspace, call.text("channel"))
    if call.text("ts") not in channel.messages:
        raise SlackError("thread_not_found")
    found = [message for message in _visible(channel, call) if message.root == call.text("ts")]
    found.sort(key=lambda message: message.ts)
    return _messages(slack, call, found)


def info(_slack: "State", call: Call, workspace: Workspace) -> Payload:
    """conversations.info."""
    channel = workspace.channel(call.text("channel"))
    return {"channel": {**channel.as_payload(), "is_member": workspace.bot.id in channel.members}}


def members(slack: "State", call: Call, workspace: Workspace) -> Payload:
    """conversations.members."""
    found, metadata = _page(slack, call, sorted(workspace.channel(call.text("channel")).members))
    return {"members": found, "response_metadata": metadata}


def open_direct(_slack: "State", call: Call, workspace: Workspace) -> Payload:
    """conversations.open, for direct messages with one user."""
    return {"channel": {"id": workspace.direct(workspace.user(call.text("users"))).id}}


def channels(slack: "State", call: Call, workspace: Workspace) -> Payload:
    """users.conversations and conversations.list: channels the bot is in, and all public ones."""
    kinds = {{"public_channel": "channel", "private_channel": "group"}.get(kind, kind) for kind in _types(call)}
    found = [
        {**channel.as_payload(), "is_member": workspace.bot.id in channel.members}
        for channel in workspace.channels.values()
        if channel.kind in kinds and not (call.is_set("exclude_archived") and channel.is_archived)
        if workspace.bot.id in channel.members or (call.method == "conversations.list" and channel.kind == "channel")
    ]
    page, metadata = _page(slack, call, found)
    return {"channels": page, "response_metadata": metadata}


def user_info(_slack: "State", call: Call, workspace: Workspace) -> Payload:
    """users.info."""
    return {"user": _user(workspace.user(call.text("user")))}


def users(slack: "State", call: Call, workspace: Workspace) -> Payload:
    """users.list: those who came first come first."""
    found, metadata = _page(slack, call, list(workspace.users.values()))
    return {"members": [_user(each) for each in found], "response_metadata": metadata}


def _types(call: Call) -> list[str]:
    return (call.text("types") or "public_channel").split(",")


def _user(user: User) -> Payload:
    flags = {"is_admin": user.is_admin, "is_owner": user.is_owner, "is_bot": user.is_bot, "deleted": False}
    flags["is_primary_owner"] = user.is_primary_owner
    names = {"name": user.name, "real_name": user.name.title(), "profile": {"display_name": user.name}}
    return {"id": user.id, "team_id": user.team, "tz": user.tz, **names, **flags}


def _readable(workspace: Workspace, channel: str) -> Channel:
    found = workspace.channel(channel)
    if workspace.bot.id not in found.members:
        raise SlackError("not_in_channel")
    return found


def _visible(channel: Channel, call: Call) -> list[Message]:
    """Messages that history shows by now; each look brings those that lag nearer."""
    shown = []
    for message in channel.messages.values():
        if message.hidden_for:
            message.hidden_for -= 1
        elif not message.is_deleted and _in_time(message.ts, call):
            shown.append(message)
    return shown


def _in_time(ts: str, call: Call) -> bool:
    oldest, latest = float(call.text("oldest") or 0), float(call.text("latest") or "inf")
    return oldest < float(ts) < latest or (call.is_set("inclusive") and float(ts) in (oldest, latest))


def _messages(slack: "State", call: Call, found: list[Message]) -> Payload:
    page, metadata = _page(slack, call, found)
    has_metadata = call.is_set("include_all_metadata")
    messages = [
        message.as_payload()
        | ({"metadata": message.metadata} if has_metadata and message.metadata else {})
        | _thread(slack, call, message)
        for message in page
    ]
    return {"messages": messages, "has_more": bool(metadata["next_cursor"]), "response_metadata": metadata}


def _thread(slack: "State", call: Call, first: Message) -> Payload:
    """What a message tells of the thread that it began."""
    said = slack.home_of(first).channels[call.text("channel")].messages.values()
    replies = [message.ts for message in said if message.thread_ts == first.ts and not message.is_deleted]
    return {"thread_ts": first.ts, "reply_count": len(replies), "latest_reply": max(replies)} if replies else {}


def _page(slack: "State", call: Call, found: Sequence[T]) -> tuple[list[T], Payload]:
    """One page, and the cursor of the next; a cursor is the place in the list."""
    start = int(call.text("cursor").removeprefix("page:") or 0)
    end = start + min(int(call.text("limit") or 100), slack.page_limit)
    return list(found[start:end]), {"next_cursor": f"page:{end}" if end < len(found) else ""}
