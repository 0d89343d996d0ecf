"""A card as plain text: everything visible, nothing but words; the same card gives the same text."""

from collections.abc import Iterator
from typing import assert_never

from bot.wording import NBSP, SILENT, harmless, mark, more, offer, offered, provenance, reference, shared
from handlers.card import Actions, Block, Card, Fact, Facts, Figure, Items, Note, Quote, Table, Text


def plain(card: Card) -> str:
    """The title, each block, and the sources by number, with an empty line between."""
    parts = [[card.title], *(list(_lines(block, card)) for block in card.blocks)]
    if any(card.facts()):
        parts.append(["Sources", *(f"[{n}] {reference(source)}" for n, source in enumerate(card.sources, start=1))])
    return "\n\n".join("\n".join(map(harmless, part)) for part in parts).replace(NBSP, " ")


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
            yield from (f"• {item.name}: {item.text}" if item.text else f"• {item.name}" for item in items)
        case Actions():
            yield f"{offered(block)}: {offer(block)}"
        case _:
            assert_never(block)


def _facts(block: Facts, card: Card) -> Iterator[str]:
    once = shared(block.facts)
    yield from filter(None, [" – ".join(filter(None, (block.title, once)))])
    for fact in block.facts:
        yield "• " + (_marked(fact, card) if once else _cited(fact, card))
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
