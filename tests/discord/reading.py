"""What is read and pressed in components."""

from collections.abc import Iterator, Sequence
from typing import Any

from bot.adapters.discord import codes
from bot.adapters.discord.codes import Verb
from bot.wording import NBSP
from tests.discord.published import check

Json = dict[str, Any]
ROW, BUTTON, MENU, TEXT, LINE = 1, 2, 3, 10, 14


def problems(shown: Sequence[Json]) -> tuple[str, ...]:
    """What Discord would refuse of some components."""
    body = {"flags": 1 << 15, "allowed_mentions": {"parse": []}, "components": list(shown)}
    return check("POST", "/channels/1/messages", body)


def all_of(shown: Sequence[Json], kind: int) -> list[Json]:
    """Every component of a type, in order."""
    return list(_all_of(shown, kind))


def _all_of(shown: Sequence[Json], kind: int) -> Iterator[Json]:
    for each in shown:
        if each["type"] == kind:
            yield each
        yield from _all_of(each.get("components", []), kind)


def written(shown: Sequence[Json]) -> list[str]:
    """The Markdown of all texts, line by line, but with plain spaces."""
    return "\n".join(each["content"] for each in all_of(shown, TEXT)).replace(NBSP, " ").split("\n")


def labels(shown: Sequence[Json]) -> list[list[str]]:
    """What the buttons and menus of each row show."""
    return [
        [each["label"] if each["type"] == BUTTON else each["placeholder"] for each in row["components"]]
        for row in all_of(shown, ROW)
    ]


def pressed(shown: Sequence[Json], label: str) -> tuple[Verb, str]:
    """What pressing a button says."""
    button = next(each for each in all_of(shown, BUTTON) if each["label"] == label)
    code = codes.read(button["custom_id"])
    assert code
    return code.verb, codes.said(code, shown)
