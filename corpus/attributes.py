"""What can be said of a subject: the closed vocabulary of attributes and the words a reader asks them with."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.words import STOP_WORDS, name_words, stem

_FILE = Path(__file__).with_name("attributes.toml")
_STOP_WORD_WEIGHT = 0.1


@dataclass(frozen=True, slots=True)
class Attribute:
    """A name such as ``users``, its phrases, each a tuple of stems, and all their stems but stop words."""

    name: str
    phrases: tuple[tuple[str, ...], ...]
    stems: frozenset[str]


@cache
def attributes() -> dict[str, Attribute]:
    """The vocabulary of ``attributes.toml``, by name, in the order of the file."""
    return {name: _attribute(name, phrases) for name, phrases in _vocabulary().items()}


@cache
def _vocabulary() -> dict[str, list[str]]:
    """The phrases of each attribute as they are written."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {name: table["words"] for name, table in tables.items()}


def _attribute(name: str, phrases: list[str]) -> Attribute:
    stemmed = tuple(tuple(stem(word) for word in name_words(phrase)) for phrase in phrases)
    return Attribute(name, stemmed, frozenset(s for phrase in stemmed for s in phrase if s not in STOP_WORDS))


@cache
def _phrases_by_first_stem() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for attribute in attributes().values():
        for phrase in attribute.phrases:
            found.setdefault(phrase[0], []).append((attribute.name, phrase))
    return found


def attributes_in(text: str, *, weak: bool = True) -> tuple[str, ...]:
    """The attributes whose phrases cover the most words of a text, several on a tie, in the file's order.

    Phrases of stop words alone ("what is", "does") count only when ``weak`` and nothing else is there.
    """
    words = name_words(text)
    stemmed = tuple(stem(word) for word in words)
    covers: dict[str, set[int]] = {}
    for at, first in enumerate(stemmed):
        for name, phrase in _phrases_by_first_stem().get(first, ()):
            if stemmed[at : at + len(phrase)] == phrase:
                covers.setdefault(name, set()).update(range(at, at + len(phrase)))
    weights = {name: sum(_weight(words[at]) for at in cover) for name, cover in covers.items()}
    most = max(weights.values(), default=0.0)
    if most < 1.0 and not weak:
        return ()
    return tuple(name for name in attributes() if weights.get(name, -1.0) == most)


def _weight(word: str) -> float:
    """A phrase of stop words alone ("what is") counts, but less than any other word."""
    return _STOP_WORD_WEIGHT if word in STOP_WORDS else 1.0


@cache
def vocabulary_words() -> frozenset[str]:
    """Every word of the vocabulary, unstemmed."""
    return frozenset(word for phrases in _vocabulary().values() for phrase in phrases for word in name_words(phrase))
