"""What stands in a message as JSON."""

from collections.abc import Iterator
from typing import Any

from bot.wording import NBSP
from handlers.card import (
    Block,
    Card,
)
from tests.slack.cards import LEAF, TEA

Json = dict[str, Any]


def of(*blocks: Block, title: str = "Tea") -> Card:
    """A card with both sources."""
    return Card(title, blocks, (TEA, LEAF))


def strings(value: object) -> Iterator[str]:
    """Every text in a payload, in order."""
    match value:
        case {"text": str(text)}:
            yield text
        case dict():
            yield from (text for inner in value.values() for text in strings(inner))
        case list():
            yield from (text for inner in value for text in strings(inner))
        case _:
            return


def found(value: object, kind: str) -> Iterator[Json]:
    """Every object of a type in a payload, in order."""
    if isinstance(value, dict):
        if value.get("type") == kind:
            yield value
        yield from (each for inner in value.values() for each in found(inner, kind))
    elif isinstance(value, list):
        yield from (each for inner in value for each in found(inner, kind))


def lines(payload: Json) -> list[str]:
    """What is read in a message: each heading, small line, paragraph, bullet and row of buttons."""
    read = []
    for block in payload["blocks"]:
        parts = block["elements"] if block["type"] == "rich_text" else [block]
        for part in parts:
            entries = part["elements"] if part["type"] == "rich_text_list" else [part]
            mark = "• " if part["type"] == "rich_text_list" else ""
            joint = "" if part["type"].startswith("rich_text") else " | "
            read += [mark + joint.join(strings(entry)).replace(NBSP, " ") for entry in entries]
    return read
