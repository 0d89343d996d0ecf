"""The channels and threads of a server: as the gateway told of them, or looked up."""

from functools import partial

from discord import Client, ClientException, Guild, Permissions, Thread
from discord.abc import GuildChannel

from bot.adapters.discord.calls import UNKNOWN_MESSAGE, again, settled
from bot.delivery import RefusedError

_NO_MESSAGE = 1  # an id that none has


async def channel_of(client: Client, guild: Guild, channel: int) -> GuildChannel | Thread:
    """A channel or thread of a server; a thread that was put away is looked up.

    PostError when Discord does not say, ClientException for what is no channel of a server.
    """
    if known := guild.get_channel_or_thread(channel):
        return known
    found = await settled(client.fetch_channel(channel))
    if isinstance(found, GuildChannel | Thread) and found.guild.id == guild.id:
        return found
    raise ClientException("no channel of the server")


def is_open(channel: GuildChannel | Thread) -> bool:
    """Whether every member of the server can see it; a thread whose channel is not known is taken for private."""
    if isinstance(channel, Thread):
        return not channel.is_private() and channel.parent is not None and is_open(channel.parent)
    return channel.permissions_for(channel.guild.default_role).view_channel


async def may_read(client: Client, channel: int) -> bool:
    """Whether the bot may read what was written in a channel; PostError when Discord does not say.

    A history that may not be read is told to be empty. The gateway tells of permissions, but behind time: a single
    message, which needs the same permission, is asked for too.
    """
    known = client.get_channel(channel)
    if not isinstance(known, GuildChannel | Thread) or not permissions(known).read_message_history:
        return False
    try:
        await again(partial(client.http.get_message, channel, _NO_MESSAGE))
    except RefusedError as refusal:
        return str(refusal) == UNKNOWN_MESSAGE
    return True


def permissions(channel: GuildChannel | Thread) -> Permissions:
    """What the bot may do in a channel; nothing in a thread whose channel is not known."""
    where = channel.parent if isinstance(channel, Thread) else channel
    return where.permissions_for(channel.guild.me) if where else Permissions.none()
