"""A conversation, the question that begins it, and what a reply shows first."""

from collections.abc import Callable

from handlers.card import Reply

Talk = Callable[..., Reply]
STAFF = "how many employees does Kestrel Coffee have?"


def first(reply: Reply) -> str:
    """The first sentence that a card shows."""
    return next(reply.card.facts()).text
