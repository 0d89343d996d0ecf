"""What a button says when it is pressed, in its ``custom_id``: versioned, and all it takes, so it outlives a process.

``d1:say:Cainiao`` says *Cainiao* for who presses it. A text that is too long for an id stands in the message itself, as
small print in quotation marks: ``d1:say#101:`` says what the message's component 101 quotes, for a press brings its
whole message with it. A code of the first version is read for ever; a new meaning takes a new version.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.adapters.discord.limits import DISCORD
from bot.adapters.discord.text import escape, length, unescape
from bot.wording import harmless

TEMPLATE = r"d1:(?P<verb>[a-z]{1,9})(?:@(?P<page>[0-9]{1,4}))?(?:#(?P<line>[0-9]{1,4}))?:(?P<text>.*)"
_QUOTATION = re.compile("-# “(.*)”", re.DOTALL)


class Verb(StrEnum):
    """What is done with the text of a code."""

    SAY = "say"  # asked where the button stands
    SHOW = "show"  # shown whole, to who presses
    PAGE = "page"  # the same, another page of it
    SHARE = "share"  # asked again, for all to see
    MENU = "menu"  # a menu's, without a text: the option that is chosen is what is said
    VOTE = "vote"  # ``yes`` or ``no``, a colon, and the id of a question
    ASK = "ask"  # the exchange that a further question goes on with: opens the modal, and is the modal's
    FORM = "form"  # the kind that it was opened with: the modal in which a subscription is set up
    REASON = "reason"  # the id of the question whose reply was of no help: the modal's


@dataclass(frozen=True, slots=True)
class Code:
    """A verb with its text, or with the number of the component that quotes it; pages count from 0."""

    verb: Verb
    text: str = ""
    page: int = 0
    line: int = 0

    @property
    def custom_id(self) -> str:
        """The code as Discord keeps it, maybe longer than it takes."""
        page = f"@{self.page}" if self.verb is Verb.PAGE else ""
        return f"d1:{self.verb}{page}#{self.line}:" if self.line else f"d1:{self.verb}{page}:{self.text}"


def code(verb: Verb, text: str, page: int = 0) -> Code:
    """A code whose text is as it comes back: on one line."""
    return Code(verb, harmless(text).strip(), page)


def fits(code: Code) -> bool:
    """Whether a code can stand in an id as it is."""
    return length(code.custom_id) <= DISCORD.custom_id


def can_be_said(text: str) -> bool:
    """Whether a text can be said by a button at all: it is never cut, nor blank."""
    said = harmless(text).strip()
    return bool(said) and length(said) <= DISCORD.quoted


def quotation(text: str) -> str:
    """A text that is too long for an id, as it stands in a message."""
    return f"-# “{escape(text)}”"


def read(custom_id: str) -> Code | None:
    """The code in an id; None for one that is none of ours."""
    found = re.fullmatch(TEMPLATE, custom_id, re.DOTALL)
    if found is None or found["verb"] not in set(Verb):
        return None
    return Code(Verb(found["verb"]), found["text"], int(found["page"] or 0), int(found["line"] or 0))


def said(code: Code, components: Sequence[Mapping[str, Any]]) -> str:
    """The text of a code, which one with a number has in the components of its message; "" when it is not there."""
    if not code.line:
        return code.text
    quoted = (_QUOTATION.fullmatch(str(each.get("content"))) for each in _all(components) if each["id"] == code.line)
    return next((unescape(found[1]) for found in quoted if found), "")


def _all(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Every component that has an id, those within others too."""
    for each in components:
        if "id" in each:
            yield each
        yield from _all(each.get("components") or ())
