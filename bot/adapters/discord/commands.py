"""What people ask by a command, and the reply to it, which answers its interaction."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import discord
from discord import InteractionType
from discord.app_commands import Choice

from bot.adapters.discord import modals, parse, render
from bot.adapters.discord.attendant import Attendant
from bot.adapters.discord.codes import can_be_said
from bot.adapters.discord.completion import choices
from bot.adapters.discord.desk import Desk
from bot.adapters.discord.drawn import Json
from bot.adapters.discord.limits import DISCORD
from bot.adapters.discord.pictured import pictured
from bot.adapters.discord.respond import Respond, has_others
from bot.adapters.discord.shown import NOTHING_TO_ASK_ABOUT, TOO_QUICK, WHOLE, Shown, reply_for
from bot.clock import today
from bot.log import bound, logger
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
        opening = partial(self.open, interaction, modal)
        work = opening if draft else partial(self.respond.show, interaction, NOTHING_TO_ASK_ABOUT)
        self.attendant.attend(interaction, draft, work)

    async def complete(self, interaction: Asked, typed: str) -> list[Choice[str]]:
        """What may be meant by what was typed so far; nothing when that cannot be told, for it can be sent as it is."""
        with bound(str(interaction.id), typed):
            try:
                return choices(typed, await self.desk.pipeline.topics(typed, DISCORD.options))
            except Exception:  # noqa: BLE001 -- a list that does not open would keep its person from asking
                logger.exception("discord.completion_failed")
                return []

    @property
    def respond(self) -> Respond:
        """The way of a reply to an interaction."""
        return self.attendant.respond

    async def open(self, interaction: Asked, modal: Json) -> None:
        """Open a modal, for whoever has not just opened too many."""
        if self.desk.may_press(interaction):
            await self.respond.open(interaction, modal)
        else:
            await self.respond.show(interaction, TOO_QUICK)

    async def answer(self, interaction: Asked, request: Request, audience: Audience | None = None) -> None:
        """Reply to a request for an ``audience``, or for that which the server chose; at once where it is known."""
        audience = audience or self.audience(interaction)
        if audience and (reply := self.desk.pipeline.ready(request)):
            shown = self._shown(interaction, request, reply, request.text, _sees(interaction, audience))
            await self.respond.show(interaction, shown)
        else:
            await self.when_ready(interaction, self.reply(interaction, request, audience), audience)

    async def when_ready(self, interaction: Asked, reply: Awaitable[Shown], audience: Audience | None) -> None:
        """Answer with a reply that may take a while: a place is kept for it where an ``audience`` sees it.

        What the server chose is known by then, unless the store is away: it is read before anything else is done.
        """

        def is_private() -> bool:
            sees = audience or self.memory.choices.likely(parse.place(interaction)).audience
            return _sees(interaction, sees) is Audience.ASKER

        await self.respond.when_ready(interaction, asyncio.ensure_future(reply), is_private=is_private)

    async def reply(self, interaction: Asked, request: Request, audience: Audience | None) -> Shown:
        """The reply to a request, as it is shown; who is over the limit is told so every time."""
        if audience is None:
            audience = (await asyncio.to_thread(self.memory.choices.chosen, request.place)).audience
        reply = await self.desk.reply_to(interaction, request)
        asked = await self.desk.alone(request, reply)
        shown = self._shown(interaction, request, reply, asked, _sees(interaction, audience))
        return await pictured(shown, reply, self.memory.gallery)

    def audience(self, interaction: Asked) -> Audience | None:
        """Who sees replies where an interaction comes from, if that is known without waiting."""
        chosen = self.memory.choices.known(parse.place(interaction))
        return chosen.audience if chosen else None

    def _shown(self, interaction: Asked, request: Request, reply: Reply, asked: str, audience: Audience) -> Shown:
        """A reply as it is shown; what was asked is noted, and what the exchange knows now, behind it.

        ``asked`` is what its buttons ask again. Others see a reply to what was typed into a modal with its question.
        """
        question, is_private = new_id(), Audience.ASKER in {reply.audience, audience}
        place = replace(request.place, thread=question) if is_private else request.place
        self.memory.note(unplaced(request) if is_private else request, reply, question)
        self.memory.remember(place, reply.context)
        share = asked if is_private and reply.audience is Audience.CHANNEL and has_others(interaction) else ""
        extras = render.around(reply, question, asked, share, parse.exchange(place))
        if not can_be_said(asked):
            extras = replace(extras, file=WHOLE)
        if not is_private and interaction.type is InteractionType.modal_submit and has_others(interaction):
            extras = replace(extras, asking=render.asking(interaction.user.display_name, request.text))
        return reply_for(reply, extras, audience)


def _sees(interaction: Asked, audience: Audience) -> Audience:
    """Who sees a reply: where nobody else is, nothing needs to be hidden."""
    return audience if has_others(interaction) else Audience.CHANNEL
