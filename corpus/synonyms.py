"""Words that mean the same, as far as questions about business go."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from corpus.words import name_words, stem

_FILE = Path(__file__).with_name("synonyms.toml")


@cache
def _lines(name: str) -> tuple[str, ...]:
    return tuple(tomllib.loads(_FILE.read_text(encoding="utf-8"))[name])


@cache
def events() -> dict[str, frozenset[str]]:
    """Every stem that tells of an event, with the stems that tell of the same."""
    return _grouped(_lines("events"))


@cache
def synonym_words() -> frozenset[str]:
    """Every word of the table, unstemmed."""
    return frozenset(word for line in (*_lines("groups"), *_lines("events")) for word in name_words(line))


@cache
def _groups() -> dict[str, frozenset[str]]:
    return _grouped(_lines("groups"))


def _grouped(lines: Iterable[str]) -> dict[str, frozenset[str]]:
    """Every stem of some lines with the stems of all lines it stands in."""
    found: dict[str, frozenset[str]] = {}
    for line in lines:
        group = frozenset(stem(word) for word in name_words(line))
        for member in group:
            found[member] = found.get(member, frozenset()) | group
    return found


def synonyms(term: str) -> frozenset[str]:
    """The stems that mean the same as a stem, itself included."""
    return _groups().get(term, frozenset({term}))
