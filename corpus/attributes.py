"""What can be said of a subject: the closed vocabulary of attributes and the words a reader asks them with."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.words import STOP_WORDS, name_words, stem

_FILE = Path(__file__).with_name("attributes.toml")


@dataclass(frozen=True, slots=True)
class Attribute:
    """A name such as ``users`` and its phrases, each a tuple of stems."""

    name: str
    phrases: tuple[tuple[str, ...], ...]

    @property
    def stems(self) -> frozenset[str]:
        """All stems of all phrases, stop words aside."""
        return frozenset(s for phrase in self.phrases for s in phrase if s not in STOP_WORDS)


@cache
def attributes() -> dict[str, Attribute]:
    """The vocabulary of ``attributes.toml``, by name, in the order of the file."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        name: Attribute(name, tuple(tuple(stem(word) for word in name_words(phrase)) for phrase in table["words"]))
        for name, table in tables.items()
    }


def attributes_in(text: str) -> tuple[str, ...]:
    """The attributes whose phrases a text uses, the one with the longest phrases first, then in the file's order."""
    words = [stem(word) for word in name_words(text)]
    lengths = {attribute.name: _covered(attribute, words) for attribute in attributes().values()}
    return tuple(sorted((name for name, n in lengths.items() if n), key=lambda name: -lengths[name]))


def _covered(attribute: Attribute, words: list[str]) -> int:
    """How many of the words belong to phrases of the attribute."""
    covered: set[int] = set()
    for phrase in attribute.phrases:
        for at in range(len(words) - len(phrase) + 1):
            if tuple(words[at : at + len(phrase)]) == phrase:
                covered.update(range(at, at + len(phrase)))
    return len(covered)


@cache
def vocabulary_words() -> frozenset[str]:
    """Every word of the vocabulary, unstemmed."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return frozenset(word for table in tables.values() for phrase in table["words"] for word in name_words(phrase))
