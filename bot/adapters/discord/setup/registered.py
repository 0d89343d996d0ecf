"""The commands that Discord has of an application: told anew, or compared with those that the bot has."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import aiohttp
from discord import Client, DiscordException, Intents, LoginFailure, Message
from discord.app_commands import Choice
from discord.http import Route

from bot.adapters.discord import sync
from bot.adapters.discord.tree import Asked, Tree, build
from bot.config import Config
from bot.errors import BotError

Json = Mapping[str, Any]

_ABSENT: Final[tuple[Any, ...]] = (None, False, [], {}, "")
_SAID = ("name", "description", "type", "required", "autocomplete", "choices", "value")
_WHO = ("default_member_permissions", "contexts", "integration_types")


class Nobody:
    """A listener for commands that are only looked at."""

    async def command(self, interaction: Asked, text: str) -> None:
        """Nothing."""

    async def ask_about(self, interaction: Asked, message: Message) -> None:
        """Nothing."""

    async def complete(self, interaction: Asked, typed: str) -> list[Choice[str]]:
        """Nothing."""
        del interaction, typed
        return []


def tree(client: Client, config: Config) -> Tree:
    """The bot's commands, for looking at; ConfigError when Discord cannot have them."""
    return build(client, config.limits.word, Nobody())


async def register(config: Config) -> tuple[str, ...]:
    """Tell Discord of all commands, whatever it was told before; their names. BotError says why that cannot be."""
    Route.BASE = config.discord.api_base
    async with Client(intents=Intents(guilds=True)) as client:
        commands = tree(client, config)
        try:
            await client.login(config.secrets.discord_token)
        except LoginFailure as error:
            raise BotError("Discord does not know the token in DISCORD_TOKEN: python -m bot doctor") from error
        except (DiscordException, aiohttp.ClientError, OSError) as error:
            raise BotError(f"Discord cannot be reached ({type(error).__name__}): python -m bot doctor") from error
        if not await sync.sync(commands, ""):
            raise BotError("Discord did not take the commands; the line above says why")
        return tuple(command.name for command in commands.get_commands())


def differing(there: Iterable[Json], ours: Iterable[Json]) -> tuple[str, ...]:
    """The names of commands that Discord has otherwise than the bot, in order: missing, changed, or not the bot's."""
    theirs, own = _by_key(there), _by_key(ours)
    return tuple(sorted({name for name, kind in theirs | own if theirs.get((name, kind)) != own.get((name, kind))}))


def _by_key(commands: Iterable[Json]) -> dict[tuple[str, int], Json]:
    return {(command["name"], command.get("type", 1)): _essence(command, (*_SAID, *_WHO)) for command in commands}


def _essence(told: Json, fields: Iterable[str]) -> Json:
    """What people notice of a command or option, so that defaults that were added or left out make no difference."""
    essence = {name: told[name] for name in fields if told.get(name) not in _ABSENT}
    options = [_essence(option, _SAID) for option in told.get("options") or ()]
    permissions = {name: str(essence[name]) for name in essence if name == "default_member_permissions"}
    places = {name: sorted(essence[name]) for name in essence if name in {"contexts", "integration_types"}}
    choices = [_essence(choice, _SAID) for choice in told.get("choices") or ()]
    return essence | permissions | places | {"options": options, "choices": choices}
