"""Words that mean the same, as far as questions about business go."""

import tomllib
from functools import cache
from pathlib import Path

from corpus.words import name_words, stem

_FILE = Path(__file__).with_name("synonyms.toml")


@cache
def _lines() -> tuple[str, ...]:
    return tuple(tomllib.loads(_FILE.read_text(encoding="utf-8"))["groups"])


@cache
def synonym_words() -> frozenset[str]:
    """Every word of the table, unstemmed."""
    return frozenset(word for line in _lines() for word in name_words(line))


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Every stem of the table with the stems of all groups it stands in."""
    found: dict[str, frozenset[str]] = {}
    for line in _lines():
        group = frozenset(stem(word) for word in name_words(line))
        for member in group:
            found[member] = found.get(member, frozenset()) | group
    return found


def synonyms(term: str) -> frozenset[str]:
    """The stems that mean the same as a stem, itself included."""
    return _groups().get(term, frozenset({term}))
