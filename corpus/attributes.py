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
    """The attributes whose phrases cover the most words of a text, several on a tie, in the file's order."""
    words = name_words(text)
    stemmed = [stem(word) for word in words]
    covers = {attribute.name: _covered(attribute, stemmed) for attribute in attributes().values()}
    weights = {name: sum(_weight(words[at]) for at in cover) for name, cover in covers.items()}
    most = max(weights.values(), default=0.0)
    return tuple(name for name, weight in weights.items() if weight == most > 0)


def _weight(word: str) -> float:
    """A phrase of stop words alone ("what is") counts, but less than any other word."""
    return _STOP_WORD_WEIGHT if word in STOP_WORDS else 1.0


def _covered(attribute: Attribute, words: list[str]) -> set[int]:
    """Which of the stems belong to phrases of the attribute."""
    covered: set[int] = set()
    for phrase in attribute.phrases:
        for at in range(len(words) - len(phrase) + 1):
            if tuple(words[at : at + len(phrase)]) == phrase:
                covered.update(range(at, at + len(phrase)))
    return covered


@cache
def vocabulary_words() -> frozenset[str]:
    """Every word of the vocabulary, unstemmed."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return frozenset(word for table in tables.values() for phrase in table["words"] for word in name_words(phrase))
