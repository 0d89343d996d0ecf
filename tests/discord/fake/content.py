"""What a bot may read of a message without the privileged intent (Gateway, Message Content Intent)."""

from typing import TYPE_CHECKING

from tests.discord.fake.intents import Intent
from tests.discord.fake.message import Message
from tests.discord.fake.world import DIRECT, Payload

if TYPE_CHECKING:
    from tests.discord.fake.state import State

_NOTHING: Payload = {"content": "", "embeds": [], "attachments": [], "components": []}


def blind(message: Message, bot: int) -> Payload:
    """A message without what it says, unless the bot wrote it, is mentioned in it or it is a direct message.

    The message that it replies to is held to the same.
    """
    payload = message.as_payload() | ({} if _concerns(message, bot) else _NOTHING)
    reference = message.reference
    if reference is not None and payload["referenced_message"] and not _concerns(reference, bot):
        payload["referenced_message"] |= _NOTHING
    return payload


def in_rest(discord: "State", message: Message) -> Payload:
    """A message as the REST API gives it, which goes by what the app is allowed."""
    return message.as_payload() if Intent.MESSAGE_CONTENT & discord.privileged else blind(message, discord.bot.id)


def _concerns(message: Message, bot: int) -> bool:
    is_own = message.author.id == bot
    return is_own or message.channel.kind == DIRECT or any(user.id == bot for user in message.mentions)
