"""Facts in the order in which one subscription shows them."""

from collections.abc import Iterable

from corpus.article import Passage
from handlers.daily import Cursor, following


def in_order(facts: Iterable[Passage], subscription: str) -> tuple[Passage, ...]:
    """The facts from the one with which a cycle begins to the one with which it ends."""
    placed = (following((each,), subscription, Cursor()) for each in facts)
    return tuple(each for each, _ in sorted(filter(None, placed), key=lambda found: found[1].last))
