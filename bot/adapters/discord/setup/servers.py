"""Where the bot is, and whether it may there what it needs to."""

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import dataclass

from discord import Client, Guild, Member, TextChannel

from bot.adapters.discord.setup.permissions import NEEDED, Permission, missing
from bot.adapters.discord.setup.visit import asked
from bot.doctor import Finding, failing, off, ok

_MOST = 10  # servers that are looked at
_NAMED = 3  # channels, and faults
_IN_A_CHANNEL = "Edit Channel > Permissions > the bot's role: allow it."
_IN_A_SERVER = (
    "Open the server's link of python -m bot discord invite once more, or allow it in Server Settings > Roles."
)


@dataclass(frozen=True, slots=True)
class Server:
    """A server, and what the bot lacks in each channel where it should post."""

    name: str
    lacking: dict[str, tuple[Permission, ...]]

    def without(self, permission: Permission) -> list[str]:
        """The channels where it lacks a permission."""
        return [channel for channel, lacking in self.lacking.items() if permission in lacking]


async def findings(client: Client, total: int) -> AsyncIterator[Finding]:
    """In how many servers it is, of ``total`` by Discord's count, and what it lacks in the first ten."""
    guilds = await asked(_guilds(client))
    if not guilds:
        yield off("servers", "in none yet", "python -m bot discord invite prints the link that adds it.")
        return
    count = max(total, len(guilds))
    yield ok("servers", f"in {count} server{'s' if count > 1 else ''}")
    looked = [await _look(client, guild) for guild in guilds]
    yield _permissions(looked, "" if count == len(guilds) else f" of the first {len(guilds)} servers")


async def _guilds(client: Client) -> list[Guild]:
    return [guild async for guild in client.fetch_guilds(limit=_MOST)]


async def _look(client: Client, found: Guild) -> Server:
    guild = await asked(client.fetch_guild(found.id, with_counts=False))
    me = await asked(guild.fetch_member(client.user.id if client.user else 0))
    channels = await asked(guild.fetch_channels())
    expected = [one for one in channels if isinstance(one, TextChannel) and _should_post(one, me)]
    return Server(guild.name, {channel.name: missing(channel.permissions_for(me).value) for channel in expected})


def _should_post(channel: TextChannel, me: Member) -> bool:
    """Where it was let in, unless only few may write there."""
    everyone = channel.permissions_for(channel.guild.default_role)
    is_for_reading = everyone.view_channel and not everyone.send_messages
    return channel.permissions_for(me).view_channel and not is_for_reading


def _permissions(looked: Sequence[Server], where: str) -> Finding:
    name, count = "permissions", sum(len(server.lacking) for server in looked)
    blind = [server.name for server in looked if not server.lacking]
    faults = [fault for server in looked for fault in _faults(server)]
    if faults:
        fixes = dict.fromkeys(fix for _, fix in faults)
        return failing(name, _few([found for found, _ in faults], "; "), " ".join(fixes))
    if blind:
        found = f"it sees no channel to write in, in {_few(blind, ', ')}: only commands are answered there"
        return off(name, found, "Allow its role View Channels, in Server Settings > Roles or in a channel.")
    return ok(name, f"all that it needs, in {count} channel{'s' if count > 1 else ''}{where}")


def _faults(server: Server) -> Iterator[tuple[str, str]]:
    """Each permission that it lacks somewhere: what that means, and how to mend it."""
    for permission in NEEDED:
        channels = server.without(permission)
        if not channels:
            continue
        is_everywhere = len(channels) == len(server.lacking)
        where = (
            f"all of {server.name}"
            if is_everywhere
            else f"{_few([f'#{one}' for one in channels], ', ')} of {server.name}"
        )
        yield (
            f"{permission.name} is missing in {where}: {permission.without}",
            (_IN_A_SERVER if is_everywhere else _IN_A_CHANNEL),
        )


def _few(all_of_them: Iterable[str], between: str) -> str:
    """The first of them, and how many more there are."""
    named = list(all_of_them)
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    return between.join(named[:_NAMED]) + more
