"""What the app may do in a workspace and what it hears of: every scope and every event, with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """A permission: what it is for, what does not work without it, and whether an installer may leave it out."""

    name: str
    purpose: str
    without: str
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that Slack tells the app, why it is told, and the scopes without which it never arrives."""

    name: str
    purpose: str
    scopes: tuple[str, ...] = ()


SCOPES: tuple[Scope, ...] = (
    Scope("app_mentions:read", "to hear when someone mentions it", "mentions go unanswered"),
    Scope("assistant:write", "suggested prompts where people talk to it alone", "its messages tab suggests nothing"),
    Scope(
        "channels:history",
        "public channels: follow-ups in a thread without a mention, answers unasked where an admin has turned them "
        "on, and after an outage the mentions it missed",
        "follow-ups and missed mentions in public channels go unanswered",
    ),
    Scope(
        "channels:read",
        "which public channels it is in, what they are called, and who created one",
        "who created a channel has no admin commands there, and after an outage nothing missed is looked for",
    ),
    Scope(
        "groups:history",
        "the same in the private channels it was invited to",
        "follow-ups and missed mentions in private channels go unanswered",
    ),
    Scope(
        "groups:read",
        "the same for private channels it was invited to",
        "who created a private channel has no admin commands there, and after an outage nothing missed is looked for",
    ),
    Scope(
        "mpim:history",
        "the same in direct messages of several people that it was added to",
        "follow-ups and missed mentions in direct messages of several people go unanswered",
    ),
    Scope(
        "mpim:read",
        "which direct messages of several people it is in",
        "after an outage, nothing missed is looked for",
    ),
    Scope("im:history", "to read what people write to it alone", "direct messages go unanswered"),
    Scope("im:read", "after an outage, the direct messages it missed", "after an outage, nothing missed is looked for"),
    Scope("im:write", "to tell an admin when something is wrong", "admins are not told of failures"),
    Scope("chat:write", "to reply", "nothing is posted: only slash commands are answered"),
    Scope("files:write", "the pictures of the facts that it posts", "facts are posted without pictures"),
    Scope("commands", "the slash command and the shortcuts", "the slash command and the shortcuts do not exist"),
    Scope(
        "users:read",
        "who is an admin or owner, for the admin commands",
        "admin commands are refused to everyone",
    ),
    Scope(
        "chat:write.public",
        "to share an answer in a public channel it is not in",
        "sharing works only in channels it was invited to",
        is_optional=True,
    ),
)
BY_NAME = {scope.name: scope for scope in SCOPES}
NAMES = tuple(BY_NAME)

EVENTS: tuple[Event, ...] = (
    Event("app_mention", "a question in a channel", ("app_mentions:read",)),
    Event("message.channels", "a follow-up in a thread of a public channel", ("channels:history",)),
    Event("message.groups", "a follow-up in a thread of a private channel", ("groups:history",)),
    Event("message.mpim", "a follow-up in direct messages of several people", ("mpim:history",)),
    Event("message.im", "a question in a direct message", ("im:history",)),
    Event("app_home_opened", "the Home tab, and the prompts of the messages tab"),
    Event("member_joined_channel", "its invitation to a channel", ("channels:read", "groups:read")),
    Event("channel_archive", "a channel that is gone", ("channels:read",)),
    Event("tokens_revoked", "a permission withdrawn"),
    Event("app_uninstalled", "its removal from a workspace"),
)
