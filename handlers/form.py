"""The form in which a subscription is set up: what stands in its fields, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from handlers.weekdays import NAMES

WORD, FILLED = "form", "filled"
_BETWEEN = "|"
_DAYS = frozenset("0123456")
_PICTURE, _QUIET = "picture", "quiet"


class Field(StrEnum):
    """What is asked for."""

    KIND = "kind"
    AT = "at"
    ZONE = "zone"
    DAYS = "days"
    TOPICS = "topics"
    MORE = "more"


CHOICES: dict[Field, tuple[tuple[str, str], ...]] = {
    Field.KIND: (("fact", "A fact"), ("digest", "A digest: new facts and articles, what was asked, what is open")),
    Field.DAYS: tuple((str(day), name) for day, name in enumerate(NAMES)),
    Field.MORE: ((_PICTURE, "A fact with its picture"), (_QUIET, "No digest in a quiet week")),
}
"""What can be chosen in a field, and in what words."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a channel is to get by itself, as it is typed or chosen, right or not.

    ``kind`` is ``fact`` or ``digest``, ``at`` a time of day, maybe with its zone; ``days`` are digits, Monday is 0;
    ``topics`` names with commas between, "" for all. ``opened`` is the kind that it was opened with, "" for unknown.
    ``problems`` are sentences, each with the field it belongs to.
    """

    kind: str = ""
    at: str = ""
    zone: str = ""
    days: str = ""
    topics: str = ""
    has_picture: bool = False
    skips_quiet: bool = False
    opened: str = ""
    problems: tuple[tuple[Field, str], ...] = ()

    @property
    def more(self) -> tuple[str, ...]:
        """What is chosen of ``picture`` and ``quiet``."""
        return tuple(name for name, is_on in ((_PICTURE, self.has_picture), (_QUIET, self.skips_quiet)) if is_on)

    def said(self, word: str = WORD) -> str:
        """What a button says that opens it as it stands; or with ``FILLED``, what sending it off says."""
        values = (self.kind, self.at, self.zone, self.days, self.topics, " ".join(self.more), self.opened)
        written = (value.replace(_BETWEEN, "/").strip() for value in values)
        return f"subscribe {word}{_BETWEEN}{_BETWEEN.join(written)}"


def filled_in(values: Mapping[str, Sequence[str]], opened: str = "") -> Form:
    """A form of what was typed into each field or chosen there, by the fields' names; one that is missing is empty.

    ``opened`` is the kind that stood there before.
    """
    given = {field: tuple(values.get(field, ())) for field in Field}
    kind, at, zone, topics = (", ".join(given[field]) for field in (Field.KIND, Field.AT, Field.ZONE, Field.TOPICS))
    days, more = "".join(sorted(_DAYS.intersection(given[Field.DAYS]))), given[Field.MORE]
    return Form(kind, at, zone, days, topics, _PICTURE in more, _QUIET in more, opened)


def read(text: str) -> Form | None:
    """The form that follows the command's word, as ``said`` writes it; None for any other text."""
    word, *values = text.split(_BETWEEN)
    if word.strip() not in {WORD, FILLED} or len(values) != len(Field) + 1:
        return None
    kind, at, zone, days, topics, more, opened = map(str.strip, values)
    return filled_in(dict(zip(Field, ((kind,), (at,), (zone,), days, (topics,), more.split()), strict=True)), opened)


def is_filled(text: str) -> bool:
    """Whether a form was sent off."""
    return text.startswith(f"{FILLED}{_BETWEEN}")
