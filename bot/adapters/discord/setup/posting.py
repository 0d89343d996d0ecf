"""What doctor checks of the channels in config.toml: that they are where it says, and that the bot may post there."""

from collections.abc import AsyncIterator, Iterable
from itertools import groupby
from typing import Any

from discord import Client, Forbidden, Guild, NotFound
from discord.abc import GuildChannel, Messageable

from bot.adapters.discord.setup.visit import asked
from bot.config import Config
from bot.doctor import Finding, failing, ok
from handlers.chats import DISCORD
from handlers.request import Place

_TABLE = "its table [[posts.subscriptions]] in config.toml"
_NEEDED = {"view_channel": "View Channel", "send_messages": "Send Messages"}


async def findings(config: Config, client: Client) -> AsyncIterator[Finding]:
    """One for each channel that has something wrong with it; else one for all, and none where there are none."""
    theirs = {each.place for each in config.subscriptions if each.place.platform == DISCORD}
    places = sorted((each for each in theirs if each.workspace.isdecimal() and each.channel.isdecimal()), key=_where)
    found = [
        finding
        for server, there in groupby(places, lambda each: each.workspace)
        async for finding in _in_server(client, int(server), tuple(there))
    ]
    for finding in found:
        yield finding
    if places and not found:
        yield ok("posts", f"the bot may post in the {len(places)} of config.toml")


async def _in_server(client: Client, server: int, places: Iterable[Place]) -> AsyncIterator[Finding]:
    try:
        guild = await asked(client.fetch_guild(server, with_counts=False))
    except (Forbidden, NotFound):
        fix = f"Correct 'workspace' in {_TABLE}, or add the bot: python -m bot discord invite."
        for place in places:
            yield failing(_name(place), f"the bot is in no server with the id {server}", fix)
        return
    channels = {each.id: each for each in await asked(guild.fetch_channels())}
    for place in places:
        if found := channels.get(int(place.channel)):
            async for finding in _allowed(client, guild, place, found):
                yield finding
        else:
            async for finding in _absent(client, guild, place):
                yield finding


async def _allowed(client: Client, guild: Guild, place: Place, channel: GuildChannel) -> AsyncIterator[Finding]:
    me = await asked(guild.fetch_member(client.user.id if client.user else 0))
    allowed = channel.permissions_for(me)
    lacking = [shown for name, shown in _NEEDED.items() if not getattr(allowed, name)]
    if not isinstance(channel, Messageable):
        yield failing(_name(place), f"#{channel.name} takes no messages", f"Correct 'channel' in {_TABLE}.")
    elif lacking:
        fix = "Edit Channel > Permissions > the bot's role: allow it."
        yield failing(_name(place), f"{' and '.join(lacking)} is missing in #{channel.name}", fix)


async def _absent(client: Client, guild: Guild, place: Place) -> AsyncIterator[Finding]:
    """What is no channel of a server: a thread in it is well."""
    fix = f"Correct 'channel' in {_TABLE}."
    try:
        found: Any = await asked(client.http.get_channel(int(place.channel)))
    except (Forbidden, NotFound):
        yield failing(_name(place), f"{guild.name} has no such channel that the bot can see", fix)
    else:
        if int(found.get("guild_id") or 0) != guild.id:
            yield failing(_name(place), f"the channel is not of {guild.name}, as config.toml says", fix)


def _where(place: Place) -> tuple[str, str]:
    return place.workspace, place.channel


def _name(place: Place) -> str:
    return f"posts to {place.channel}"
