"""Routes of the bot itself, its app and its commands (Application Resource, Application Commands, User Resource)."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tests.discord.fake.access import guild_of
from tests.discord.fake.errors import DiscordError, invalid
from tests.discord.fake.records import Request
from tests.discord.fake.world import DIRECT, Payload

if TYPE_CHECKING:
    from tests.discord.fake.state import State

_MOST_COMMANDS, _LONGEST_NAME, _LONGEST_DESCRIPTION = 100, 32, 100


def gateway(discord: "State", _request: Request) -> Payload:
    """Where the gateway is."""
    limit = {"total": 1000, "remaining": discord.starts_left, "reset_after": 14_400_000}
    limit["max_concurrency"] = discord.max_concurrency
    return {"url": discord.gateway_url, "shards": discord.shards, "session_start_limit": limit}


def me(discord: "State", _request: Request) -> Payload:
    """The bot's user."""
    flags = {"verified": True, "mfa_enabled": True, "flags": 0, "email": None}
    return discord.bot.as_payload() | flags | {"locale": discord.bot.locale}


def user(discord: "State", request: Request) -> Payload:
    """Any user."""
    found = discord.users.get(request.id("user", 10013))
    if found is None:
        raise DiscordError(10013)
    return found.as_payload()


def application(discord: "State", _request: Request) -> Payload:
    """The app."""
    return {
        "id": str(discord.application_id),
        "name": "Dossier",
        "icon": None,
        "description": "",
        "bot_public": discord.is_public,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": discord.application_flags,
        "owner": next(user for user in discord.users.values() if not user.is_bot).as_payload(),
        "team": None,
        "bot": discord.bot.as_payload(),
        "interactions_endpoint_url": discord.interactions_endpoint_url,
        "integration_types_config": {kind: {} for kind in discord.installs},
        "approximate_guild_count": len(discord.guilds),
    }


def guilds(discord: "State", request: Request) -> list[Payload]:
    """The guilds the bot is in, in order of their ids."""
    after, limit = int(request.query.get("after", 0)), int(request.query.get("limit", 200))
    found = sorted((one for one in discord.guilds.values() if one.has_bot and one.id > after), key=lambda one: one.id)
    return [
        {
            "id": str(guild.id),
            "name": guild.name,
            "icon": None,
            "owner": False,
            "permissions": str(int(guild.permissions(discord.bot))),
            "features": [],
        }
        for guild in found[:limit]
    ]


def open_direct(discord: "State", request: Request) -> Payload:
    """Direct messages with a user."""
    recipient = discord.users.get(int(request.form["recipient_id"]))
    if recipient is None or recipient is discord.bot:
        raise DiscordError(50007)
    return discord.private(DIRECT, (discord.bot, recipient)).as_payload()


def commands(discord: "State", request: Request) -> list[Payload]:
    """The registered commands, of all places or of a guild."""
    return discord.commands.get(_scope(discord, request), [])


def replace_commands(discord: "State", request: Request) -> list[Payload]:
    """Replaces the registered commands; one with a known name keeps its id."""
    scope = _scope(discord, request)
    if not isinstance(request.body, list) or len(request.body) > _MOST_COMMANDS:
        raise DiscordError(50035)
    known = {(found["name"], found["type"]): found["id"] for found in discord.commands.get(scope, ())}
    registered = [_registered(discord, index, form, known) for index, form in enumerate(request.body)]
    if len({(found["name"], found["type"]) for found in registered}) < len(registered):
        raise invalid("name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
    guild = {} if scope is None else {"guild_id": str(scope)}
    discord.commands[scope] = [found | guild for found in registered]
    return discord.commands[scope]


def _scope(discord: "State", request: Request) -> int | None:
    if request.id("application") != discord.application_id:
        raise DiscordError(50001)
    return guild_of(discord, request).id if "guild" in request.parameters else None


def _registered(discord: "State", index: int, form: Payload, known: Mapping[tuple[str, int], str]) -> Payload:
    kind = form.get("type", 1)
    name, description = form.get("name", ""), form.get("description", "")
    if not 1 <= len(name) <= _LONGEST_NAME or (kind == 1 and (name != name.lower() or " " in name)):
        raise invalid(f"{index}.name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    if bool(description) != (kind == 1) or len(description) > _LONGEST_DESCRIPTION:
        raise invalid(f"{index}.description", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
    permissions = form.get("default_member_permissions")
    places = {
        "contexts": form.get("contexts") or ([0] if form.get("dm_permission") is False else [0, 1]),
        "integration_types": form.get("integration_types") or [0],
        "default_member_permissions": None if permissions is None else str(permissions),
    }
    ids = {"id": known.get((name, kind)) or str(discord.clock.snowflake()), "type": kind}
    version = {"version": str(discord.clock.snowflake()), "application_id": str(discord.application_id)}
    return {"description": "", **form, **places, **ids, **version}


_COMMANDS = "/applications/{application}/commands"
_GUILD_COMMANDS = "/applications/{application}/guilds/{guild}/commands"
ROUTES: Mapping[str, Callable[["State", Request], Any]] = {
    "GET /gateway/bot": gateway,
    "GET /users/@me": me,
    "GET /users/@me/guilds": guilds,
    "POST /users/@me/channels": open_direct,
    "GET /users/{user}": user,
    "GET /oauth2/applications/@me": application,
    "GET /applications/@me": application,
    f"GET {_COMMANDS}": commands,
    f"PUT {_COMMANDS}": replace_commands,
    f"GET {_GUILD_COMMANDS}": commands,
    f"PUT {_GUILD_COMMANDS}": replace_commands,
}
