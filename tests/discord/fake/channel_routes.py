"""Routes of channels and threads (Discord's documentation: Channel Resource)."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tests.discord.fake.access import channel_of, message_of, writable
from tests.discord.fake.errors import DiscordError, invalid
from tests.discord.fake.events import channel_event
from tests.discord.fake.permissions import Permission
from tests.discord.fake.records import Request
from tests.discord.fake.threads import open_thread
from tests.discord.fake.world import Payload

if TYPE_CHECKING:
    from tests.discord.fake.state import State

_LONGEST_NAME = 100


def get(discord: "State", request: Request) -> Payload:
    """A channel."""
    return channel_of(discord, request).as_payload()


def modify_thread(discord: "State", request: Request) -> Payload:
    """Renames a thread, or opens it again; one that the bot did not open only with MANAGE_THREADS.

    Raises:
        DiscordError: 50013 without the right; 50083 for one that is put away and stays so.
    """
    thread = channel_of(discord, request)
    held = discord.permissions_of(discord.bot, thread)
    if not thread.is_thread or (thread.owner != discord.bot.id and Permission.MANAGE_THREADS not in held):
        raise DiscordError(50013)
    if request.form.get("archived", thread.is_archived):
        raise DiscordError(50083)
    thread.is_archived, thread.name = False, _name(request)
    discord.tell(channel_event("THREAD_UPDATE", thread))
    return thread.as_payload()


def type_in(discord: "State", request: Request) -> None:
    """Shows that the bot is typing."""
    discord.typings.append(writable(discord, request).id)


def start_thread(discord: "State", request: Request) -> Payload:
    """A public thread of its own."""
    channel = channel_of(discord, request, Permission.CREATE_PUBLIC_THREADS)
    return open_thread(discord, channel, _name(request), None, discord.bot).as_payload()


def start_thread_on_message(discord: "State", request: Request) -> Payload:
    """A public thread on a message; there can be one."""
    message = message_of(discord, request, Permission.CREATE_PUBLIC_THREADS)
    if message.thread is not None:
        raise DiscordError(160004)
    return open_thread(discord, message.channel, _name(request), message, discord.bot).as_payload()


def join_thread(discord: "State", request: Request) -> None:
    """The bot joins a thread."""
    channel_of(discord, request)


def _name(request: Request) -> str:
    name = request.form.get("name", "")
    if not 1 <= len(name) <= _LONGEST_NAME:
        raise invalid("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
    return str(name)


ROUTES: Mapping[str, Callable[["State", Request], Any]] = {
    "GET /channels/{channel}": get,
    "PATCH /channels/{channel}": modify_thread,
    "POST /channels/{channel}/typing": type_in,
    "POST /channels/{channel}/threads": start_thread,
    "POST /channels/{channel}/messages/{message}/threads": start_thread_on_message,
    "PUT /channels/{channel}/thread-members/@me": join_thread,
}
