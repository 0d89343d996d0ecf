"""The record line under a sentence: ``attribute: users; value: about 427 million``."""

from difflib import get_close_matches

from corpus.article import AsOf, Basis, Kind
from corpus.dates import PartialDate

FIELDS = tuple("about attribute kinds value as-of as-of-basis place base event by differs asks".split())
_SHORT_LIST = 60


def parse_record(line: str) -> dict[str, str]:
    """The fields of a record line as written; ValueError says what is wrong and how to write it."""
    fields: dict[str, str] = {}
    for part in filter(None, (piece.strip() for piece in line.split(";"))):
        name, colon, value = (piece.strip() for piece in part.partition(":"))
        if not colon or not value:
            message = f"'{part}' is not 'field: value'"
            raise ValueError(message)
        if name not in FIELDS:
            message = f"unknown field '{name}': {nearest(name, FIELDS)}"
            raise ValueError(message)
        if name in fields:
            message = f"field '{name}' stands twice: write it once"
            raise ValueError(message)
        fields[name] = value
    return fields


def nearest(word: str, known: tuple[str, ...]) -> str:
    """What to write instead of an unknown word: the nearest known one, or all of them when they are few."""
    close = get_close_matches(word, known, n=1)
    if close:
        return f"did you mean '{close[0]}'?"
    return f"known are {', '.join(known)}" if len(known) <= _SHORT_LIST else "nothing known is near it"


def parse_kinds(text: str) -> frozenset[Kind]:
    """``how many, where`` as kinds; ValueError names an unknown one."""
    names = [name.strip() for name in text.split(",")]
    known = tuple(Kind)
    for name in names:
        if name not in known:
            message = f"unknown kind '{name}': {nearest(name, known)}"
            raise ValueError(message)
    return frozenset(Kind(name) for name in names)


def parse_asks(text: str) -> tuple[str, ...]:
    """``how old is it? who began it?`` as questions; ValueError when one has no question mark."""
    *questions, rest = text.split("?")
    if rest.strip():
        message = f"asks: '{rest.strip()}' has no question mark: end each question with one"
        raise ValueError(message)
    return tuple(f"{question.strip()}?" for question in questions)


def parse_as_of(text: str, basis: Basis) -> AsOf:
    """``2016-02`` or ``before 2009`` on a basis; ValueError when it is no date."""
    before = text.startswith("before ")
    return AsOf(PartialDate.parse(text.removeprefix("before ")), basis, before)


def parse_basis(text: str) -> Basis:
    """``stated``, ``inferred`` or ``unknown``; ValueError names the three for anything else."""
    if text not in tuple(Basis):
        message = f"unknown basis '{text}': known are {', '.join(Basis)}"
        raise ValueError(message)
    return Basis(text)
