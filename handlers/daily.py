"""Which fact comes next in a channel: each once before any comes again, whatever comes to the corpus or leaves it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from corpus.article import Passage
from corpus.collection import Corpus
from handlers.fact import quotable

_BYTES = 8
_ALL = 2 ** (8 * _BYTES) - 1
_KEPT = 65_536  # numbers of facts, a few megabytes at most


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a subscription has come: the place of the fact shown last, in hexadecimal, and how often it began anew.

    Before the first fact the place is "".
    """

    last: str = ""
    cycle: int = 0


def facts_about(corpus: Corpus, topics: tuple[str, ...] = ()) -> tuple[Passage, ...]:
    """The facts worth posting on some topics, by id, or on all there are when none is named."""
    chosen = dict.fromkeys(passage for topic in topics for passage in corpus.about(topic))
    return tuple(quotable(tuple(chosen) if topics else corpus.passages))


def untold(facts: Sequence[Passage], told: Collection[str]) -> Sequence[Passage]:
    """The facts without those that a digest told of lately, by id; all of them where it told of all."""
    return tuple(passage for passage in facts if passage.id not in told) or facts if told else facts


def following(facts: Iterable[Passage], subscription: str, cursor: Cursor) -> tuple[Passage, Cursor] | None:
    """The fact that follows in a subscription, and the cursor then; None when there is no fact.

    Every subscription has an order of its own, in which each fact, there or yet to come, has a fixed place. What comes
    next is the first fact behind the cursor, or else the very first, with which a cycle begins. So nothing repeats
    within a cycle, and facts that come and go, or topics that change, move nothing else.
    """
    places = _places(facts, subscription)
    if not places:
        return None
    last = int(cursor.last, 16) if cursor.last else -1
    behind = [place for place in places if place > last]
    place = min(behind or places)
    return places[place], Cursor(f"{place:0{2 * _BYTES}x}", cursor.cycle + (not behind))


def preview(facts: Sequence[Passage], subscription: str, cursor: Cursor, most: int) -> tuple[Passage, ...]:
    """The facts that follow, so many at most, as long as nothing changes; a few facts repeat."""
    shown: list[Passage] = []
    while len(shown) < most and (found := following(facts, subscription, cursor)):
        passage, cursor = found
        shown.append(passage)
    return tuple(shown)


def _places(facts: Iterable[Passage], subscription: str) -> dict[int, Passage]:
    """Each fact by its place: its number times the subscription's, which being odd maps no two numbers to one."""
    factor = _number(subscription) | 1
    return {_number(passage.id) * factor & _ALL: passage for passage in facts}


@lru_cache(maxsize=_KEPT)
def _number(name: str) -> int:
    """A number of 64 bits that looks drawn by lot and is always the same."""
    return int.from_bytes(blake2b(name.encode(), digest_size=_BYTES).digest())
