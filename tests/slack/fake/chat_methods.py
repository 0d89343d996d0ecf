"""The Web API's chat.*, reactions.* and assistant.* methods."""

from typing import TYPE_CHECKING

from tests.slack.fake.blocks import with_ids
from tests.slack.fake.faults import SlackError
from tests.slack.fake.file_methods import check_shown
from tests.slack.fake.messages import message_changed, message_deleted, message_posted
from tests.slack.fake.records import Call
from tests.slack.fake.world import Channel, Message, Payload, Workspace
from tests.slack.published import problems_of_message, problems_of_prompts

if TYPE_CHECKING:
    from tests.slack.fake.state import State


def post_message(slack: "State", call: Call, workspace: Workspace) -> Payload:
    """chat.postMessage."""
    channel = _writable(workspace, call.text("channel"))
    checked(slack, call)
    check_shown(slack, call.arguments.get("blocks") or [], workspace)
    message = _message(slack, call, workspace, channel)
    message.metadata = call.arguments.get("metadata")
    slack.keep_message(channel, message)
    message_posted(slack, workspace, channel, message)
    return {"channel": channel.id, "ts": message.ts, "message": message.as_payload()}


def post_ephemeral(slack: "State", call: Call, workspace: Workspace) -> Payload:
    """chat.postEphemeral."""
    channel = _writable(workspace, call.text("channel"))
    if call.text("user") not in channel.members:
        raise SlackError("user_not_in_channel")
    checked(slack, call)
    check_shown(slack, call.arguments.get("blocks") or [], workspace)
    root = call.text("thread_ts")
    if root and not any(found.thread_ts == root for found in channel.messages.values()):
        slack.problems.append(f"{call.method}: in a thread without replies nobody sees a private message")
    message = _message(slack, call, workspace, channel)
    message.seen_by = call.text("user")
    slack.keep_message(channel, message)
    return {"message_ts": message.ts}


def update(slack: "State", call: Call, workspace: Workspace) -> Payload:
    """chat.update."""
    channel, message = _own(workspace, call, "cant_update_message")
    checked(slack, call)
    check_shown(slack, call.arguments.get("blocks") or [], workspace)
    message.updates.append({"text": message.text, "blocks": message.blocks})
    message.text = call.text("text")
    message.blocks = with_ids(call.arguments.get("blocks") or [])
    message.metadata = call.arguments.get("metadata", message.metadata)
    message.edited = slack.timestamp()
    slack.changed()
    message_changed(slack, workspace, channel, message)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": message.as_payload()}


def delete(slack: "State", call: Call, workspace: Workspace) -> Payload:
    """chat.delete."""
    channel, message = _own(workspace, call, "cant_delete_message")
    message.is_deleted = True
    slack.changed()
    message_deleted(slack, workspace, channel, message)
    return {"channel": channel.id, "ts": message.ts}


def add_reaction(slack: "State", call: Call, workspace: Workspace) -> Payload:
    """reactions.add."""
    message = workspace.channel(call.text("channel")).messages.get(call.text("timestamp"))
    if message is None:
        raise SlackError("message_not_found")
    reaction = (call.text("name"), workspace.bot.id)
    if reaction in message.reactions:
        raise SlackError("already_reacted")
    message.reactions.append(reaction)
    slack.changed()
    return {}


def set_prompts(slack: "State", call: Call, workspace: Workspace) -> Payload:
    """assistant.threads.setSuggestedPrompts."""
    channel = workspace.channel(call.text("channel_id"))
    slack.check(call.method, problems_of_prompts(call.arguments.get("prompts")))
    slack.prompts[channel.id] = call.arguments
    slack.changed()
    return {}


def set_status(slack: "State", call: Call, workspace: Workspace) -> Payload:
    """assistant.threads.setStatus and setTitle."""
    workspace.channel(call.text("channel_id"))
    if slack.is_recording:
        slack.statuses.append(call.arguments)
    return {}


def checked(slack: "State", call: Call) -> None:
    """Notes what is wrong with a message.

    Raises:
        SlackError: no_text or invalid_blocks, as Slack would refuse it.
    """
    if not slack.is_strict:
        return
    found = problems_of_message(call.arguments, slack.mentions)
    slack.check(call.method, found)
    if not call.text("text") and not call.arguments.get("blocks"):
        raise SlackError("no_text")
    if any(problem.startswith("message.blocks") for problem in found):
        raise SlackError("invalid_blocks", response_metadata={"messages": found})


def _writable(workspace: Workspace, where: str) -> Channel:
    """The channel to post to; a user's id means the direct messages with them.

    Raises:
        SlackError: channel_not_found, is_archived or not_in_channel.
    """
    channel = workspace.direct(workspace.users[where]) if where in workspace.users else workspace.channel(where)
    if channel.is_archived:
        raise SlackError("is_archived")
    if workspace.bot.id not in channel.members and "chat:write.public" not in workspace.scopes:
        raise SlackError("not_in_channel")
    return channel


def _own(workspace: Workspace, call: Call, refusal: str) -> tuple[Channel, Message]:
    channel = workspace.channel(call.text("channel"))
    message = channel.messages.get(call.text("ts"))
    if message is None or message.is_deleted:
        raise SlackError("message_not_found")
    if message.user != workspace.bot.id:
        raise SlackError(refusal)
    return channel, message


def _message(slack: "State", call: Call, workspace: Workspace, channel: Channel) -> Message:
    return Message(
        slack.timestamp(),
        channel.id,
        workspace.bot.id,
        call.text("text"),
        with_ids(call.arguments.get("blocks") or []),
        call.text("thread_ts"),
        bot_id=workspace.bot_id,
        source=call.method,
    )
