"""What is read and pressed in components and messages, and what in them would do more than be read."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from bot.adapters.discord import codes
from bot.adapters.discord.codes import Verb
from bot.wording import NBSP
from tests.discord import markdown
from tests.discord.fake.message import Message
from tests.discord.published import check

Json = dict[str, Any]
ROW, BUTTON, MENU, TEXT, LINE = 1, 2, 3, 10, 14
_ACTING = {"mention", "command", "emoji", "time", "address", "spoiler"}
_SOURCE = re.compile(r"-# \\?\[[0-9]+\\?\] ")


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


def read(message: Message) -> str:
    """All that the eye sees in a message and that is read out as well, its buttons last."""
    texts = (markdown.read(each["content"]).text for each in all_of(message.components, TEXT))
    return "\n".join((*texts, *message.labels))


def acts(message: Message) -> Iterator[str]:
    """Whatever in a message notifies somebody, leads somewhere but to a source, or changes when it is looked at."""
    for line in "\n".join(each["content"] for each in all_of(message.components, TEXT)).split("\n"):
        yield from markdown.pings(line)
        acting = _ACTING if _SOURCE.match(line) else {*_ACTING, "link"}
        yield from (mark.text for mark in markdown.read(line).marks if mark.kind in acting)


def root(message: Message) -> Message:
    """What began the replies to which a message belongs."""
    while message.reference:
        message = message.reference
    return message
