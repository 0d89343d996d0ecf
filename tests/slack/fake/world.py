"""What a loopback Slack knows: workspaces with their users, channels and messages, and where the app is installed."""

from dataclasses import dataclass, field
from typing import Any

from bot.adapters.slack.setup import scopes
from tests.slack.fake.faults import SlackError

Payload = dict[str, Any]


@dataclass(slots=True)
class User:
    """A member of a workspace."""

    id: str
    team: str
    name: str
    is_admin: bool = False
    is_owner: bool = False
    is_bot: bool = False
    tz: str = "Europe/London"
    is_primary_owner: bool = False


@dataclass(slots=True)
class Message:
    """A message as people see it; `seen_by` is the only user who sees an ephemeral one, `source` how it came.

    source: "user", "chat.postMessage", "chat.postEphemeral", "ack" or "response_url".
    """

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Payload] = field(default_factory=list)
    thread_ts: str = ""
    metadata: Payload | None = None
    bot_id: str = ""
    seen_by: str = ""
    source: str = "user"
    edited: str = ""
    is_deleted: bool = False
    hidden_for: int = 0
    reactions: list[tuple[str, str]] = field(default_factory=list)
    updates: list[Payload] = field(default_factory=list)

    @property
    def is_ephemeral(self) -> bool:
        """Whether one person alone sees it."""
        return bool(self.seen_by)

    @property
    def root(self) -> str:
        """The ts of the thread it is in or would start."""
        return self.thread_ts or self.ts

    def as_payload(self) -> Payload:
        """The message as Slack sends it, without metadata."""
        payload: Payload = {"type": "message", "user": self.user, "text": self.text, "ts": self.ts}
        if self.thread_ts:
            payload["thread_ts"] = self.thread_ts
        if self.bot_id:
            payload |= {"bot_id": self.bot_id, "blocks": self.blocks}
        if self.edited:
            payload["edited"] = {"user": self.user, "ts": self.edited}
        if self.reactions:
            payload["reactions"] = [{"name": name, "users": [user], "count": 1} for name, user in self.reactions]
        return payload


@dataclass(slots=True)
class Channel:
    """A channel, private channel ("group") or direct message ("im")."""

    id: str
    team: str
    name: str
    kind: str = "channel"
    creator: str = ""
    members: set[str] = field(default_factory=set)
    is_archived: bool = False
    messages: dict[str, Message] = field(default_factory=dict)
    ephemerals: list[Message] = field(default_factory=list)

    def as_payload(self) -> Payload:
        """The channel as conversations.info gives it."""
        return {
            "id": self.id,
            "name": self.name,
            "creator": self.creator,
            "is_channel": self.kind == "channel",
            "is_group": self.kind == "group",
            "is_im": self.kind == "im",
            "is_private": self.kind != "channel",
            "is_archived": self.is_archived,
        }


@dataclass(slots=True)
class Workspace:
    """A workspace; `bot_token` is empty where the app is not installed, and `revoked` holds tokens of the past."""

    id: str
    name: str
    bot: User
    bot_token: str = ""
    revoked: set[str] = field(default_factory=set)
    scopes: tuple[str, ...] = scopes.NAMES
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)

    @property
    def bot_id(self) -> str:
        """The id of the bot itself, as opposed to its user's."""
        return f"B{self.bot.id[1:]}"

    def user(self, user: str) -> User:
        """The user of this id.

        Raises:
            SlackError: user_not_found.
        """
        if user not in self.users:
            raise SlackError("user_not_found")
        return self.users[user]

    def channel(self, channel: str) -> Channel:
        """The channel of this id that the bot may know of.

        Raises:
            SlackError: channel_not_found.
        """
        found = self.channels.get(channel)
        if found is None or (found.kind != "channel" and self.bot.id not in found.members):
            raise SlackError("channel_not_found")
        return found

    def add_user(self, name: str, *, is_admin: bool = False, is_owner: bool = False, is_bot: bool = False) -> User:
        """A new member; a bot is one of another app."""
        user = User(f"U{self.id[1:]}{len(self.users):03}", self.id, name, is_admin, is_owner, is_bot)
        self.users[user.id] = user
        return user

    def add_channel(self, name: str, creator: User, *, kind: str = "channel", has_bot: bool = True) -> Channel:
        """A new channel with its creator and, normally, the bot in it; kind is channel or group."""
        members = {creator.id, self.bot.id} if has_bot else {creator.id}
        prefix = "G" if kind == "group" else "C"
        channel = Channel(f"{prefix}{self.id[1:]}{len(self.channels):03}", self.id, name, kind, creator.id, members)
        self.channels[channel.id] = channel
        return channel

    def direct(self, user: User) -> Channel:
        """The direct messages between a user and the bot."""
        channel = Channel(f"D{user.id[1:]}", self.id, "directmessage", "im", user.id, {user.id, self.bot.id})
        return self.channels.setdefault(channel.id, channel)


def new_workspace(number: int, name: str) -> Workspace:
    """A workspace without people or channels, in which the app is installed."""
    team = f"T{number:04}"
    bot = User(f"U{number:04}BOT", team, "dossier", is_bot=True)
    workspace = Workspace(team, name, bot, f"xoxb-{number:04}-1")
    workspace.users[bot.id] = bot
    return workspace
