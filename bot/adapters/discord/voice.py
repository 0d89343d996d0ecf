"""How Discord says what is answered in a conversation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import discord
from discord.abc import GuildChannel

from bot.adapters.discord import parse, render
from bot.adapters.discord.calls import again, settled
from bot.adapters.discord.drawn import Drawn, files
from bot.adapters.discord.pictured import pictured
from bot.adapters.discord.posted import with_primary
from bot.adapters.discord.shown import WHOLE, reply_for
from bot.adapters.discord.text import shortened, unmarked
from bot.choices import Choices
from bot.delivery import PostError
from bot.gallery import Gallery, wanted_by
from bot.log import logger
from handlers.card import Actions, Audience, Card, Context, Kind, Note, Reply, Text
from handlers.request import Place, Request

_TITLE = 90  # characters of a thread's name, of the hundred that it may have
NOBODY = discord.AllowedMentions.none()
_UNHEARD = "Only you should see the reply, and {}. Ask me with the slash command."
_WHY = {"takes_no_messages": "you take no direct messages from me"}
_OTHERWISE = "Discord did not let me send it to you"


@dataclass(frozen=True)
class DiscordVoice:
    """Discord's part in answering what people write."""

    client: discord.Client
    choices: Choices
    gallery: Gallery

    @property
    def platform(self) -> str:
        """``discord``."""
        return parse.PLATFORM

    def is_private(self, place: Place) -> bool:
        """Whether a place is a direct message."""
        return place.workspace == parse.ELSEWHERE

    def forms(self, question: str, request: Request, reply: Reply) -> Mapping[str, Any]:
        """The message, what it replies to, the thread that it begins and the picture that it shows, if it does."""
        asked = request.text if request.context == Context() else ""
        extras = render.around(reply, question, asked, follow_up=parse.exchange(request.place))
        return {
            "message": render.message(reply.card, extras),
            "reference": "" if self.is_private(request.place) else request.id.partition(":")[2],
            **({"thread": _title(request.text)} if self._begins_thread(request) else {}),
            **({"picture": wanted_by(reply.picture)} if reply.picture else {}),
        }

    def posted(self, reply: Reply) -> Mapping[str, Any]:
        """What nobody asked for: a fact's first button stands out, for there it is what one does next."""
        message = render.message(reply.card, render.Extras(topic=reply.topic or ""))
        if reply.kind is Kind.CARD:
            message["components"] = with_primary(message["components"])
        return {"message": message}

    async def whisper(self, request: Request, reply: Reply) -> None:
        """Send a reply to the asker directly; who takes no direct messages is told so beneath what they asked.

        The message says where it was asked. It has no buttons: what they say is not meant for direct messages.
        """
        note = Note(f"You asked me in {self._name(request)}, where others would read it.")
        said = replace(reply.card, blocks=(*(b for b in reply.card.blocks if not isinstance(b, Actions)), note))
        if failure := await self._sent_directly(int(request.user), replace(reply, card=said)):
            await self._hinted(request, _WHY.get(failure, _OTHERWISE))

    def _begins_thread(self, request: Request) -> bool:
        """Whether a channel is one where a mention is answered in a thread, and the message begins an exchange."""
        chosen, place = self.choices.last(request.place), request.place
        is_first = request.id == parse.key(int(place.channel or 0), int(place.thread or 0))
        return is_first and chosen is not None and place.channel in chosen.threads

    def _name(self, request: Request) -> str:
        """The channel in which something was asked, which its asker sees."""
        channel = self.client.get_channel(int(request.id.partition(":")[0]))
        return f"#{channel.name}" if isinstance(channel, GuildChannel | discord.Thread) else "a channel"

    async def _sent_directly(self, user: int, reply: Reply) -> str:
        """Why it did not arrive for sure; "" when it did."""
        shown = await pictured(reply_for(reply, render.Extras(file=WHOLE), Audience.ASKER), reply, self.gallery)
        try:
            direct = await again(lambda: self.client.create_dm(discord.Object(user)))
            send = partial(direct.send, view=Drawn(shown.components), allowed_mentions=NOBODY)
            await settled(send(files=files(shown.file)))
        except PostError as error:
            logger.info("discord.whisper_lost", error=str(error))
            return str(error)
        return ""

    async def _hinted(self, request: Request, why: str) -> None:
        channel, _, heard = request.id.partition(":")
        asked = discord.MessageReference(message_id=int(heard), channel_id=int(channel), fail_if_not_exists=False)
        where = self.client.get_partial_messageable(int(channel))
        try:
            hint = Drawn(render.components(Card("For you alone", (Text(_UNHEARD.format(why)),))))
            await settled(where.send(view=hint, reference=asked, allowed_mentions=NOBODY))
        except PostError as error:
            logger.warning("discord.whisper_lost", error=str(error))


def _title(text: str) -> str:
    """A question as the name of its thread."""
    return shortened(unmarked(text) or "Question", _TITLE)
