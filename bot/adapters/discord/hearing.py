"""What people write, edit and delete: to the conversation, as far as it is for the bot."""

import asyncio
from dataclasses import dataclass, field, replace

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
            self.tasks.start(self._answer(heard))

    def edited(self, message: discord.Message, bot: int) -> None:
        """Put the answer to an edited message right; Discord also tells of edits that nobody made, to add previews."""
        if message.edited_at and (heard := parse.message(message, bot)):
            self._heard[heard.key] = heard
            self.tasks.start(self._revise(heard))

    def deleted(self, channel: int, message: int, guild: int | None) -> None:
        """Take back the answer to a message that is gone, if there was any."""
        self.tasks.start(self._withdraw(parse.key(channel, message), str(guild or parse.ELSEWHERE)))

    async def _answer(self, heard: Message) -> None:
        await self.conversation.heard(await self._placed(heard))

    async def _revise(self, heard: Message) -> None:
        await self.conversation.edited(await self._placed(heard))

    async def _withdraw(self, key: str, workspace: str) -> None:
        if key in self._heard:
            await self.conversation.deleted(await self._placed(self._heard[key]))
        elif given := await self.conversation.changes.given(key, workspace):
            await self.conversation.changes.withdraw(given)

    async def _placed(self, heard: Message) -> Message:
        """A message whose reply goes into a thread of its own, where its channel is chosen for that."""
        place = heard.place
        if not place.thread or heard.is_in_thread:
            return heard
        chosen = await asyncio.to_thread(self.choices.chosen, place)
        if place.channel not in chosen.threads:
            return heard
        return replace(heard, place=replace(place, channel=place.thread, thread=""))
