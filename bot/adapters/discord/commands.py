"""What people ask by a command, and the reply to it, which answers its interaction."""

import asyncio
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import discord
from discord.app_commands import Choice

from bot.adapters.discord import modals, parse, render
from bot.adapters.discord.attendant import Attendant
from bot.adapters.discord.desk import Desk
from bot.adapters.discord.limits import DISCORD
from bot.adapters.discord.respond import Respond
from bot.adapters.discord.shown import STILL_TOO_MANY, Shown, reply_for
from bot.clock import today
from bot.memory import Memory
from bot.record import new_id, unplaced
from handlers.card import Audience, Reply
from handlers.request import Request

Asked = discord.Interaction[Any]


@dataclass(frozen=True)
class Commands:
    """The listener of commands, of their completion, and of the entry in the menu of a message."""

    desk: Desk
    memory: Memory
    attendant: Attendant

    async def command(self, interaction: Asked, text: str) -> None:
        """Reply to what was typed."""
        request = parse.request(interaction, text, today(), self.desk.settings)
        self.attendant.attend(interaction, request.text, partial(self.answer, interaction, request))

    async def ask_about(self, interaction: Asked, message: discord.Message) -> None:
        """Open the modal to ask in, with somebody's message as a first draft."""
        draft = parse.plain(message.content)
        modal = modals.ask_modal("", self.desk.settings.longest_question, draft)
        self.attendant.attend(interaction, draft, partial(self.respond.open, interaction, modal))

    async def complete(self, interaction: Asked, typed: str) -> list[Choice[str]]:
        """The topics that what was typed so far may become."""
        del interaction
        found = await self.desk.pipeline.topics(typed, DISCORD.options)
        return [Choice(name=topic.name[: DISCORD.option], value=topic.name[: DISCORD.option]) for topic in found]

    @property
    def respond(self) -> Respond:
        """The way of a reply to an interaction."""
        return self.attendant.respond

    async def answer(self, interaction: Asked, request: Request, audience: Audience | None = None) -> None:
        """Reply to a request for an ``audience``, or for that which the server chose; at once where it is known."""
        chosen = self.memory.choices.known(request.place)
        sees = _audience(interaction, audience or (chosen.audience if chosen else Audience.ASKER))
        if (audience or chosen) and (reply := self.desk.pipeline.ready(request)):
            await self.respond.show(interaction, self._shown(interaction, request, reply, sees))
            return
        work = asyncio.ensure_future(self._work(interaction, request, audience))
        await self.respond.when_ready(interaction, work, is_private=sees is Audience.ASKER)

    async def _work(self, interaction: Asked, request: Request, audience: Audience | None) -> Shown:
        chosen = await asyncio.to_thread(self.memory.choices.chosen, request.place)
        reply = await self.desk.reply_to(interaction, request)
        if reply is None:
            return STILL_TOO_MANY
        return self._shown(interaction, request, reply, _audience(interaction, audience or chosen.audience))

    def _shown(self, interaction: Asked, request: Request, reply: Reply, audience: Audience) -> Shown:
        """A reply as it is shown; what was asked is noted, and what the exchange knows now, behind it."""
        question = new_id()
        exchange = request.place.thread or question
        is_private = Audience.ASKER in {reply.audience, audience}
        self.memory.note(unplaced(request) if is_private else request, reply, question)
        self.memory.remember(replace(request.place, thread=exchange), reply.context)
        share = request.text if is_private and reply.audience is Audience.CHANNEL and _has_others(interaction) else ""
        return reply_for(reply, render.around(reply, question, request.text, share, exchange), audience)


def _has_others(interaction: Asked) -> bool:
    """Whether somebody besides its user and the bot is where an interaction comes from."""
    return interaction.guild_id is not None or interaction.context.private_channel is True


def _audience(interaction: Asked, chosen: Audience) -> Audience:
    """Where nobody else is, nothing needs to be hidden."""
    return chosen if _has_others(interaction) else Audience.CHANNEL
