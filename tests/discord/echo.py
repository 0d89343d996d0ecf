"""A small bot on discord.py alone, to try the loopback Discord with and to measure against."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Self, TypeVar

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.discord.fake.server import Discord

AnyClient = TypeVar("AnyClient", bound=discord.Client)


class Again(discord.ui.DynamicItem[discord.ui.Button[discord.ui.LayoutView]], template=r"again:(?P<text>.*)"):
    """A button that says something again, whichever process shows it."""

    def __init__(self, text: str) -> None:
        super().__init__(discord.ui.Button(label="Again", custom_id=f"again:{text}"))
        self.text = text

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls(match["text"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Replaces the message."""
        await interaction.response.edit_message(view=card(f"{self.text} again"))


class Asking(discord.ui.Modal, title="Ask"):
    """A modal with one line."""

    question: discord.ui.TextInput[Self] = discord.ui.TextInput(label="Question", custom_id="question")

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Says it for the asker alone."""
        await interaction.response.send_message(self.question.value, ephemeral=True)


def card(text: str) -> discord.ui.LayoutView:
    """A message of components V2 with a button."""
    view = discord.ui.LayoutView(timeout=None)
    row: discord.ui.ActionRow[Any] = discord.ui.ActionRow(Again(text))
    view.add_item(discord.ui.Container(discord.ui.TextDisplay(text), row))
    return view


class Echo(discord.AutoShardedClient):
    """Replies to what it can read with the same, and knows some commands; calls `changed` when it has noted something.

    heard: messages, its own too; edited: what they say after an edit; failed: errors of commands; resumed: how often.
    """

    def __init__(self, changed: Callable[[], None], intents: int = 0, **options: Any) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
            | discord.Intents._from_value(intents),  # noqa: SLF001 - bits, as the portal has them
            allowed_mentions=discord.AllowedMentions(everyone=False, users=False, roles=False, replied_user=False),
            **options,
        )
        self.changed = changed
        self.heard: list[discord.Message] = []
        self.edited: list[str] = []
        self.failed: list[Exception] = []
        self.resumed = 0
        self.seen: list[discord.Interaction[Any]] = []
        self.tree = app_commands.CommandTree(self)
        self.tree.error(self._on_failure)

    async def setup_hook(self) -> None:
        """Registers the commands."""
        self.add_dynamic_items(Again)
        commands: tuple[Any, ...] = (_echo, _later, _ask, _manage, _about)
        for command in commands:
            self.tree.add_command(command)
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identifies at once; Discord would have it wait five seconds for each shard."""

    async def on_message(self, message: discord.Message) -> None:
        """Replies."""
        self.heard.append(message)
        self.changed()
        if message.author.id != self.application_id and message.content:
            await message.reply(message.content.removeprefix(f"<@{self.application_id}> "), nonce=str(message.id))

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Notes what was edited."""
        self.edited.append(payload.message.content)
        self.changed()

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Notes it."""
        self.seen.append(interaction)

    async def on_shard_resumed(self, _shard: int) -> None:
        """Counts."""
        self.resumed += 1
        self.changed()

    async def _on_failure(self, _interaction: discord.Interaction[Any], error: app_commands.AppCommandError) -> None:
        self.failed.append(getattr(error, "original", error))
        self.changed()


@app_commands.command(name="echo", description="Say it")
async def _echo(interaction: discord.Interaction[Any], text: str) -> None:
    await interaction.response.send_message(view=card(text))


@_echo.autocomplete("text")
async def _suggest(_interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=current.upper(), value=current)]


@app_commands.command(name="later", description="Say it later")
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def _later(interaction: discord.Interaction[Any], text: str) -> None:
    await interaction.response.defer(ephemeral=True)
    await interaction.edit_original_response(view=card(text))


@app_commands.command(name="ask", description="Ask in a modal")
async def _ask(interaction: discord.Interaction[Any]) -> None:
    await interaction.response.send_modal(Asking())


_manage = app_commands.Group(
    name="manage",
    description="For who manages the server",
    default_permissions=discord.Permissions(manage_guild=True),
    guild_only=True,
)


@_manage.command(name="show", description="Show a user")
async def _show(interaction: discord.Interaction[Any], user: discord.User) -> None:
    await interaction.response.send_message(user.name)


@app_commands.context_menu(name="Say this")
async def _about(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    await interaction.response.send_message(message.content)


def point_to(fake: Discord) -> None:
    """Makes discord.py take a loopback Discord for the real one."""
    Route.BASE = fake.base_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(fake.gateway_url)


@asynccontextmanager
async def connecting(fake: Discord, bot: AnyClient, shards: int = 1) -> AsyncIterator[AnyClient]:
    """A bot, while it is connected."""
    running = asyncio.create_task(bot.start(fake.token))
    try:
        await fake.connected(shards)
        yield bot
    finally:
        await bot.close()
        await running
