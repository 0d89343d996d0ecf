"""Answers to interactions: at once where possible, or after saying that it takes longer."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import discord
from discord import InteractionResponseType, InteractionType

from bot.adapters.discord.calls import Patience, answered
from bot.adapters.discord.drawn import Drawn, DrawnModal, Json
from bot.adapters.discord.shown import APOLOGY, FOR_YOU, Shown
from bot.delivery import PostError, RefusedError
from bot.log import logger

_PATIENCE = 1.0  # seconds that a reply is waited for, of the three that Discord waits for any answer
_ONCE = Patience(())
Asked = discord.Interaction[Any]
Call = Callable[[], Awaitable[object]]


@dataclass(frozen=True)
class Respond:
    """Answers an interaction; what Discord does not take any more is logged and lost.

    What it refuses to show gives way to what it may show: no interaction is left without a word.
    """

    patience: Patience = field(default_factory=Patience)

    async def when_ready(
        self, interaction: Asked, work: asyncio.Future[Shown], *, is_private: bool, otherwise: Shown | None = None
    ) -> bool:
        """Answer with what comes of some work, as ``show`` does; ``is_private`` is who sees it, should it take long."""
        done, _ = await asyncio.wait({work}, timeout=_PATIENCE)
        if done:
            return await self.show(interaction, work.result(), otherwise)
        if not await self._try(lambda: interaction.response.defer(ephemeral=is_private, thinking=True)):
            return False
        shown = await work
        if shown.is_private and not is_private and has_others(interaction):
            return await self._aside(interaction, shown)
        return await self._edit(interaction, shown)

    async def show(self, interaction: Asked, shown: Shown, otherwise: Shown | None = None) -> bool:
        """Answer with a message; whether it is shown as it was meant to be.

        In its place Discord gets ``otherwise``, or else the same for the asker alone, or else an apology. A modal opens
        where none was sent off.
        """
        if (modal := shown.modal) and interaction.type is not InteractionType.modal_submit:
            beside = partial(self.show, interaction, replace(shown, modal=None))
            return await self._try(lambda: interaction.response.send_modal(DrawnModal(modal)), beside)
        view, milder = Drawn(shown.components), otherwise or _milder(shown)
        return await self._try(
            lambda: interaction.response.send_message(view=view, ephemeral=shown.is_private),
            partial(self.show, interaction, milder) if milder else None,
        )

    async def instead(self, interaction: Asked, shown: Shown) -> None:
        """Say something where a reply failed, whether or not one was promised or given."""
        given = interaction.response.type
        if given is None:
            await self.show(interaction, shown)
        elif given is InteractionResponseType.deferred_channel_message:
            await self._edit(interaction, shown)
        else:
            await self._add(interaction, shown)

    async def replace(self, interaction: Asked, work: asyncio.Future[Shown]) -> None:
        """Put what comes of some work into the message whose button was pressed; beside it when that is gone."""
        done, _ = await asyncio.wait({work}, timeout=_PATIENCE)
        if done:
            shown = work.result()
            view = Drawn(shown.components)
            await self._try(lambda: interaction.response.edit_message(view=view), lambda: self.show(interaction, shown))
        elif await self._try(interaction.response.defer):
            await self._edit(interaction, await work)

    async def open(self, interaction: Asked, modal: Json) -> None:
        """Open a modal."""
        await self._try(
            lambda: interaction.response.send_modal(DrawnModal(modal)), partial(self.show, interaction, APOLOGY)
        )

    async def _edit(self, interaction: Asked, shown: Shown) -> bool:
        """Put a reply where it was said that one would come."""
        view = Drawn(shown.components)
        return await self._try(
            lambda: interaction.edit_original_response(view=view),
            partial(self._edit, interaction, APOLOGY) if shown is not APOLOGY else None,
        )

    async def _aside(self, interaction: Asked, shown: Shown) -> bool:
        """Show to the asker alone what all see is to come: its place can only be taken by something all may see."""
        if not await self._edit(interaction, FOR_YOU):
            return False
        is_shown = await self._add(interaction, shown)
        if is_shown:
            await self._try(interaction.delete_original_response)
        return is_shown

    async def _add(self, interaction: Asked, shown: Shown) -> bool:
        """One more message, to the asker alone."""
        view = Drawn(shown.components)
        return await self._try(lambda: interaction.followup.send(view=view, ephemeral=True), patience=_ONCE)

    async def _try(self, call: Call, otherwise: Call | None = None, patience: Patience | None = None) -> bool:
        """Whether Discord took a call; when it refuses that, ``otherwise`` is done."""
        try:
            return await answered(call, patience or self.patience)
        except RefusedError as refusal:
            logger.warning("discord.response_refused", error=str(refusal))
            if otherwise:
                await otherwise()
        except PostError as error:
            logger.warning("discord.response_lost", error=str(error))
        return False


def has_others(interaction: Asked) -> bool:
    """Whether somebody besides its user and the bot is where an interaction comes from."""
    return interaction.guild_id is not None or interaction.context.private_channel is True


def _milder(shown: Shown) -> Shown | None:
    """What may be shown where something may not."""
    if not shown.is_private:
        return replace(shown, is_private=True)
    return None if shown is APOLOGY else APOLOGY
