"""The channels and threads of a server: as the gateway told of them, or looked up."""

from discord import Client, ClientException, Guild, Thread
from discord.abc import GuildChannel

from bot.adapters.discord.calls import settled


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
