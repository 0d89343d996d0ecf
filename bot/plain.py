"""A card as plain text: everything visible, nothing but words; the same card gives the same text."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from bot.wording import (
    NBSP,
    SILENT,
    beneath,
    beside,
    harmless,
    mark,
    more,
    named,
    offer,
    offered,
    provenance,
    reference,
    said_once,
    shared,
)
from handlers.card import Actions, Block, Card, Fact, Facts, Figure, Items, Note, Quote, Table, Text


def plain(card: Card) -> str:
    """The title, each block, and the sources by number, with an empty line between."""
    return _joined([[card.title], *_parts(card)])


def answer_first(card: Card) -> str:
    """The same, but what an answer is about comes beneath it, for of a notification one sees the first line."""
    match card.blocks:
        case (Quote(fact), *_):
            figure = []
        case (Figure(value, fact), *_):
            figure = [value]
        case _:
            return plain(card)
    return _joined([[*figure, _marked(fact, card), beneath(fact, card)], *_parts(card)[1:]])


def _joined(parts: Iterable[Iterable[str]]) -> str:
    return "\n\n".join("\n".join(map(harmless, part)) for part in parts).replace(NBSP, " ")


def _parts(card: Card) -> list[list[str]]:
    """The lines of each block, and of the sources."""
    parts = [list(_lines(block, card)) for block in card.blocks]
    if any(card.facts()):
        parts.append(["Sources", *(f"[{n}] {reference(source)}" for n, source in enumerate(card.sources, start=1))])
    return parts


def _lines(block: Block, card: Card) -> Iterator[str]:
    match block:
        case Text(text) | Note(text):
            yield text
        case Quote(fact):
            yield _cited(fact, card)
        case Figure(value, fact):
            yield value
            yield _cited(fact, card)
        case Facts():
            yield from _facts(block, card)
        case Table():
            yield from _table(block, card)
        case Items(title, items):
            yield from filter(None, [title])
            yield from (f"• {': '.join(filter(None, (named(item), item.text)))}" for item in items)
        case Actions():
            yield f"{offered(block)}: {offer(block)}"
        case _:
            assert_never(block)


def _facts(block: Facts, card: Card) -> Iterator[str]:
    once = shared(block.facts)
    yield from filter(None, [" – ".join(filter(None, (block.title, said_once(block.facts))))])
    for fact in block.facts:
        yield "• " + " – ".join(filter(None, (_marked(fact, card), beside(fact, once))))
    if block.more:
        yield more(block.more)


def _table(block: Table, card: Card) -> Iterator[str]:
    for row in block.rows:
        yield row.label
        for column, cell in zip(block.columns, row.cells, strict=True):
            yield from (f"• {column}: {said}" for said in [_cited(fact, card) for fact in cell] or [SILENT])


def _marked(fact: Fact, card: Card) -> str:
    return f"{fact.text} {mark(fact, card)}"


def _cited(fact: Fact, card: Card) -> str:
    return f"{_marked(fact, card)} – {provenance(fact)}"
