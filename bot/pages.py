"""A long card as pages: nothing is left out, no sentence is cut, every page has its own sources."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from handlers.card import Block, Card, Facts, Items, Table


def pages(card: Card, limit: int, measure: Callable[[Card], int]) -> tuple[Card, ...]:
    """Cards of at most ``limit`` as ``measure`` counts; a single part that exceeds it alone has a page of its own."""
    found: list[Card] = []
    current: tuple[tuple[int, Block], ...] = ()
    for part in _parts(card):
        more = (*current, part)
        if current and measure(_page(card, more)) > limit:
            found.append(_page(card, current))
            more = (part,)
        current = more
    return (*found, _page(card, current))


def _parts(card: Card) -> Iterator[tuple[int, Block]]:
    """The blocks by index, lists in pieces of one entry."""
    for index, block in enumerate(card.blocks):
        match block:
            case Facts(title, facts, more) if len(facts) > 1:
                yield from ((index, Facts(title, (fact,))) for fact in facts[:-1])
                yield index, Facts(title, facts[-1:], more)
            case Items(title, items):
                yield from ((index, Items(title, (item,))) for item in items)
            case Table(columns, rows):
                yield from ((index, Table(columns, (row,))) for row in rows)
            case _:
                yield index, block


def _page(card: Card, parts: tuple[tuple[int, Block], ...]) -> Card:
    """The card of some parts: pieces of one list joined again, and the sources that they cite."""
    joined: list[tuple[int, Block]] = []
    for index, block in parts:
        if joined and joined[-1][0] == index:
            joined[-1] = (index, _joined(joined[-1][1], block))
        else:
            joined.append((index, block))
    page = replace(card, blocks=tuple(block for _, block in joined))
    cited = {fact.source for fact in page.facts()}
    return replace(page, sources=tuple(source for source in card.sources if source.id in cited))


def _joined(one: Block, other: Block) -> Block:
    match one, other:
        case Facts(title, facts), Facts(_, others, more):
            return Facts(title, (*facts, *others), more)
        case Items(title, items), Items(_, others):
            return Items(title, (*items, *others))
        case Table(columns, rows), Table(_, others):
            return Table(columns, (*rows, *others))
        case _:
            raise AssertionError(one)
