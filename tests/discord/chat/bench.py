"""A chat on a loopback Discord, what is owed there, and what the bot said."""

import json
from dataclasses import dataclass, replace
from typing import Any

from bot.adapters.discord.chat import DiscordChat
from bot.adapters.discord.render import message
from bot.record import new_id
from bot.store.delivery import Delivery
from bot.store.store import Store
from handlers.card import Action, Actions, Card, Text
from handlers.request import Place
from tests.discord.fake.message import Message
from tests.discord.fake.permissions import Permission
from tests.discord.fake.server import Discord

POST, POSTED = "POST /channels/*/messages", "POST /channels/{channel}/messages"
HISTORY = "GET /channels/{channel}/messages"
MINUTES = 10 * 60  # after which Discord knows no nonce of before


@dataclass
class Bench:
    """A chat on a Discord in which somebody asked something."""

    discord: Discord
    chat: DiscordChat
    store: Store
    question: Message

    def owed(self, said: str = "Tea sells.", **more: Any) -> Delivery:
        """A delivery, in its first attempt, that answers the question."""
        place = Place("discord", str(self.discord.guild.id), str(self.question.channel.id), str(self.question.id))
        now, key = self.discord.clock.now(), f"{place.channel}:{self.question.id}"
        payload = body(said, self.question, **more)
        return Delivery(new_id(), place, payload, key, attempt=1, first_try_at=now, created_at=now)

    def said(self) -> list[Message]:
        """What the bot said, in the channel and its threads."""
        channels = (self.question.channel, *self.discord.threads(self.question.channel))
        found = (each for channel in channels for each in channel.messages.values())
        return [each for each in found if each.author is self.discord.bot]


def body(said: str, question: Message, **more: Any) -> str:
    """What a delivery holds."""
    card = Card("Tea", (Text(said), Actions("", (Action("More tea", "more tea"),))))
    return json.dumps({"message": message(card), "reference": str(question.id), **more})


def revised(delivery: Delivery, said: str, question: Message, **more: Any) -> Delivery:
    """The same delivery with other words."""
    return replace(delivery, payload=body(said, question, is_revised=True, **more))


def hide_history(discord: Discord) -> None:
    """The bot may write in the channel, but not read what was written."""
    discord.permit(discord.general, discord.bot, deny=Permission.READ_MESSAGE_HISTORY)
