"""The state of a loopback Discord, and how tests wait for it to change."""

import base64
from typing import TYPE_CHECKING, Any

from tests.discord.fake.clock import Clock
from tests.discord.fake.events import Event, channel_event, guild_deleted
from tests.discord.fake.faults import Faults
from tests.discord.fake.gateway import Gateway
from tests.discord.fake.intents import Intent
from tests.discord.fake.interaction import Interaction
from tests.discord.fake.message import Message
from tests.discord.fake.permissions import ALL, Permission
from tests.discord.fake.records import Request
from tests.discord.fake.world import Channel, Guild, Payload, User
from tests.waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_KEPT, _KEPT_MESSAGES = 2_000, 100
_APPLICATION = 100_000_000_000_000_000
_LIMITED = {Intent.GUILD_PRESENCES: 1 << 13, Intent.GUILD_MEMBERS: 1 << 15, Intent.MESSAGE_CONTENT: 1 << 19}


class State(Waiting):
    """One Discord with one app.

    privileged: the intents that the app's owner has switched on; installs: the kinds of installation the app allows,
    "0" in guilds, "1" by users; shards: how many Discord recommends; starts_left: how often the bot may
    still identify today; commands: those registered, by guild id (None: for all); checks: what finds something wrong
    with a request, which is then refused and the findings kept in `problems`; is_strict: whether anything is checked;
    is_recording: whether requests and old messages are kept.
    """

    application_id = _APPLICATION

    def __init__(self) -> None:
        super().__init__()
        self.is_strict = self.is_recording = True
        self.port = 0
        self.signature = "abcdefghijklmnopqrstuvwxyz0123456789AB"
        self.shards = self.max_concurrency = 1
        self.starts_left = 999
        self.is_public = True
        self.interactions_endpoint_url: str | None = None
        self.installs: tuple[str, ...] = ("0", "1")
        self.clock = Clock()
        self.privileged = Intent.NONE
        self.faults = Faults()
        self.checks: list[Callable[[Request], Iterable[str]]] = []
        self.problems: list[str] = []
        self.requests: list[Request] = []
        self.commands: dict[int | None, list[Payload]] = {None: []}
        self.typings: list[int] = []
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.interactions: dict[str, Interaction] = {}
        self.nonces: dict[str, tuple[float, Message]] = {}
        self.gateway = Gateway(self)
        self.bot = User(_APPLICATION, "dossier", is_bot=True)
        self.users[self.bot.id] = self.bot

    @property
    def base_url(self) -> str:
        """Where the REST API is."""
        return f"http://127.0.0.1:{self.port}/api/v10"

    @property
    def gateway_url(self) -> str:
        """Where the gateway is."""
        return f"ws://127.0.0.1:{self.port}/gateway"

    @property
    def token(self) -> str:
        """The bot's token: its id, a time and a signature, as real ones are; another signature is another token."""
        return f"{base64.b64encode(str(_APPLICATION).encode()).decode()}.Gabcde.{self.signature}"

    @property
    def application_flags(self) -> int:
        """What the app's flags say of its privileged intents, as for an app in less than a hundred guilds."""
        return sum(flag for intent, flag in _LIMITED.items() if intent & self.privileged)

    @property
    def syncs(self) -> list[Request]:
        """The requests that replaced all commands."""
        return [request for request in self.requests if request.method == "PUT"]

    def requested(self, route: str) -> list[Request]:
        """The requests so far of a route such as "POST /channels/{channel}/messages"."""
        return [request for request in self.requests if request.route == route]

    def permissions_of(self, user: User, channel: Channel) -> Permission:
        """What a user may do in a channel."""
        if channel.guild is not None:
            return channel.guild.permissions(user, channel)
        return ALL if user in channel.recipients else Permission.NONE

    def can_see(self, channel: Channel) -> bool:
        """Whether the bot can see a channel."""
        return Permission.VIEW_CHANNEL in self.permissions_of(self.bot, channel)

    def private(self, kind: int, users: tuple[User, ...]) -> Channel:
        """The conversation of these users alone."""
        for channel in self.channels.values():
            if channel.guild is None and set(channel.recipients) == set(users):
                return channel
        return self.open_channel(Channel(self.clock.snowflake(), "", kind, recipients=users), "")

    def lose_guild(self, guild: Guild) -> None:
        """Takes the bot out of a guild."""
        guild.has_bot = False
        guild.members.pop(self.bot.id, None)
        self.tell(guild_deleted(guild))

    def open_channel(self, channel: Channel, event: str) -> Channel:
        """Adds a channel, of which the bot hears by this event if it can see it; without one it does not."""
        self.channels[channel.id] = channel
        if channel.guild is not None:
            channel.guild.channels[channel.id] = channel
        if event and self.can_see(channel):
            self.tell(channel_event(event, channel))
        return channel

    def tell(self, event: Event) -> None:
        """Sends an event to the bot, unless it is none of its business, and wakes those who wait."""
        guild = self.guilds.get(event.guild)
        if guild is None or guild.has_bot or event.name in ("GUILD_DELETE", "INTERACTION_CREATE"):
            self.gateway.offer(event)
        self.changed()

    def pass_time(self, seconds: float) -> None:
        """Moves Discord's clock forward."""
        self.clock.advance(seconds)

    def record(self, request: Request) -> None:
        """Writes a request down."""
        if self.is_recording:
            self.requests.append(request)
            self.changed()

    def keep_message(self, message: Message) -> Message:
        """Shows a message in its channel."""
        channel = message.channel
        if message.is_ephemeral:
            channel.ephemerals.append(message)
        else:
            channel.messages[message.id] = message
            self._open_again(channel)
        if not self.is_recording:
            del channel.ephemerals[:-_KEPT_MESSAGES]
            bounded(channel.messages, _KEPT_MESSAGES)
        self.changed()
        return message

    def _open_again(self, channel: Channel) -> None:
        """Nothing is said in an archived thread without opening it."""
        if channel.is_archived:
            channel.is_archived = False
            self.tell(channel_event("THREAD_UPDATE", channel))

    def keep_nonce(self, message: Message) -> None:
        """Remembers with what nonce the bot posted a message."""
        self.nonces[message.nonce] = (self.clock.now(), message)
        if not self.is_recording:
            bounded(self.nonces, _KEPT)

    def keep_interaction(self, interaction: Interaction) -> None:
        """Remembers an interaction by its token."""
        self.interactions[interaction.token] = interaction
        if not self.is_recording:
            bounded(self.interactions, _KEPT)


def bounded(table: dict[Any, Any], most: int) -> None:
    """Drops the oldest entries of a table that has grown too long."""
    while len(table) > most:
        del table[next(iter(table))]
