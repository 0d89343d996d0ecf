"""Commands as a person sees them: which are shown where, and what their options take (Application Commands)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tests.discord.fake.permissions import Permission
from tests.discord.fake.world import DIRECT, Channel, Payload, User

if TYPE_CHECKING:
    from tests.discord.fake.state import State

CHAT_INPUT, ON_MESSAGE = 1, 3
IN_GUILD, IN_BOT_DIRECT, IN_PRIVATE = 0, 1, 2
_GROUPS = (1, 2)


def context_of(discord: "State", channel: Channel) -> int:
    """Where an interaction takes place: in a guild, with the bot, or among people."""
    if channel.guild is not None:
        return IN_GUILD
    return IN_BOT_DIRECT if channel.kind == DIRECT and discord.bot in channel.recipients else IN_PRIVATE


def owners(discord: "State", user: User, channel: Channel) -> Payload:
    """Who installed the app that an interaction reaches, by the kind of installation."""
    found: Payload = {}
    if channel.guild is not None and channel.guild.has_bot:
        found["0"] = str(channel.guild.id)
    elif context_of(discord, channel) == IN_BOT_DIRECT:
        found["0"] = "0"
    return found | ({"1": str(user.id)} if user.has_installed else {})


def installed_for(discord: "State", user: User, channel: Channel, command: Payload) -> Payload:
    """As `owners`, of the kinds of installation that a command is for."""
    kinds = {str(kind) for kind in command["integration_types"]}
    return {kind: owner for kind, owner in owners(discord, user, channel).items() if kind in kinds}


def shown_command(discord: "State", user: User, channel: Channel, name: str, kind: int) -> Payload:
    """A registered command that a user can use in a channel.

    Raises:
        LookupError: There is none, or Discord does not show it here; the message says why.
    """
    guild = channel.guild.id if channel.guild else None
    registered = [*discord.commands.get(guild, ()), *discord.commands[None]]
    found: Payload = next((one for one in registered if (one["name"], one["type"]) == (name, kind)), {})
    if not found:
        raise LookupError(f"no command {name!r} among {[one['name'] for one in registered]}")
    reason = _hidden(discord, user, channel, found)
    if reason:
        raise LookupError(f"{name!r} is not shown to {user.name}: {reason}")
    return found


def _hidden(discord: "State", user: User, channel: Channel, command: Payload) -> str:
    """Why a command is not shown; empty if it is."""
    if not installed_for(discord, user, channel, command):
        return "the app is not installed that way"
    if context_of(discord, channel) not in command["contexts"]:
        return "not in this kind of place"
    return "" if channel.guild is None else _refused(discord.permissions_of(user, channel), channel, command)


def _refused(held: Permission, channel: Channel, command: Payload) -> str:
    needed = command.get("default_member_permissions")
    if Permission.USE_APPLICATION_COMMANDS not in held:
        return "they may not use commands here"
    if needed is None or Permission.ADMINISTRATOR in held:
        return ""
    is_open = channel.guild is not None and command["name"] in channel.guild.open_commands
    return "" if is_open or (int(needed) and Permission(int(needed)) in held) else "they lack its permissions"


def filled(command: Payload, path: list[str], values: Mapping[str, Any], *, is_typing: bool = False) -> list[Payload]:
    """The options of an interaction: a subcommand's inside its group's; while typing, the last value is in focus.

    Raises:
        LookupError: The command has no such subcommand or option, lacks a required one, or does not take a value.
    """
    if path:
        inner = _option(command, path[0])
        return [
            {"name": path[0], "type": inner["type"], "options": filled(inner, path[1:], values, is_typing=is_typing)}
        ]
    known = [found for found in command.get("options", ()) if found["type"] not in _GROUPS]
    missing = [found["name"] for found in known if found.get("required") and found["name"] not in values]
    if missing and not is_typing:
        raise LookupError(f"{command['name']!r} lacks its options {missing}")
    given = [_given(_option(command, name), value, is_typing=is_typing) for name, value in values.items()]
    if is_typing:
        given[-1]["focused"] = True
    return given


def _option(command: Payload, name: str) -> Payload:
    options: list[Payload] = command.get("options", [])
    for option in options:
        if option["name"] == name:
            return option
    raise LookupError(f"{command['name']!r} has no option {name!r} among {[option['name'] for option in options]}")


def _given(option: Payload, value: Any, *, is_typing: bool) -> Payload:
    choices = [choice["value"] for choice in option.get("choices") or ()]
    if choices and not is_typing and value not in choices:
        raise LookupError(f"{option['name']!r} does not take {value!r}, only {choices}")
    if isinstance(value, str) and not option.get("min_length", 0) <= len(value) <= option.get("max_length", 6000):
        raise LookupError(f"{option['name']!r} does not take a text of {len(value)} characters")
    simple = str(value.id) if hasattr(value, "id") else value
    return {"name": option["name"], "type": option["type"], "value": simple}
