"""What people press, choose and send off: buttons, menus and modals."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import discord

from bot.adapters.discord import modals, parse, render
from bot.adapters.discord.codes import Verb
from bot.adapters.discord.commands import Commands
from bot.adapters.discord.parse import Press
from bot.adapters.discord.respond import to_all, to_one
from bot.adapters.discord.shown import (
    BY_COMMAND_ONLY,
    NOTHING_ASKED,
    SHARED,
    THANKS,
    TOO_QUICK,
    UNKNOWN,
    UNSHARED,
    Shown,
)
from bot.clock import today
from bot.conversation.answers import Answers
from bot.conversation.ballot import NO, REASONS, WORDS, Ballot
from bot.wording import harmless
from handlers.card import Audience, Context
from handlers.request import Request
from handlers.route import state_command

_SAYING = {Verb.SAY, Verb.MENU, Verb.SHOW, Verb.PAGE, Verb.SHARE}
_ASKING_NOTHING = {Verb.PAGE, Verb.SHARE, Verb.VOTE, Verb.REASON}
Asked = discord.Interaction[Any]
Work = Callable[[Asked, Press], Coroutine[Any, Any, None]]


@dataclass(frozen=True)
class Presses:
    """The listener of everything that is pressed."""

    commands: Commands
    answers: Answers
    ballot: Ballot

    def pressed(self, interaction: Asked, value: str = "") -> None:
        """Do what a press means; ``value`` is what was typed or chosen with it."""
        try:
            said, work = self._meant(interaction, value)
        except Exception as error:  # noqa: BLE001 -- attended to as whatever else fails
            said, work = value, partial(_fail, error)
        self.commands.attendant.attend(interaction, said, work)

    def _meant(self, interaction: Asked, value: str) -> tuple[str, Callable[[], Awaitable[object]]]:
        """What a press says, and what is to be done."""
        press = parse.press(interaction, value)
        if press is None:
            return value, partial(self._tell, interaction, UNKNOWN)
        work = partial(self._way(interaction, press), interaction, press)
        limited = partial(self._limited, interaction, work) if press.verb in _ASKING_NOTHING else work
        return press.value or press.text, limited

    def _way(self, interaction: Asked, press: Press) -> Work:
        """What is to be done; commands for admins are said by buttons that one person alone sees, and not shown whole.

        They are then on a card that was made for an admin, whose rights are looked at once more.
        """
        is_asking = press.verb in _SAYING or interaction.type is discord.InteractionType.modal_submit
        if is_asking and not harmless(press.value or press.text).strip():
            return partial(self._refuse, NOTHING_ASKED)
        is_said = press.is_private and press.verb in {Verb.SAY, Verb.MENU}
        if press.verb in _SAYING and not is_said and state_command(self._request(interaction, _said(press))):
            return partial(self._refuse, BY_COMMAND_ONLY)
        return self._ways()[press.verb]

    def _ways(self) -> dict[Verb, Work]:
        return {
            Verb.SAY: self._say,
            Verb.MENU: self._say,
            Verb.SHOW: self._show,
            Verb.PAGE: self._turn,
            Verb.SHARE: self._share,
            Verb.VOTE: self._vote,
            Verb.ASK: self._ask,
            Verb.FORM: self._fill,
            Verb.REASON: self._explain,
        }

    async def _say(self, interaction: Asked, press: Press) -> None:
        """Ask what a button or an option says, as by a command: nobody else needs to read a briefing one person wants.

        What stands where one person alone sees it goes on there.
        """
        audience = Audience.ASKER if _is_alone(interaction, press) else None
        await self.commands.answer(interaction, self._request(interaction, _said(press)), audience)

    async def _ask(self, interaction: Asked, press: Press) -> None:
        """Open the modal for a further question; or answer that, when it was sent off."""
        if interaction.type is discord.InteractionType.modal_submit:
            audience = _audience(interaction, press) if press.text else self.commands.audience(interaction)
            await self.commands.when_ready(interaction, self._follow_up(interaction, press, audience), audience)
        else:
            longest = self.commands.desk.settings.longest_question
            await self.commands.open(interaction, modals.ask_modal(press.text, longest))

    async def _fill(self, interaction: Asked, press: Press) -> None:
        """The form in which a subscription is set up was sent off."""
        await self.commands.answer(interaction, self._request(interaction, press.value), Audience.ASKER)

    async def _follow_up(self, interaction: Asked, press: Press, audience: Audience | None) -> Shown:
        """The reply to a further question, which leans on what its exchange knows."""
        place = parse.place(interaction, press.text)
        before = await self.answers.before(str(interaction.id), place)
        known = before.thread.context if before.thread and press.text else Context()
        asked = replace(self._request(interaction, press.value), place=place, context=known)
        return await self.commands.reply(interaction, asked, audience)

    async def _show(self, interaction: Asked, press: Press) -> None:
        """Show the first page of all of a reply to who asks for it."""
        work = asyncio.ensure_future(self._first_page(interaction, press.text))
        await self.commands.respond.when_ready(interaction, work, is_private=to_one)

    async def _first_page(self, interaction: Asked, text: str) -> Shown:
        reply = await self.commands.desk.reply_to(interaction, self._request(interaction, text))
        return Shown(render.page(reply.card, text, topic=reply.topic or ""))

    async def _turn(self, interaction: Asked, press: Press) -> None:
        """Reading on is no further question, so it does not count as one; nobody turns what others read."""
        work = asyncio.ensure_future(self._page(interaction, press))
        if press.is_private:
            await self.commands.respond.replace(interaction, work)
        else:
            await self.commands.respond.when_ready(interaction, work, is_private=to_one)

    async def _page(self, interaction: Asked, press: Press) -> Shown:
        reply = await self.commands.desk.pipeline.answer(self._request(interaction, press.text))
        return Shown(render.page(reply.card, press.text, press.page, reply.topic or ""))

    async def _share(self, interaction: Asked, press: Press) -> None:
        """Say a private reply again for all to see, naming who shared it; a second press does nothing."""
        key = self._key_of_share(interaction, press)
        work = asyncio.ensure_future(self._shared(interaction, press, key))
        is_shown = await self.commands.respond.when_ready(interaction, work, is_private=to_all, otherwise=UNSHARED)
        if not is_shown and not (work.done() and work.result() is SHARED):
            await self.answers.release(key)

    async def _shared(self, interaction: Asked, press: Press, key: str) -> Shown:
        """The reply for all to see, which begins an exchange of its own; who judges it judges the private one."""
        if not await self.answers.claim(key):
            return SHARED
        request, name = self._request(interaction, press.text), interaction.user.display_name
        reply = await self.commands.desk.pipeline.answer(request)
        self.commands.memory.remember(request.place, reply.context)
        judged = parse.judged(interaction.message) if interaction.message else ""
        extras = render.around(reply, judged, press.text, follow_up=parse.exchange(request.place))
        extras = replace(extras, shared_by=name, asking=render.asking(name, request.text))
        return Shown(render.components(reply.card, extras), is_private=False)

    async def _vote(self, interaction: Asked, press: Press) -> None:
        """A vote on a reply, which the next one changes; who finds it of no help is asked why."""
        word, _, question = press.text.partition(":")
        if word not in WORDS:
            await self._tell(interaction, UNKNOWN)
            return
        if word == NO:
            await self.commands.respond.open(interaction, modals.reason_modal(question))
        else:
            await self._tell(interaction, THANKS)
        await self.ballot.cast(parse.place(interaction), str(interaction.user.id), question, word)

    async def _explain(self, interaction: Asked, press: Press) -> None:
        """The reason of a vote."""
        is_one = press.value in REASONS
        await self._tell(interaction, THANKS if is_one else UNKNOWN)
        if is_one:
            await self.ballot.cast(parse.place(interaction), str(interaction.user.id), press.text, press.value)

    async def _limited(self, interaction: Asked, work: Callable[[], Awaitable[None]]) -> None:
        """Do what asks nothing, unless its person does so without end; who does is told so every time."""
        if self.commands.desk.may_press(interaction):
            await work()
        else:
            await self._tell(interaction, TOO_QUICK)

    async def _refuse(self, notice: Shown, interaction: Asked, press: Press) -> None:
        del press
        await self._tell(interaction, notice)

    async def _tell(self, interaction: Asked, shown: Shown) -> None:
        await self.commands.respond.show(interaction, shown)

    def _request(self, interaction: Asked, text: str) -> Request:
        return parse.request(interaction, text, today(), self.commands.desk.settings)

    def _key_of_share(self, interaction: Asked, press: Press) -> str:
        """The same for every press of one Share button by one person; it does not tell who."""
        shown = f"{interaction.user.id}:{interaction.message.id if interaction.message else ''}:{press.text}"
        return f"share:{self.answers.store.pseudonym(parse.PLATFORM, parse.place(interaction).workspace, shown)}"


def _said(press: Press) -> str:
    """What a press asks: the option that was chosen, or what the button says."""
    return press.value or press.text


def _audience(interaction: Asked, press: Press) -> Audience:
    """Who sees the reply to a further question: whoever sees what it leans on."""
    return Audience.ASKER if _is_alone(interaction, press) else Audience.CHANNEL


def _is_alone(interaction: Asked, press: Press) -> bool:
    """Whether its user alone sees what was pressed, or nobody does any more."""
    return press.is_private or interaction.message is None


async def _fail(error: Exception) -> None:
    raise error
