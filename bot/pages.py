"""A long card as pages: nothing is left out, no sentence is cut, every page has its own sources."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from bot.fit import most_within
from handlers.card import Block, Card, Facts, Items, Table

Part = tuple[int, int]


def pages(card: Card, limit: int, measure: Callable[[Card], int]) -> tuple[Card, ...]:
    """Cards of at most ``limit`` as ``measure`` counts; a single part that exceeds it alone has a page of its own."""
    whole = measure(card)
    if whole <= limit:
        return (card,)
    parts = [(at, part) for at, block in enumerate(card.blocks) for part in range(_length(block))]

    def page(start: int, count: int) -> Card:
        return _page(card, parts[start : start + count])

    def price(start: int, count: int) -> int:
        return measure(page(start, count))

    found: list[Card] = []
    start, count = 0, len(parts) * limit // whole
    while start < len(parts):
        count = most_within(limit, range(1, len(parts) - start + 1), count, partial(price, start))
        found.append(page(start, count))
        start += count
    return tuple(found)


def _length(block: Block) -> int:
    """How many parts a block may be divided into."""
    match block:
        case Facts(facts=parts) | Items(items=parts) | Table(rows=parts):
            return max(1, len(parts))
        case _:
            return 1


def _page(card: Card, parts: Sequence[Part]) -> Card:
    """The card of some parts that follow one another, and the sources that they cite."""
    kept: dict[int, list[int]] = {}
    for at, part in parts:
        kept.setdefault(at, []).append(part)
    page = replace(card, blocks=tuple(_slice(card.blocks[at], own[0], own[-1] + 1) for at, own in kept.items()))
    cited = page.cited()
    return replace(page, sources=tuple(source for source in card.sources if source.id in cited))


def _slice(block: Block, start: int, end: int) -> Block:
    match block:
        case Facts(title, facts, more):
            return Facts(title, facts[start:end], more if end >= len(facts) else 0)
        case Items(title, items):
            return Items(title, items[start:end])
        case Table(columns, rows):
            return Table(columns, rows[start:end])
        case _:
            return block
