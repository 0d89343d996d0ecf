"""Interactions, each attended to once, and never left without a word."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import discord

from bot.adapters.discord.respond import Respond
from bot.adapters.discord.shown import APOLOGY
from bot.log import bound, logger
from bot.seen import Seen
from bot.tasks import Tasks


@dataclass(frozen=True)
class Attendant:
    """Begins what an interaction asks for, in the background, so that stopping can wait for it."""

    respond: Respond
    tasks: Tasks
    _heard: Seen = field(default_factory=Seen)

    def attend(self, interaction: discord.Interaction[Any], said: str, work: Callable[[], Awaitable[object]]) -> None:
        """Do what is asked, unless it was begun: Discord repeats what it is not sure was heard.

        What the person ``said`` is kept out of the log.
        """
        if self._heard.first(interaction.id):
            self.tasks.start(self._attend(interaction, said, work))

    async def _attend(
        self, interaction: discord.Interaction[Any], said: str, work: Callable[[], Awaitable[object]]
    ) -> None:
        with bound(str(interaction.id), said):
            try:
                await work()
            except Exception:  # noqa: BLE001 -- whatever fails, its person gets a reply and the operator a traceback
                logger.exception("discord.interaction_failed")
                await self.respond.instead(interaction, APOLOGY)
