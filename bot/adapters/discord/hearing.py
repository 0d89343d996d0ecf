"""What people write, edit and delete: to the conversation, as far as it is for the bot."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from time import time

import discord

from bot.adapters.discord import parse
from bot.adapters.discord.heard import REMEMBERED, Heard
from bot.adapters.discord.pointer import Pointer
from bot.choices import Choices
from bot.conversation.conversation import Conversation
from bot.conversation.message import Message
from bot.errors import BotError
from bot.log import logger
from bot.tasks import Tasks

_PAUSE = 30.0  # seconds until what the store did not allow is tried once more


@dataclass(frozen=True)
class Hearing:
    """The listener of messages."""

    conversation: Conversation
    choices: Choices
    tasks: Tasks
    heard: Heard
    pointer: Pointer

    def written(self, message: discord.Message, bot: int) -> None:
        """Answer a message that is for the bot."""
        if heard := parse.message(message, bot):
            self.heard.note(heard)
            self.tasks.start(self._answer(heard, parse.continued(message, bot)))
        elif parse.names_role(message, bot):
            self.tasks.start(self.pointer.point(message))

    async def missed(self, message: discord.Message, bot: int) -> None:
        """Answer a message that was found afterwards, if it is for the bot."""
        if heard := parse.message(message, bot):
            self.heard.note(heard)
            await self._answer(heard, parse.continued(message, bot))

    def edited(self, message: discord.Message, bot: int) -> None:
        """Put the answer to an edited message right, and take it back when the bot is mentioned no more.

        Discord also tells of edits that nobody made: to add previews, or because something is pinned.
        """
        is_recent = time() - message.created_at.timestamp() < REMEMBERED
        if not message.edited_at or not is_recent or not parse.is_by_person(message):
            return
        key, heard = parse.key(message.channel.id, message.id), parse.message(message, bot)
        if heard is None:
            self.heard.unsay(key)
            self._change(partial(self._unsay, key, parse.workspace(message.guild.id if message.guild else None)))
        elif self.heard.note(heard):
            self._change(partial(self._revise, heard, parse.continued(message, bot)))

    def deleted(self, channel: int, messages: Iterable[int], guild: int | None) -> None:
        """Take back the answers to messages that are gone, as far as there were any."""
        keys = tuple(parse.key(channel, message) for message in messages)
        self._change(partial(self._withdraw, keys, parse.workspace(guild)))

    def _change(self, work: Callable[[], Awaitable[None]]) -> None:
        """Change what was answered; what the store does not allow now, it may in a moment."""
        self.tasks.start(self._changed(work, lambda: self.tasks.later(_PAUSE, partial(self._changed, work, None))))

    async def _changed(self, work: Callable[[], Awaitable[None]], otherwise: Callable[[], None] | None) -> None:
        try:
            await work()
        except BotError as error:
            if otherwise:
                otherwise()
            else:
                logger.warning("conversation.change_lost", error=str(error))

    async def _answer(self, heard: Message, continued: str) -> None:
        await self.conversation.heard(await self._placed(heard, continued))

    async def _revise(self, heard: Message, continued: str) -> None:
        await self.conversation.edited(await self._placed(heard, continued))

    async def _unsay(self, key: str, workspace: str) -> None:
        """Of what is not remembered, something is to be done only where it was answered."""
        heard = self.heard.get(key)
        place = heard.place if heard else await self.conversation.answers.place_of(key, workspace)
        if place:
            await self.conversation.unsaid(key, place)

    async def _withdraw(self, keys: tuple[str, ...], workspace: str) -> None:
        """Messages that are not remembered may have been answered by another process; most are nobody's question."""
        for heard in filter(None, map(self.heard.get, keys)):
            await self.conversation.deleted(heard)
        if others := [key for key in keys if self.heard.get(key) is None]:
            for given in await self.conversation.changes.given_to(others, workspace):
                await self.conversation.changes.withdraw(given)

    async def _placed(self, heard: Message, continued: str) -> Message:
        """A message in the exchange that it continues; what its server chose is known from here on, for the reply."""
        if not self.choices.known(heard.place):
            await asyncio.to_thread(self.choices.chosen, heard.place)
        if continued and (place := await self.conversation.answers.place_of(continued, heard.place.workspace)):
            return replace(heard, place=place)
        return heard
