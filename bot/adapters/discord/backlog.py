"""What was written while nobody heard it: where in a server, and what of it is for the bot."""

from discord import DMChannel, Guild, Message, Object, StageChannel, TextChannel, Thread, VoiceChannel

from bot.adapters.discord import parse
from bot.adapters.discord.channels import permissions
from bot.log import logger

Shared = TextChannel | VoiceChannel | StageChannel | Thread
Readable = Shared | DMChannel
_MOST_CHANNELS = 200  # of one server
_MOST_MESSAGES = 500  # of one channel, a hundred in each request


def channels(guild: Guild, after: int) -> list[int]:
    """The channels and threads of a server where something was written after a message: those spoken in last, first.

    Discord says of each which message is its last one. Threads that were put away meanwhile it does not name.
    """
    everywhere = (*guild.channels, *guild.threads)
    found = {one: one.last_message_id or 0 for one in everywhere if isinstance(one, Shared)}
    news = [one for one in sorted(found, key=found.__getitem__, reverse=True) if found[one] > after and _is_told(one)]
    if len(news) > _MOST_CHANNELS:
        logger.warning("discord.sweep_limited", workspace=str(guild.id), channels=len(news))
    return [one.id for one in news[:_MOST_CHANNELS]]


async def unanswered(channel: Readable, after: int, bot: int) -> list[Message]:
    """What was said to the bot after a message and has no reply of it there, in the order of time.

    One of discord.py's or aiohttp's errors where it cannot be read. Of very many messages the last ones are looked at.
    """
    said, replied, read = list[Message](), set[int](), 0
    async for message in channel.history(limit=_MOST_MESSAGES, after=Object(after), oldest_first=False):
        read += 1
        if message.author.id == bot and message.reference:
            replied.add(message.reference.message_id or 0)
        elif parse.message(message, bot):
            said.append(message)
    if read == _MOST_MESSAGES:
        logger.warning("discord.sweep_limited", channel=str(channel.id), messages=read)
    return [one for one in reversed(said) if one.id not in replied and not _has_thread(one, bot)]


def _is_told(channel: Shared) -> bool:
    """Whether the bot is told of what is written in a channel, and may read it afterwards."""
    held = permissions(channel)
    if held.view_channel and not held.read_message_history:
        logger.info("discord.not_swept", channel=str(channel.id), error="no_history")
    return held.view_channel and held.read_message_history


def _has_thread(said: Message, bot: int) -> bool:
    """Whether the bot has opened a thread on a message, for its reply."""
    return said.thread is not None and said.thread.owner_id == bot
