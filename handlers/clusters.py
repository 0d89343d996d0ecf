"""Questions that ask the same, put together."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING

from corpus.collection import Corpus
from corpus.question import Question
from corpus.synonyms import synonyms
from handlers.state import Logged

if TYPE_CHECKING:
    from collections.abc import Hashable

_HALVED_AFTER = 30  # days
SHORTEST_NUMBER = 4


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions that ask the same, newest first; ``number`` is the beginning of the newest one's id."""

    number: str
    questions: tuple[Logged, ...]

    @property
    def newest(self) -> Logged:
        """The question that stands for all."""
        return self.questions[0]

    def weight(self, today: date) -> float:
        """How often it was asked; what was asked 30 days earlier counts half."""
        return sum(math.exp2((question.on - today).days / _HALVED_AFTER) for question in self.questions)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a question that are no names: their stems, and for each those that mean the same."""

    stems: frozenset[str]
    meanings: tuple[frozenset[str], ...]


def clustered(questions: Sequence[Logged], corpus: Corpus) -> tuple[Cluster, ...]:
    """Questions, newest first, in clusters, that with the newest question first.

    Each question joins the first one before it that asks the same: that asks for the same kind of thing, names the
    same topics, names, dates and numbers, and differs from it by at most one other word, synonyms being equal.
    """
    leaders = _leaders(dict.fromkeys(question.text for question in questions), corpus)
    found: dict[str, list[Logged]] = {}
    for question in questions:
        found.setdefault(leaders[question.text], []).append(question)
    numbers = _numbers([question.id for question in questions])
    return tuple(Cluster(numbers[cluster[0].id], tuple(cluster)) for cluster in found.values())


def _leaders(texts: Iterable[str], corpus: Corpus) -> dict[str, str]:
    """For each text the first text of its cluster."""
    leaders: dict[str, str] = {}
    alike: dict[Hashable, list[tuple[str, _Words]]] = {}
    for text in texts:
        asked = corpus.question(text)
        words = _Words(frozenset(asked.stems), tuple(map(synonyms, asked.stems)))
        others = alike.setdefault(_matter(asked), [])
        leaders[text] = next((leaders[other] for other, read in others if _same(words, read)), text)
        others.append((text, words))
    return leaders


def _matter(asked: Question) -> "Hashable":
    """What two questions must share to the letter."""
    named = frozenset((*asked.topics, *asked.places, *asked.ideas))
    return asked.kind, named, frozenset(asked.strangers), frozenset(asked.dates), frozenset(asked.numerals)


def _same(one: _Words, other: _Words) -> bool:
    """Whether at most one word stands in one question alone, and another in both."""
    alone = _alone(one, other) + _alone(other, one)
    return alone == 0 or (alone == 1 and bool(one.stems and other.stems))


def _alone(one: _Words, other: _Words) -> int:
    """How many words of a question have neither themselves nor a synonym in another."""
    return sum(map(other.stems.isdisjoint, one.meanings))


def _numbers(ids: Sequence[str]) -> dict[str, str]:
    """The shortest beginning of each id, of four characters or more, that no other id has."""
    ordered = ("", *sorted(ids), "")
    return {
        each: each[: max(SHORTEST_NUMBER, 1 + _shared(before, each), 1 + _shared(each, after))]
        for before, each, after in zip(ordered, ordered[1:], ordered[2:], strict=False)
    }


def _shared(one: str, other: str) -> int:
    """How many characters two ids have in common from the beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
