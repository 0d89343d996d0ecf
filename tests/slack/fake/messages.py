"""Events that tell the bot of messages: new, edited, deleted."""

from typing import TYPE_CHECKING

from tests.slack.fake.delivery import Delivery
from tests.slack.fake.world import Channel, Message, Payload, Workspace

if TYPE_CHECKING:
    from tests.slack.fake.state import State


def message_posted(slack: "State", workspace: Workspace, channel: Channel, message: Message) -> tuple[Delivery, ...]:
    """Tells the bot of a message, and once more if it is mentioned; of its own only where Slack echoes them."""
    if not _is_heard(slack, workspace, channel, message):
        return ()
    event = _event(channel, message.as_payload())
    sent = slack.emit(workspace, {**event, "event_ts": message.ts, "channel_type": channel.kind})
    if message.user == workspace.bot.id or channel.kind == "im" or f"<@{workspace.bot.id}>" not in message.text:
        return (sent,)
    return (sent, slack.emit(workspace, {**event, "type": "app_mention", "event_ts": message.ts}))


def message_changed(slack: "State", workspace: Workspace, channel: Channel, message: Message) -> None:
    """Tells the bot of an edited message."""
    if _is_heard(slack, workspace, channel, message):
        before = {**message.as_payload(), **(message.updates[-1] if message.updates else {})}
        changed = {"subtype": "message_changed", "message": message.as_payload(), "previous_message": before}
        slack.emit(workspace, _hidden(slack, channel, changed))


def message_deleted(slack: "State", workspace: Workspace, channel: Channel, message: Message) -> None:
    """Tells the bot of a deleted message."""
    if _is_heard(slack, workspace, channel, message):
        gone = {"subtype": "message_deleted", "deleted_ts": message.ts, "previous_message": message.as_payload()}
        slack.emit(workspace, _hidden(slack, channel, gone))


def _is_heard(slack: "State", workspace: Workspace, channel: Channel, message: Message) -> bool:
    is_own = message.user == workspace.bot.id
    return workspace.bot.id in channel.members and (slack.echoes_own or not is_own)


def _event(channel: Channel, fields: Payload) -> Payload:
    return {"type": "message", "team": channel.team, "channel": channel.id, **fields}


def _hidden(slack: "State", channel: Channel, fields: Payload) -> Payload:
    ts = slack.timestamp()
    return _event(channel, {**fields, "hidden": True, "ts": ts, "event_ts": ts, "channel_type": channel.kind})
