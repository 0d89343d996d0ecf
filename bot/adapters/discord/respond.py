"""Answers to interactions: at once where possible, or after saying that it takes longer."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import discord
from discord import InteractionType
from discord.utils import MISSING

from bot.adapters.discord.calls import GONE, Patience, answered
from bot.adapters.discord.drawn import Drawn, DrawnModal, Json, files
from bot.adapters.discord.shown import APOLOGY, FOR_ALL, FOR_YOU, STOPPED, TOO_LONG, Shown
from bot.delivery import PostError, RefusedError
from bot.log import logger

_PATIENCE = 1.0  # seconds that a reply is waited for, of the three that Discord waits for any answer
_LONGEST = 800.0  # seconds until a promised reply is given up, of the 900 in which it can be given
_FAREWELL = 1.0  # seconds that a stop leaves for what was promised
_ATTEMPT = 30.0  # seconds for one edit, which discord.py itself repeats meanwhile
_ONCE = Patience(())
_UNTIL_OVER = Patience((0.25, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0, *(60.0,) * 14), 880.0)
_OWED, _GIVEN = "owed", "given"  # an interaction's marks: a reply was promised, or something said
Asked = discord.Interaction[Any]
Call = Callable[[], Awaitable[object]]
Otherwise = Callable[[RefusedError], Awaitable[object]]


@dataclass(frozen=True)
class Respond:
    """Answers an interaction; what Discord does not take any more is logged and lost.

    What it refuses to show gives way to what it may show: no interaction is left without a word. Once a reply was
    promised, or may have been, something is said in its place whatever happens but the death of the process.
    """

    patience: Patience = field(default_factory=Patience)

    async def when_ready(
        self,
        interaction: Asked,
        work: asyncio.Future[Shown],
        *,
        is_private: Callable[[], bool],
        otherwise: Shown | None = None,
    ) -> bool:
        """Answer with what comes of some work, as ``show`` does; ``is_private`` is who sees it, should it take long."""
        done, _ = await asyncio.wait({work}, timeout=_PATIENCE)
        if done:
            return await self.show(interaction, work.result(), otherwise)
        kept = await self._promise(interaction, is_private=is_private())
        if kept is None:
            await work  # nobody sees it any more, but it is logged if it fails
            return False
        return await self._keep(interaction, work, is_private=kept)

    async def show(self, interaction: Asked, shown: Shown, otherwise: Shown | None = None) -> bool:
        """Answer with a message; whether it is shown as it was meant to be.

        In its place Discord gets ``otherwise``, or else the same for the asker alone, or else an apology. A modal opens
        where none was sent off.
        """
        if (modal := shown.modal) and interaction.type is not InteractionType.modal_submit:
            beside = replace(shown, modal=None)
            send_modal = partial(interaction.response.send_modal, DrawnModal(modal))
            return await self._give(interaction, send_modal, lambda _: self.show(interaction, beside))
        view, milder = Drawn(shown.components), otherwise or _milder(shown)
        send = partial(interaction.response.send_message, view=view, ephemeral=shown.is_private)
        return await self._give(
            interaction,
            lambda: send(files=files(shown.file) or MISSING),
            (lambda _: self.show(interaction, milder)) if milder else None,
        )

    async def instead(self, interaction: Asked, shown: Shown) -> None:
        """Say something where a reply failed, whether or not one was promised or given."""
        if _OWED in interaction.extras:
            await self._edit(interaction, shown)
        elif _GIVEN in interaction.extras:
            await self._add(interaction, shown)
        else:
            await self.show(interaction, shown)

    async def replace(self, interaction: Asked, work: asyncio.Future[Shown]) -> None:
        """Put what comes of some work into the message whose button was pressed; beside it when that is gone."""
        done, _ = await asyncio.wait({work}, timeout=_PATIENCE)
        if done:
            shown = work.result()
            edit = partial(interaction.response.edit_message, view=Drawn(shown.components))
            await self._give(interaction, edit, lambda _: self.show(interaction, shown))
        elif await self._give(interaction, interaction.response.defer):
            await self._edit(interaction, await work)

    async def open(self, interaction: Asked, modal: Json) -> None:
        """Open a modal."""
        send = partial(interaction.response.send_modal, DrawnModal(modal))
        await self._give(interaction, send, lambda _: self.show(interaction, APOLOGY))

    async def _promise(self, interaction: Asked, *, is_private: bool) -> bool | None:
        """Say that a reply will come; whether its place is the asker's alone, None where there is none.

        One is owed also where nobody knows whether Discord heard that.
        """
        defer = partial(interaction.response.defer, ephemeral=is_private, thinking=True)
        try:
            if not await answered(defer, self.patience):
                return None
        except RefusedError as refusal:
            logger.warning("discord.response_refused", error=str(refusal))
            return None if is_private else await self._promise(interaction, is_private=True)
        except PostError as error:
            logger.warning("discord.response_lost", error=str(error))
        interaction.extras[_OWED] = True
        return is_private

    async def _keep(self, interaction: Asked, work: asyncio.Future[Shown], *, is_private: bool) -> bool:
        """Give the reply that was promised, or say that it takes too long; a stop is told of in its place."""
        last = STOPPED
        try:
            done, _ = await asyncio.wait({work}, timeout=_LONGEST)
            if not done:
                work.cancel()
                return await self._edit(interaction, TOO_LONG)
            shown = work.result()
            if shown.is_private is not is_private and has_others(interaction):
                return await self._beside(interaction, shown)
            last = shown
            return await self._edit(interaction, shown)
        except asyncio.CancelledError:
            work.cancel()
            with suppress(TimeoutError):
                async with asyncio.timeout(_FAREWELL):
                    await self._try(_editing(interaction, last), patience=_ONCE)
            raise

    async def _edit(self, interaction: Asked, shown: Shown) -> bool:
        """Put a reply where it was said that one would come, or beneath that when somebody deleted it."""
        milder = None if shown is APOLOGY else shown.instead or APOLOGY

        async def otherwise(refusal: RefusedError) -> bool:
            if str(refusal) in GONE:
                return await self._add(interaction, shown)
            return milder is not None and await self._edit(interaction, milder)

        is_shown = await self._try(_editing(interaction, shown), otherwise, _UNTIL_OVER)
        interaction.extras.pop(_OWED, None)
        return is_shown

    async def _beside(self, interaction: Asked, shown: Shown) -> bool:
        """Show a reply to others than its place was kept for: that can only be taken by what may be seen there."""
        if not await self._edit(interaction, FOR_YOU if shown.is_private else FOR_ALL):
            return False
        is_shown = await self._add(interaction, shown)
        if is_shown:
            await self._try(interaction.delete_original_response)
        return is_shown

    async def _add(self, interaction: Asked, shown: Shown) -> bool:
        """One more message; where Discord refuses one for all, the reply is for its asker alone."""
        view = Drawn(shown.components)
        send = partial(interaction.followup.send, view=view, ephemeral=shown.is_private)
        alone = shown.instead or (None if shown.is_private else replace(shown, is_private=True))
        return await self._try(
            lambda: send(files=files(shown.file) or MISSING),
            (lambda _: self._add(interaction, alone)) if alone else None,
            _ONCE,
        )

    async def _give(self, interaction: Asked, call: Call, otherwise: Otherwise | None = None) -> bool:
        """As ``_try``, for the first answer, which is noted: of one that was not confirmed discord.py does not know."""
        is_given = await self._try(call, otherwise)
        if is_given:
            interaction.extras[_GIVEN] = True
        return is_given

    async def _try(self, call: Call, otherwise: Otherwise | None = None, patience: Patience | None = None) -> bool:
        """Whether Discord took a call; when it refuses that, ``otherwise`` is done."""
        try:
            return await answered(call, patience or self.patience)
        except RefusedError as refusal:
            logger.warning("discord.response_refused", error=str(refusal))
            if otherwise:
                await otherwise(refusal)
        except PostError as error:
            logger.warning("discord.response_lost", error=str(error))
        return False


def to_one() -> bool:
    """That its asker alone sees a reply."""
    return True


def to_all() -> bool:
    """That all see it."""
    return False


def has_others(interaction: Asked) -> bool:
    """Whether somebody besides its user and the bot is where an interaction comes from."""
    return interaction.guild_id is not None or interaction.context.private_channel is True


def _editing(interaction: Asked, shown: Shown) -> Call:
    """One attempt to put a reply where another stands, or is awaited."""
    view = Drawn(shown.components)

    async def edit() -> None:
        async with asyncio.timeout(_ATTEMPT):
            await interaction.edit_original_response(view=view, attachments=files(shown.file) or MISSING)

    return edit


def _milder(shown: Shown) -> Shown | None:
    """What may be shown where something may not."""
    if shown.instead:
        return shown.instead
    if not shown.is_private:
        return replace(shown, is_private=True)
    return None if shown is APOLOGY else APOLOGY
