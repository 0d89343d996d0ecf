"""Where every request from Discord is answered."""

from dataclasses import dataclass, field, replace
from functools import partial

import discord

from bot.adapters.discord import members, parse
from bot.adapters.discord.members import Members
from bot.adapters.discord.names import Names
from bot.conversation.presses import PressLimit
from bot.pipeline import Pipeline
from bot.standing import Rights, Standing
from handlers.card import Context, Reply
from handlers.request import Place, Request, Settings
from handlers.route import state_command
from handlers.state import Reach


@dataclass(frozen=True)
class Desk:
    """The pipeline, with Discord's word on who may do what."""

    pipeline: Pipeline
    members: Members
    names: Names
    settings: Settings
    presses: PressLimit = field(default_factory=PressLimit)

    async def reply(self, request: Request) -> Reply | None:
        """The reply to what a person wrote; None for who has been told to slow down."""
        self.names.note(request.place)
        return await self.pipeline.reply(request, partial(self.members.standing, request.place, request.user))

    async def reply_to(self, interaction: discord.Interaction, request: Request) -> Reply:
        """The reply to an interaction; who is over the limit is told every time for how long."""
        self.names.note(request.place)
        reply = await self.pipeline.reply(request, _rights(interaction, request.place))
        return reply or self.pipeline.over_limit(request)

    async def alone(self, request: Request, reply: Reply) -> str:
        """What is asked by itself to get the same reply, which a follow-up does not say; "" when nothing does."""
        if state_command(request):
            return ""
        if request.context == Context():
            return request.text
        meant = reply.evidence.question if reply.evidence else ""
        if not meant:
            return ""
        again = await self.pipeline.answer(replace(request, text=meant, context=Context()))
        return meant if again.kind is reply.kind and again.card == reply.card else ""

    def may_press(self, interaction: discord.Interaction) -> bool:
        """Whether a person may press what asks nothing; if so, it counts."""
        return self.presses.take(parse.place(interaction), str(interaction.user.id))


def _rights(interaction: discord.Interaction, place: Place) -> Rights:
    """What the user of an interaction may do, which it says itself."""

    async def standing(needed: Reach) -> Standing:
        return members.standing(interaction.permissions, place, needed)

    return standing
