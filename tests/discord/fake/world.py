"""What a loopback Discord knows: users, guilds with their roles and members, channels."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.discord.fake.clock import made_at
from tests.discord.fake.permissions import ALL, Overwrite, Permission, base, within

if TYPE_CHECKING:
    from tests.discord.fake.message import Message

Payload = dict[str, Any]
TEXT, DIRECT, VOICE, GROUP, THREAD, PRIVATE_THREAD = 0, 1, 2, 3, 11, 12


@dataclass(slots=True, eq=False)
class User:
    """A person or bot; `has_installed` the app for themselves, `accepts_direct` messages of bots."""

    id: int
    name: str
    locale: str = "en-US"
    is_bot: bool = False
    accepts_direct: bool = True
    has_installed: bool = False

    @property
    def mention(self) -> str:
        """How a message names them."""
        return f"<@{self.id}>"

    def as_payload(self) -> Payload:
        """The user as Discord sends it."""
        names = {"username": self.name, "global_name": self.name.title(), "discriminator": "0"}
        return {"id": str(self.id), **names, "avatar": None, "bot": self.is_bot, "public_flags": 0}


@dataclass(slots=True, eq=False)
class Role:
    """A role of a guild; one that came with a bot says whose it is."""

    id: int
    guild: "Guild" = field(repr=False)
    name: str
    permissions: Permission
    bot: int = 0

    def as_payload(self) -> Payload:
        """The role as Discord sends it."""
        look = {"color": 0, "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None}}
        flags = {"hoist": False, "managed": False, "mentionable": False, "flags": 0, "position": 0}
        tags = {"tags": {"bot_id": str(self.bot)}} if self.bot else {}
        named = {"id": str(self.id), "name": self.name, "permissions": str(int(self.permissions))}
        return named | look | flags | tags

    @property
    def mention(self) -> str:
        """How a message names it."""
        return f"<@&{self.id}>"


@dataclass(slots=True, eq=False)
class Member:
    """A user in a guild, with the ids of their roles."""

    user: User
    joined_at: str
    roles: tuple[int, ...] = ()

    def as_payload(self) -> Payload:
        """The member as Discord sends it beside a message, without the user."""
        absent = dict.fromkeys(("nick", "avatar", "premium_since", "communication_disabled_until"))
        flags = {"deaf": False, "mute": False, "pending": False, "flags": 0}
        return {"roles": [str(role) for role in self.roles], "joined_at": self.joined_at, **flags, **absent}

    def with_user(self) -> Payload:
        """The member as Discord sends it by itself."""
        return {**self.as_payload(), "user": self.user.as_payload()}


@dataclass(slots=True, eq=False)
class Channel:
    """A channel of a guild, a thread in one, or direct messages; `recipients` of those includes the bot.

    insiders: the ids of those who were invited to a private thread.
    """

    id: int
    name: str
    kind: int = TEXT
    guild: "Guild | None" = field(default=None, repr=False)
    parent: "Channel | None" = None
    owner: int = 0
    recipients: tuple[User, ...] = ()
    is_archived: bool = False
    is_locked: bool = False
    insiders: set[int] = field(default_factory=set)
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    messages: dict[int, "Message"] = field(default_factory=dict, repr=False)
    ephemerals: list["Message"] = field(default_factory=list, repr=False)

    @property
    def is_thread(self) -> bool:
        """Whether it hangs on another channel."""
        return self.kind in {THREAD, PRIVATE_THREAD}

    @property
    def last(self) -> str | None:
        """The id of its latest message."""
        return str(next(reversed(self.messages))) if self.messages else None

    def as_payload(self) -> Payload:
        """The channel as Discord sends it."""
        own = {"id": str(self.id), "type": self.kind, "flags": 0, "last_message_id": self.last}
        if self.guild is None:
            return own | _private(self)
        placed = {"name": self.name, "guild_id": str(self.guild.id), "rate_limit_per_user": 0, "nsfw": False}
        return own | placed | (_thread(self) if self.is_thread else _placed(self))


@dataclass(slots=True, eq=False)
class Guild:
    """A server; without the bot in it, only those reach the app who installed it for themselves."""

    id: int
    name: str
    owner: User
    locale: str = "en-US"
    has_bot: bool = True
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    open_commands: set[str] = field(default_factory=set)

    @property
    def everyone(self) -> Role:
        """The role that all members have."""
        return self.roles[self.id]

    @property
    def bot_role(self) -> Role:
        """The role that came with the bot."""
        return next(role for role in self.roles.values() if role.name == "bot")

    def permissions(self, user: User, channel: Channel | None = None) -> Permission:
        """What a user may do in the guild, or in one of its channels."""
        member = self.members.get(user.id)
        if member is None:
            return Permission.NONE
        if user is self.owner:
            return ALL
        held = base(self.roles[role].permissions for role in (self.id, *member.roles))
        if channel is None:
            return held
        place = channel.parent or channel
        found = within(held, place.overwrites, self.id, member.roles, user.id)
        is_shut = channel.kind == PRIVATE_THREAD and user.id not in channel.insiders
        return Permission.NONE if is_shut and Permission.MANAGE_THREADS not in found else found

    def as_payload(self) -> Payload:
        """The guild as GET guilds/{guild} gives it."""
        listed = {"roles": [role.as_payload() for role in self.roles.values()], "emojis": [], "stickers": []}
        levels = {"verification_level": 0, "mfa_level": 0, "nsfw_level": 0, "premium_tier": 0, "features": []}
        names = {"name": self.name, "owner_id": str(self.owner.id), "preferred_locale": self.locale, "icon": None}
        return {"id": str(self.id), **names, **levels, **listed, "explicit_content_filter": 0, "afk_timeout": 300}


def _private(channel: Channel) -> Payload:
    people = [user.as_payload() for user in channel.recipients if not user.is_bot]
    return {"recipients": people} | ({"name": channel.name} if channel.kind == GROUP else {})


def _placed(channel: Channel) -> Payload:
    overwrites = [
        {
            "id": str(id_),
            "type": 0 if found.is_role else 1,
            "allow": str(int(found.allow)),
            "deny": str(int(found.deny)),
        }
        for id_, found in channel.overwrites.items()
    ]
    return {"position": 0, "topic": None, "parent_id": None, "permission_overwrites": overwrites}


def _thread(channel: Channel) -> Payload:
    state = {"archived": channel.is_archived, "locked": channel.is_locked, "auto_archive_duration": 1440}
    times = {"archive_timestamp": made_at(channel.id), "create_timestamp": made_at(channel.id)}
    count = len(channel.messages)
    counts = {"message_count": count, "total_message_sent": count, "member_count": 1}
    parent = str(channel.parent.id) if channel.parent else None
    return {"parent_id": parent, "owner_id": str(channel.owner), "thread_metadata": state | times, **counts}
