"""Who mentions the bot's role means the bot: they are told how to mention it, for their question cannot be read."""

from dataclasses import dataclass, field

import discord

from bot.adapters.discord import parse, render
from bot.adapters.discord.calls import settled
from bot.adapters.discord.drawn import Drawn
from bot.conversation.answers import Answers
from bot.delivery import PostError
from bot.expiring import Expiring
from bot.log import logger
from handlers.card import Card, Text

_PAUSE = 60.0  # seconds in which a channel is told once
_MOST = 10_000


@dataclass(frozen=True)
class Pointer:
    """Points from the role to the bot."""

    answers: Answers
    _told: Expiring[int, None] = field(default_factory=lambda: Expiring(_PAUSE, _MOST))

    async def point(self, message: discord.Message) -> None:
        """Say beneath a message whom to mention; once, and in a channel once a minute at most."""
        channel = message.channel.id
        if channel in self._told or message.guild is None:
            return
        self._told[channel] = None
        if not await self.answers.claim(parse.key(channel, message.id)):
            return
        text = Text(f"Write @{message.guild.me.display_name}: what is said to a role I cannot read.")
        hint = render.components(Card("Mention me, not my role", (text,)))
        try:
            await settled(message.reply(view=Drawn(hint), allowed_mentions=discord.AllowedMentions.none()))
        except PostError as error:
            logger.warning("discord.whisper_lost", error=str(error))
