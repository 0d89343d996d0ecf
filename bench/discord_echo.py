"""The bare baseline of Discord: discord.py alone, with one command that says its text again, or a reply made before."""

import asyncio
import json
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import discord
from discord import app_commands
from discord.http import Route


class Ready(discord.ui.LayoutView):
    """Components that are sent as they are, so that nothing is drawn; discord.py does not keep it."""

    def __init__(self, components: Sequence[dict[str, Any]]) -> None:
        super().__init__(timeout=None)
        self._components = list(components)
        self.stop()

    def to_components(self) -> list[dict[str, Any]]:
        """What was handed in."""
        return self._components

    def has_components_v2(self) -> bool:
        """Always."""
        return True


class Echo(discord.AutoShardedClient):
    """Answers with the reply to a text, where there is one, and else with the text; it keeps no more than the bot."""

    def __init__(self, replies: Mapping[str, Sequence[dict[str, Any]]]) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )
        self._replies = replies
        self._views: dict[str, Ready] = {}
        self._tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        """Register the command."""
        self._views = {text: Ready(components) for text, components in self._replies.items()}
        views = self._views

        @app_commands.command(name="alibaba", description="Say it")
        async def say(interaction: discord.Interaction[Any], topic: str) -> None:
            if view := views.get(topic):
                await interaction.response.send_message(view=view, ephemeral=True)
            else:
                await interaction.response.send_message(topic, ephemeral=True)

        @say.autocomplete("topic")
        async def offer(_: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
            return [app_commands.Choice(name=typed, value=typed)]

        self._tree.add_command(say)
        await self._tree.sync()

    async def on_ready(self) -> None:
        """Tell whoever started the process."""
        sys.stdout.write("Ready\n")
        sys.stdout.flush()


async def serve(bare: Echo, token: str) -> None:
    """Serve until SIGTERM."""
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    connected = asyncio.ensure_future(bare.start(token))
    await stopping.wait()
    await bare.close()
    await connected


if __name__ == "__main__":
    Route.BASE, token, file = sys.argv[1:]
    replies = json.loads(Path(file).read_text(encoding="utf-8"))
    asyncio.run(serve(Echo(replies), token))
