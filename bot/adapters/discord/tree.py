"""The commands that people see in Discord, made from the registry: the slash word, /ask, a menu entry, for admins."""

import re
from collections.abc import Iterable, Mapping
from inspect import Parameter, Signature
from typing import Any, Protocol

import aiohttp
from discord import Client, DiscordException, Interaction, InteractionResponseType, Message, Permissions
from discord.app_commands import (
    AppCommandContext,
    AppCommandError,
    AppInstallationType,
    Choice,
    Command,
    CommandSignatureMismatch,
    CommandTree,
    ContextMenu,
    Group,
    choices,
    describe,
    locale_str,
    rename,
)

from bot.adapters.discord import render
from bot.adapters.discord.drawn import Drawn
from bot.adapters.discord.parse import PLATFORM
from bot.answer import APOLOGY
from bot.errors import ConfigError
from bot.log import logger
from bot.seen import Seen
from handlers.card import Card, Text
from handlers.registry import BY_NAME, Option, StateCommand, for_admins

Asked = Interaction[Any]

ASK, ADMINS, MENU = "ask", "briefing", "Ask about this"
_ABOUT_WORD = "A briefing on a topic, or the answer to a question"
_ABOUT_ADMINS = "For those who manage the server"
_NAME = re.compile(r"[-_\w]{1,32}")
_BY_ALL = AppInstallationType(guild=True, user=True)
_EVERYWHERE = AppCommandContext(guild=True, dm_channel=True, private_channel=True)
_OUTDATED = Card(
    "This command has changed",
    (Text("Discord still shows it as it was. Reload Discord (Ctrl+R, or close the app) and try again in a minute."),),
)
_LOST = (DiscordException, aiohttp.ClientError, OSError, TimeoutError)


class Listener(Protocol):
    """Who acts on what people ask for by a command."""

    async def command(self, interaction: Asked, text: str) -> None:
        """Reply to a text as one would type it after the slash word."""

    async def ask_about(self, interaction: Asked, message: Message) -> None:
        """Open the window to ask in, with somebody's message as a first draft."""

    async def complete(self, interaction: Asked, typed: str) -> list[Choice[str]]:
        """What may be meant by what was typed so far: at most 25 choices."""


class Tree(CommandTree[Client]):
    """Commands that always reply, also when one fails, and to what is told twice once."""

    def __init__(self, client: Client) -> None:
        super().__init__(client)
        self._heard = Seen()

    async def interaction_check(self, interaction: Asked, /) -> bool:
        """Whether it is heard for the first time: Discord repeats what it is not sure was heard."""
        return self._heard.first(interaction.id)

    async def _call(self, interaction: Asked) -> None:
        """Let nothing that cannot be read get lost in a task of discord.py's own."""
        try:
            await super()._call(interaction)
        except AppCommandError:
            raise
        except Exception:  # noqa: BLE001 -- whatever Discord sends
            logger.exception("discord.not_understood", event_type="INTERACTION_CREATE")

    async def on_error(self, interaction: Asked, error: AppCommandError, /) -> None:
        """Log what went wrong, and tell the person."""
        command = interaction.command
        if command is None or isinstance(error, CommandSignatureMismatch):
            logger.warning("discord.command_outdated", reason=str(error))
            await _tell(interaction, _OUTDATED)
        else:
            logger.error("discord.command_failed", command=command.qualified_name, exc_info=error)
            await _tell(interaction, APOLOGY.card)


def build(client: Client, word: str, listener: Listener) -> Tree:
    """The commands, not yet told to Discord; ConfigError when it cannot have one of that name."""
    tree = Tree(client)
    for command in (_word(command_name(word), listener), _ask(listener), _admins(listener), _menu(listener)):
        tree.add_command(command)
    return tree


def command_name(word: str) -> str:
    """The slash word, if Discord takes it as a command's name; ConfigError says what to choose instead."""
    if not _NAME.fullmatch(word) or word != word.lower():
        raise ConfigError(
            f"Discord takes no command /{word}: set 'word' to at most 32 lower-case letters, digits, hyphens and "
            "underscores"
        )
    if word in {ASK, ADMINS}:
        raise ConfigError(f"in Discord /{word} is another command of the bot: set another 'word'")
    return word


