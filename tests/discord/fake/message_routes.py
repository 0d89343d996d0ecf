"""Routes of messages (Discord's documentation: Message Resource)."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tests.discord.fake import events
from tests.discord.fake.access import channel_of, message_of, writable
from tests.discord.fake.bodies import said, said_now
from tests.discord.fake.content import in_rest
from tests.discord.fake.errors import DiscordError, invalid
from tests.discord.fake.message import PLAIN, REPLY, Content, Message
from tests.discord.fake.permissions import Permission
from tests.discord.fake.records import Request
from tests.discord.fake.world import Channel, Payload

if TYPE_CHECKING:
    from tests.discord.fake.state import State

_NONCE_SECONDS, _LONGEST_NONCE, _MOST = 300, 25, 100


def post(discord: "State", request: Request) -> Payload:
    """A new message; with an enforced nonce that was used minutes ago, the message of then."""
    channel = writable(discord, request)
    form = request.form
    nonce = _nonce(form)
    posted_at, earlier = discord.nonces.get(nonce, (0.0, None))
    if earlier is not None and form.get("enforce_nonce") and discord.clock.now() - posted_at < _NONCE_SECONDS:
        return earlier.as_payload()
    reference = _reference(discord, channel, form)
    content = said(discord, request, channel, form)
    message = Message(
        discord.clock.snowflake(),
        channel,
        discord.bot,
        content,
        REPLY if reference else PLAIN,
        nonce=nonce,
        reference=reference,
        request=request,
    )
    show(discord, message)
    return message.as_payload()


def show(discord: "State", message: Message) -> None:
    """Shows a message of the bot, which hears of it unless one person alone sees it."""
    if message.nonce:
        discord.keep_nonce(message)
    discord.keep_message(message)
    tell(discord, "MESSAGE_CREATE", message)


def tell(discord: "State", event: str, message: Message) -> None:
    """Sends an event about a message of the bot."""
    if not message.is_ephemeral and discord.can_see(message.channel):
        discord.tell(events.message_event(discord, event, message))


def rewrite(discord: "State", message: Message, content: Content) -> None:
    """Puts new content into a message of the bot; one that only said the bot is thinking does not count as edited."""
    if not message.is_loading:
        message.edits.append(message.said)
        message.edited_at = discord.clock.now()
    message.said = content
    tell(discord, "MESSAGE_UPDATE", message)


def remove(discord: "State", message: Message) -> None:
    """Deletes a message."""
    message.is_deleted = True
    if message.is_ephemeral:
        message.channel.ephemerals.remove(message)
        discord.changed()
        return
    message.channel.messages.pop(message.id)
    if discord.can_see(message.channel):
        discord.tell(events.message_deleted(message))


def history(discord: "State", request: Request) -> list[Payload]:
    """Messages of a channel, the latest first; none without the right to read them."""
    channel = channel_of(discord, request)
    if Permission.READ_MESSAGE_HISTORY not in discord.permissions_of(discord.bot, channel):
        return []
    limit = int(request.query.get("limit", 50))
    if not 1 <= limit <= _MOST:
        raise invalid("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
    before, after = int(request.query.get("before", 1 << 63)), int(request.query.get("after", 0))
    found = [message for number, message in sorted(channel.messages.items()) if after < number < before]
    chosen = found[:limit] if "after" in request.query else found[-limit:]
    return [in_rest(discord, message) for message in reversed(chosen)]


def get(discord: "State", request: Request) -> Payload:
    """One message."""
    return in_rest(discord, message_of(discord, request, Permission.READ_MESSAGE_HISTORY))


def edit(discord: "State", request: Request) -> Payload:
    """Edits a message of the bot."""
    message = message_of(discord, request)
    if message.author is not discord.bot:
        raise DiscordError(50005)
    rewrite(discord, message, said_now(discord, request, message.channel, request.form, message.said))
    return message.as_payload()


def delete(discord: "State", request: Request) -> None:
    """Deletes a message; those of others only with MANAGE_MESSAGES."""
    message = message_of(discord, request)
    held = discord.permissions_of(discord.bot, message.channel)
    if message.author is not discord.bot and (message.channel.guild is None or Permission.MANAGE_MESSAGES not in held):
        raise DiscordError(50013)
    remove(discord, message)


def _nonce(form: Payload) -> str:
    nonce = str(form.get("nonce") or "")
    if len(nonce) > _LONGEST_NONCE:
        raise invalid("nonce", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    return nonce


def _reference(discord: "State", channel: Channel, form: Payload) -> Message | None:
    """The message that a new one replies to; one that is gone matters unless the form says it does not."""
    reference = form.get("message_reference")
    if not reference:
        return None
    if Permission.READ_MESSAGE_HISTORY not in discord.permissions_of(discord.bot, channel):
        raise DiscordError(160002)
    found = channel.messages.get(int(reference["message_id"]))
    if found is None and reference.get("fail_if_not_exists", True):
        raise invalid("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
    return found


_ALL, _ONE = "/channels/{channel}/messages", "/channels/{channel}/messages/{message}"
ROUTES: Mapping[str, Callable[["State", Request], Any]] = {
    f"GET {_ALL}": history,
    f"POST {_ALL}": post,
    f"GET {_ONE}": get,
    f"PATCH {_ONE}": edit,
    f"DELETE {_ONE}": delete,
}
