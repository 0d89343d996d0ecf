"""Routes of guilds (Discord's documentation: Guild Resource)."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tests.discord.fake.access import guild_of
from tests.discord.fake.errors import DiscordError
from tests.discord.fake.records import Request
from tests.discord.fake.world import Payload

if TYPE_CHECKING:
    from tests.discord.fake.state import State


def get(discord: "State", request: Request) -> Payload:
    """A guild."""
    guild = guild_of(discord, request)
    counts = {"approximate_member_count": len(guild.members), "approximate_presence_count": 1}
    return guild.as_payload() | (counts if request.query.get("with_counts") else {})


def channels(discord: "State", request: Request) -> list[Payload]:
    """All channels of a guild, without threads."""
    found = guild_of(discord, request).channels.values()
    return [channel.as_payload() for channel in found if not channel.is_thread]


def active_threads(discord: "State", request: Request) -> Payload:
    """The threads of a guild that are not archived and that the bot can see."""
    found = guild_of(discord, request).channels.values()
    active = [one for one in found if one.is_thread and not one.is_archived and discord.can_see(one)]
    return {"threads": [thread.as_payload() for thread in active], "members": []}


def member(discord: "State", request: Request) -> Payload:
    """A member of a guild."""
    found = guild_of(discord, request).members.get(request.id("user", 10013))
    if found is None:
        raise DiscordError(10007)
    return found.with_user()


def roles(discord: "State", request: Request) -> list[Payload]:
    """The roles of a guild."""
    return [role.as_payload() for role in guild_of(discord, request).roles.values()]


def leave(discord: "State", request: Request) -> None:
    """The bot leaves a guild."""
    discord.lose_guild(guild_of(discord, request))


ROUTES: Mapping[str, Callable[["State", Request], Any]] = {
    "GET /guilds/{guild}": get,
    "GET /guilds/{guild}/channels": channels,
    "GET /guilds/{guild}/threads/active": active_threads,
    "GET /guilds/{guild}/members/{user}": member,
    "GET /guilds/{guild}/roles": roles,
    "DELETE /users/@me/guilds/{guild}": leave,
}
