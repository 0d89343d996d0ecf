"""What the bot may reach: channels, messages, guilds; refused as Discord would."""

from typing import TYPE_CHECKING

from tests.discord.fake.errors import DiscordError
from tests.discord.fake.message import Message
from tests.discord.fake.permissions import Permission
from tests.discord.fake.records import Request
from tests.discord.fake.world import GROUP, Channel, Guild

if TYPE_CHECKING:
    from tests.discord.fake.state import State


def guild_of(discord: "State", request: Request) -> Guild:
    """The guild of a request.

    Raises:
        DiscordError: 10004; 50001 where the bot is not in it.
    """
    guild = discord.guilds.get(request.id("guild", 10004))
    if guild is None:
        raise DiscordError(10004)
    if not guild.has_bot:
        raise DiscordError(50001)
    return guild


def channel_of(discord: "State", request: Request, needed: Permission = Permission.NONE) -> Channel:
    """The channel of a request.

    Raises:
        DiscordError: 10003; 50001 where the bot can't see it; 50013 where it lacks `needed`.
    """
    channel = discord.channels.get(request.id("channel"))
    if channel is None:
        raise DiscordError(10003)
    held = discord.permissions_of(discord.bot, channel)
    if Permission.VIEW_CHANNEL not in held:
        raise DiscordError(50001)
    if needed not in held:
        raise DiscordError(50013)
    return channel


def message_of(discord: "State", request: Request, needed: Permission = Permission.NONE) -> Message:
    """The message of a request, in a channel of which `channel_of` says what is needed.

    Raises:
        DiscordError: As `channel_of`; 10008 for a message that is not there, or that one person alone sees.
    """
    channel = channel_of(discord, request, needed)
    message = channel.messages.get(request.id("message", 10008))
    if message is None:
        raise DiscordError(10008)
    return message


def writable(discord: "State", request: Request) -> Channel:
    """The channel of a request, in which the bot may write.

    Raises:
        DiscordError: As `channel_of`; 50007 where a person takes no messages; 50083 in a locked thread.
    """
    channel = channel_of(discord, request)
    is_thread = channel.is_thread
    needed = Permission.SEND_MESSAGES_IN_THREADS if is_thread else Permission.SEND_MESSAGES
    held = discord.permissions_of(discord.bot, channel)
    if needed not in held:
        raise DiscordError(50013)
    if channel.is_locked and Permission.MANAGE_THREADS not in held:
        raise DiscordError(50083)
    if channel.guild is None and channel.kind != GROUP and not all(user.accepts_direct for user in channel.recipients):
        raise DiscordError(50007)
    return channel
