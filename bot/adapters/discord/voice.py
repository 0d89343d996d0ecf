"""How Discord says what is answered in a conversation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import discord

from bot.adapters.discord import parse, render
from bot.adapters.discord.calls import settled
from bot.adapters.discord.drawn import Drawn
from bot.delivery import PostError
from bot.log import logger
from handlers.card import Card, Context, Reply, Text
from handlers.request import Place, Request

_TITLE = 90  # characters of a thread's name, of the hundred that it may have
_UNHEARD = Card("For you alone", (Text("I have a reply that only you should see. Ask me with the slash command."),))


@dataclass(frozen=True)
class DiscordVoice:
    """Discord's part in answering what people write."""

    client: discord.Client

    @property
    def platform(self) -> str:
        """``discord``."""
        return parse.PLATFORM

    def is_private(self, place: Place) -> bool:
        """Whether a place is a direct message."""
        return place.workspace == parse.ELSEWHERE

    def forms(self, question: str, request: Request, reply: Reply) -> Mapping[str, Any]:
        """The message, what it replies to, and the name of the thread that it begins, if it does."""
        asked = request.text if request.context == Context() else ""
        channel, _, heard = request.id.partition(":")
        begins = request.place.channel not in {channel, ""}
        extras = render.around(reply, question, asked, follow_up=request.place.thread or question)
        return {
            "message": render.message(reply.card, extras),
            "reference": "" if begins or self.is_private(request.place) else heard,
            **({"thread": _title(request.text)} if begins else {}),
        }

    async def whisper(self, request: Request, reply: Reply) -> None:
        """Send a reply to the asker directly; who takes no direct messages is told so where they asked."""
        if not await self._sent_directly(int(request.user), reply):
            await self._hinted(request)

    async def _sent_directly(self, user: int, reply: Reply) -> bool:
        try:
            direct = await settled(self.client.create_dm(discord.Object(user)))
            await settled(direct.send(view=Drawn(render.components(reply.card))))
        except PostError as error:
            logger.info("discord.whisper_lost", error=str(error))
            return False
        return True

    async def _hinted(self, request: Request) -> None:
        channel = self.client.get_partial_messageable(int(request.id.partition(":")[0]))
        try:
            await settled(channel.send(view=Drawn(render.components(_UNHEARD))))
        except PostError as error:
            logger.warning("discord.whisper_lost", error=str(error))


def _title(text: str) -> str:
    """A question as the name of its thread."""
    line = " ".join(text.split()) or "Question"
    return line if len(line) <= _TITLE else f"{line[: _TITLE - 1].rstrip()}…"
