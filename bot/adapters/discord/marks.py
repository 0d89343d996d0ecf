"""What a posted delivery bears: a nonce, by which Discord knows it for some minutes, and a mark, by which we do."""

from collections.abc import AsyncIterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Any

from discord import Client, ClientUser

from bot.adapters.discord.calls import again
from bot.adapters.discord.drawn import Json
from bot.delivery import UnsureError
from bot.store.delivery import Delivery

NONCE_HOLDS = 120.0
"""Seconds for which posting with a nonce again comes to the same message; Discord says "the past few minutes"."""

_NONCE = 25  # characters
_FIRST, _MARKS = 10_000, 2**31 - 10_000  # beyond the numbers that a message's own components have
_PAGE = 100
_MOST_PAGES = 20


def is_held(since: float, now: float) -> bool:
    """Whether Discord still knows a nonce that was first posted then; nobody can say where the clock was set back."""
    return 0 <= now - since < NONCE_HOLDS


def nonce(delivery: Delivery) -> str:
    """The same at every attempt to post a delivery."""
    return sha256(f"{delivery.place.channel}:{delivery.id}".encode()).hexdigest()[:_NONCE]


def mark(delivery_id: str) -> int:
    """The number of the first component of the message that a delivery comes to."""
    return _FIRST + int.from_bytes(sha256(delivery_id.encode()).digest()[:8]) % _MARKS


def marked(components: Sequence[Json], delivery_id: str) -> list[Json]:
    """Components of a message that bear the mark of a delivery."""
    first, *others = components
    return [{**first, "id": mark(delivery_id)}, *others]


def is_it(message: Mapping[str, Any], delivery_id: str, author: ClientUser | None) -> bool:
    """Whether a message is the author's and has the mark of a delivery."""
    is_theirs = author is not None and message["author"]["id"] == str(author.id)
    return is_theirs and any(each.get("id") == mark(delivery_id) for each in message.get("components") or ())


async def history(client: Client, channel: int) -> AsyncIterator[Mapping[str, Any]]:
    """The messages of a channel, the newest first; UnsureError where they are too many."""
    before: str | int | None = None
    for _ in range(_MOST_PAGES):
        page = await again(partial(client.http.logs_from, channel, _PAGE, before))
        for message in page:
            yield message
        if len(page) < _PAGE:
            return
        before = page[-1]["id"]
    raise UnsureError("too much history")
