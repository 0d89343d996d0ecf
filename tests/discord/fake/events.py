"""Events that the gateway sends, and who gets them (Discord's documentation: Gateway, Gateway Events)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.discord.fake.content import blind
from tests.discord.fake.intents import Intent
from tests.discord.fake.message import Message
from tests.discord.fake.world import Channel, Guild, Member, Payload

if TYPE_CHECKING:
    from tests.discord.fake.state import State


@dataclass(frozen=True, slots=True)
class Event:
    """An event for the shard of its guild (without one, the first) that identified with this intent.

    blind: what those get instead who may not read what is said.
    """

    name: str
    data: Payload
    guild: int = 0
    intent: Intent = Intent.NONE
    blind: Payload | None = None

    def data_for(self, intents: int) -> Payload:
        """What a session with these intents gets."""
        return self.data if self.blind is None or intents & Intent.MESSAGE_CONTENT else self.blind

    def is_for(self, intents: int, shard: tuple[int, int]) -> bool:
        """Whether a session with these intents, on this shard of so many, gets it."""
        number, count = shard
        return intents & self.intent == self.intent and (self.guild >> 22) % count == number


def ready(discord: "State", session_id: str, shard: tuple[int, int]) -> Payload:
    """What READY carries, the first event of a session."""
    guilds = [{"id": str(guild.id), "unavailable": True} for guild in on_shard(discord, shard)]
    return {
        "v": 10,
        "user": discord.bot.as_payload(),
        "session_id": session_id,
        "session_type": "normal",
        "resume_gateway_url": discord.gateway_url,
        "shard": list(shard),
        "guilds": guilds,
        "private_channels": [],
        "application": {"id": str(discord.application_id), "flags": discord.application_flags},
    }


def on_shard(discord: "State", shard: tuple[int, int]) -> list[Guild]:
    """The guilds with the bot that a shard is told of."""
    number, count = shard
    return [guild for guild in discord.guilds.values() if guild.has_bot and (guild.id >> 22) % count == number]


def guild_created(discord: "State", guild: Guild) -> Event:
    """The bot can see a guild: it joined, or has just connected."""
    seen = [found for found in guild.channels.values() if discord.can_see(found)]
    listed = {
        "channels": [channel.as_payload() for channel in seen if not channel.is_thread],
        "threads": [channel.as_payload() for channel in seen if channel.is_thread and not channel.is_archived],
        "members": [guild.members[discord.bot.id].with_user()],
    }
    empty: Payload = {name: [] for name in ("presences", "voice_states", "stage_instances", "guild_scheduled_events")}
    facts = {"joined_at": guild.members[discord.bot.id].joined_at, "large": False, "unavailable": False}
    data = {**guild.as_payload(), **listed, **empty, **facts, "member_count": len(guild.members)}
    return Event("GUILD_CREATE", data, guild.id, Intent.GUILDS)


def guild_deleted(guild: Guild) -> Event:
    """The bot has been removed from a guild."""
    return Event("GUILD_DELETE", {"id": str(guild.id)}, guild.id, Intent.GUILDS)


def channel_event(name: str, channel: Channel) -> Event:
    """CHANNEL_CREATE, THREAD_UPDATE or the like."""
    guild = channel.guild.id if channel.guild else 0
    data = channel.as_payload() | ({"newly_created": True} if name == "THREAD_CREATE" else {})
    return Event(name, data, guild, Intent.GUILDS)


def role_updated(guild: Guild, role: Payload) -> Event:
    """A role may do something else."""
    return Event("GUILD_ROLE_UPDATE", {"guild_id": str(guild.id), "role": role}, guild.id, Intent.GUILDS)


def member_updated(guild: Guild, member: Member) -> Event:
    """A member has other roles; of itself a bot is always told."""
    intent = Intent.NONE if member.user.is_bot else Intent.GUILD_MEMBERS
    return Event("GUILD_MEMBER_UPDATE", {**member.with_user(), "guild_id": str(guild.id)}, guild.id, intent)


def message_event(discord: "State", name: str, message: Message) -> Event:
    """MESSAGE_CREATE or MESSAGE_UPDATE; what it says is for those who may read it."""
    guild = message.channel.guild
    place: Payload = {"channel_type": message.channel.kind}
    if guild is None:
        return Event(name, message.as_payload() | place, 0, Intent.DIRECT_MESSAGES)
    member = guild.members.get(message.author.id)
    place |= {"guild_id": str(guild.id)} | ({"member": member.as_payload()} if member else {})
    unread = blind(message, discord.bot.id) | place
    return Event(name, message.as_payload() | place, guild.id, Intent.GUILD_MESSAGES, unread)


def message_deleted(message: Message) -> Event:
    """MESSAGE_DELETE."""
    guild = message.channel.guild
    data = {"id": str(message.id), "channel_id": str(message.channel.id)}
    if guild is None:
        return Event("MESSAGE_DELETE", data, 0, Intent.DIRECT_MESSAGES)
    return Event("MESSAGE_DELETE", {**data, "guild_id": str(guild.id)}, guild.id, Intent.GUILD_MESSAGES)