def _word(word: str, listener: Listener) -> Command[Any, ..., None]:
    """The operator's own word: it has no translation."""

    @rename(topic=locale_str("topic"))
    @describe(topic=locale_str("A topic or a question, in your own words"))
    async def run(interaction: Asked, topic: str) -> None:
        await listener.command(interaction, topic)

    async def complete(interaction: Asked, typed: str) -> list[Choice[str]]:
        return await listener.complete(interaction, typed)

    about = locale_str(_ABOUT_WORD)
    made = Command[Any, ..., None](
        name=word,
        description=about,
        callback=run,
        auto_locale_strings=False,
        allowed_installs=_BY_ALL,
        allowed_contexts=_EVERYWHERE,
    )
    made.autocomplete("topic")(complete)
    return made


def _ask(listener: Listener) -> Command[Any, ..., None]:
    @describe(question="What you would like to know")
    async def run(interaction: Asked, question: str) -> None:
        await listener.command(interaction, f"{ASK} {question}")

    return Command(
        name=ASK,
        description=_sentence(BY_NAME[ASK].summary),
        callback=run,
        allowed_installs=_BY_ALL,
        allowed_contexts=_EVERYWHERE,
    )


def _menu(listener: Listener) -> ContextMenu:
    async def run(interaction: Asked, message: Message) -> None:
        await listener.ask_about(interaction, message)

    return ContextMenu(name=MENU, callback=run, allowed_installs=_BY_ALL, allowed_contexts=_EVERYWHERE)


def _admins(listener: Listener) -> Group:
    """Shown to whoever manages the server; who may really use them is looked at again when they are used."""
    group = Group(
        name=ADMINS,
        description=_ABOUT_ADMINS,
        default_permissions=Permissions(manage_guild=True),
        guild_only=True,
        allowed_installs=AppInstallationType(guild=True, user=False),
        allowed_contexts=AppCommandContext(guild=True, dm_channel=False, private_channel=False),
    )
    for command in for_admins(PLATFORM):
        group.add_command(_admin(command, listener))
    return group


def _admin(command: StateCommand, listener: Listener) -> Command[Any, ..., None]:
    async def run(interaction: Asked, **given: str) -> None:
        await listener.command(interaction, _typed(command, given))

    # discord.py reads the options from the signature.
    vars(run)["__signature__"] = _signature(command.options)
    describe(**{option.name: _sentence(option.summary) for option in command.options})(run)
    choices(**{option.name: _choices(option.values(PLATFORM)) for option in command.options if option.values})(run)
    return Command(name=command.name, description=_sentence(command.summary), callback=run)


def _signature(options: Iterable[Option]) -> Signature:
    fields = (Parameter(option.name, Parameter.KEYWORD_ONLY, default="", annotation=str) for option in options)
    return Signature([Parameter("interaction", Parameter.POSITIONAL_OR_KEYWORD, annotation=Asked), *fields])


def _choices(values: Iterable[str]) -> list[Choice[str]]:
    return [Choice(name=value, value=value) for value in values]


def _typed(command: StateCommand, given: Mapping[str, str]) -> str:
    """A command with its options as one would type it: ``gaps resolve b2c5``."""
    filled = (f"{option.word} {given[option.name]}" for option in command.options if given[option.name])
    return " ".join(" ".join((command.name, *filled)).split())


def _sentence(summary: str) -> str:
    return summary[0].upper() + summary[1:]


async def _tell(interaction: Asked, card: Card) -> None:
    """Say something privately in the place of the reply, if none was given yet."""
    view = Drawn(render.components(card))
    given = interaction.response.type
    try:
        if given is None:
            await interaction.response.send_message(view=view, ephemeral=True)
        elif given is InteractionResponseType.deferred_channel_message:
            await interaction.edit_original_response(view=view)
    except _LOST as error:
        logger.warning("discord.apology_lost", error=type(error).__name__)
