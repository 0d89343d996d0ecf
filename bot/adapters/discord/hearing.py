"""What people write, edit and delete: to the conversation, as far as it is for the bot."""

import asyncio
from dataclasses import dataclass, field, replace
from time import time

import discord

from bot.adapters.discord import parse
from bot.choices import Choices
from bot.conversation.conversation import Conversation
from bot.conversation.message import Message
from bot.expiring import Expiring
from bot.tasks import Tasks

_REMEMBERED = 24 * 3600.0  # seconds
_MOST = 10_000


@dataclass(frozen=True)
class Hearing:
    """The listener of messages."""

    conversation: Conversation
    choices: Choices
    tasks: Tasks
    _heard: Expiring[str, Message] = field(default_factory=lambda: Expiring(_REMEMBERED, _MOST))

    def written(self, message: discord.Message, bot: int) -> None:
        """Answer a message that is for the bot."""
        if heard := parse.message(message, bot):
            self._heard[heard.key] = heard
            self.tasks.start(self._answer(heard, parse.continued(message, bot)))

    def edited(self, message: discord.Message, bot: int) -> None:
        """Put the answer to an edited message right, and take it back when the bot is mentioned no more.

        Discord also tells of edits that nobody made: to add previews, or because something is pinned.
        """
        is_recent = time() - message.created_at.timestamp() < _REMEMBERED
        if not message.edited_at or not is_recent or not parse.is_by_person(message):
            return
        key, heard = parse.key(message.channel.id, message.id), parse.message(message, bot)
        if heard is None:
            self.tasks.start(self._withdraw(key, parse.workspace(message.guild.id if message.guild else None)))
        elif key not in self._heard or self._heard[key].text != heard.text:
            self._heard[key] = heard
            self.tasks.start(self._revise(heard, parse.continued(message, bot)))

    def deleted(self, channel: int, message: int, guild: int | None) -> None:
        """Take back the answer to a message that is gone, if there was any."""
        self.tasks.start(self._withdraw(parse.key(channel, message), parse.workspace(guild)))

    async def _answer(self, heard: Message, continued: str) -> None:
        await self.conversation.heard(await self._placed(heard, continued))

    async def _revise(self, heard: Message, continued: str) -> None:
        await self.conversation.edited(await self._placed(heard, continued))

    async def _withdraw(self, key: str, workspace: str) -> None:
        if key in self._heard:
            await self.conversation.deleted(self._heard[key])
        elif given := await self.conversation.changes.given(key, workspace):
            await self.conversation.changes.withdraw(given)

    async def _placed(self, heard: Message, continued: str) -> Message:
        """A message in the exchange that it continues; what its server chose is known from here on, for the reply."""
        if not self.choices.known(heard.place):
            await asyncio.to_thread(self.choices.chosen, heard.place)
        if continued and (place := await self.conversation.answers.place_of(continued, heard.place.workspace)):
            return replace(heard, place=place)
        return heard
