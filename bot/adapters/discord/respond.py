"""Answers to interactions: at once where possible, or after saying that it takes longer."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import discord

from bot.adapters.discord.calls import Patience, answered, settled
from bot.adapters.discord.drawn import Drawn, DrawnModal, Json
from bot.adapters.discord.shown import Shown
from bot.delivery import PostError
from bot.log import logger

_PATIENCE = 1.0  # seconds that a reply is waited for, of the three that Discord waits for any answer


@dataclass(frozen=True)
class Respond:
    """Answers an interaction; what Discord does not take any more is logged and lost."""

    patience: Patience = field(default_factory=Patience)

    async def when_ready(
        self, interaction: discord.Interaction, work: asyncio.Future[Shown], *, is_private: bool
    ) -> None:
        """Answer with what comes of some work; ``is_private`` is who will see it, should it take long."""
        done, _ = await asyncio.wait({work}, timeout=_PATIENCE)
        if done:
            await self.show(interaction, work.result())
        elif await self._try(lambda: interaction.response.defer(ephemeral=is_private, thinking=True)):
            await self._follow(interaction, await work, is_private=is_private)

    async def show(self, interaction: discord.Interaction, shown: Shown) -> bool:
        """Answer with a message; whether Discord took it."""
        view = Drawn(shown.components)
        return await self._try(lambda: interaction.response.send_message(view=view, ephemeral=shown.is_private))

    async def instead(self, interaction: discord.Interaction, shown: Shown) -> None:
        """Say something in the place of a reply that failed, whether or not one was promised."""
        if interaction.response.is_done():
            await self._try(lambda: interaction.edit_original_response(view=Drawn(shown.components)))
        else:
            await self.show(interaction, shown)

    async def replace(self, interaction: discord.Interaction, shown: Shown) -> None:
        """Put something else into the message whose button was pressed."""
        await self._try(lambda: interaction.response.edit_message(view=Drawn(shown.components)))

    async def open(self, interaction: discord.Interaction, modal: Json) -> None:
        """Open a modal."""
        await self._try(lambda: interaction.response.send_modal(DrawnModal(modal)))

    async def _follow(self, interaction: discord.Interaction, shown: Shown, *, is_private: bool) -> None:
        """Put a late reply where it was said that one would come.

        What turned out to be for the asker alone, where all see that a reply is to come, takes its place for them.
        """
        view = Drawn(shown.components)
        if is_private or not shown.is_private:
            await self._try(lambda: interaction.edit_original_response(view=view))
            return
        try:
            await settled(interaction.delete_original_response())
            await settled(interaction.followup.send(view=view, ephemeral=True))
        except PostError as error:
            logger.warning("discord.response_lost", error=str(error))

    async def _try(self, call: Callable[[], Awaitable[object]]) -> bool:
        try:
            return await answered(call, self.patience)
        except PostError as error:
            logger.warning("discord.response_lost", error=str(error))
            return False
