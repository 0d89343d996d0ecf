"""A long card as pages: nothing is left out, no sentence is cut, every page has its own sources."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from handlers.card import Block, Card, Facts, Items, Table

Part = tuple[int, int]


def pages(card: Card, limit: int, measure: Callable[[Card], int]) -> tuple[Card, ...]:
    """Cards of at most ``limit`` as ``measure`` counts; a single part that exceeds it alone has a page of its own."""
    if measure(card) <= limit:
        return (card,)
    parts = [(at, part) for at, block in enumerate(card.blocks) for part in range(_length(block))]
    found: list[Card] = []
    start = 0
    for end in range(1, len(parts)):
        if measure(_page(card, parts[start : end + 1])) > limit:
            found.append(_page(card, parts[start:end]))
            start = end
    return (*found, _page(card, parts[start:]))


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
    cited = {fact.source for fact in page.facts()}
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
