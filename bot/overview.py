"""A card that lists more than anybody reads in a message: names alone, and of many entries of one name the first."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from bot.wording import NBSP, more
from handlers.card import Block, Card, Item, Items, Text

_MANY = 40  # entries of lists that are too many to be read one by one
_NAMED = 60  # names of a list that are shown then
_ALIKE = 3  # entries of one name that are shown


def overview(card: Card) -> Card:
    """The card with its lists in brief; the card itself when there is nothing to leave out."""
    shorter = _named if lists_much(card) else _fewer
    blocks = tuple(part for block in card.blocks for part in (shorter(block) if isinstance(block, Items) else (block,)))
    return card if blocks == card.blocks else replace(card, blocks=blocks)


def lists_much(card: Card) -> bool:
    """Whether a card lists too much for anything but names."""
    names = {item.name for block in card.blocks if isinstance(block, Items) for item in block.items}
    return len(names) > _MANY


def _named(block: Items) -> tuple[Block, ...]:
    names = [item.name for item in block.items[:_NAMED]]
    rest = [more(len(block.items) - _NAMED)] if len(block.items) > _NAMED else []
    return replace(block, items=()), Text(f"{NBSP}· ".join((*names, *rest)))


def _fewer(block: Items) -> tuple[Block, ...]:
    return (replace(block, items=tuple(_first_alike(block.items))),)


def _first_alike(items: Iterable[Item]) -> Iterator[Item]:
    """Of entries of one name, one after another, the first, and how many more there are."""
    for name, group in groupby(items, lambda item: item.name):
        shown, others = (found := tuple(group))[:_ALIKE], found[_ALIKE:]
        yield from shown if len(others) > 1 else found
        if len(others) > 1:
            yield Item(name, f"and {len(others)} more")
