"""Questions that ask the same, put together."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
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


def clustered(questions: Sequence[Logged], corpus: Corpus) -> tuple[Cluster, ...]:
    """Questions, newest first, in clusters, that with the newest question first.

    Each question joins the first one before it that asks the same: that asks for the same kind of thing, names the
    same topics, names, dates and numbers, and differs from it by at most one other word, synonyms being equal.
    """
    leaders = _leaders(dict.fromkeys(question.text for question in questions), corpus)
    found: dict[str, list[Logged]] = {}
    for question in questions:
        found.setdefault(leaders[question.text], []).append(question)
    ids = [question.id for question in questions]
    return tuple(Cluster(_number(cluster[0].id, ids), tuple(cluster)) for cluster in found.values())


def _leaders(texts: Iterable[str], corpus: Corpus) -> dict[str, str]:
    """For each text the first text of its cluster."""
    leaders: dict[str, str] = {}
    alike: dict[Hashable, list[tuple[str, Question]]] = {}
    for text in texts:
        asked = corpus.question(text)
        others = alike.setdefault(_matter(asked), [])
        leaders[text] = next((leaders[other] for other, read in others if _same(asked, read)), text)
        others.append((text, asked))
    return leaders


def _matter(asked: Question) -> "Hashable":
    """What two questions must share to the letter."""
    named = frozenset((*asked.topics, *asked.places, *asked.ideas))
    return asked.kind, named, frozenset(asked.strangers), frozenset(asked.dates), frozenset(asked.numerals)


def _same(one: Question, other: Question) -> bool:
    """Whether at most one word stands in one question alone, and another in both."""
    alone = _alone(one.stems, other.stems) + _alone(other.stems, one.stems)
    return alone == 0 or (alone == 1 and bool(one.stems and other.stems))


def _alone(stems: Iterable[str], others: Iterable[str]) -> int:
    """How many stems have neither themselves nor a synonym among others."""
    there = frozenset(others)
    return sum(there.isdisjoint({stem, *synonyms(stem)}) for stem in stems)


def _number(question_id: str, ids: Sequence[str]) -> str:
    """The shortest beginning of an id, of four characters or more, that no other id has."""
    beginnings = (question_id[:length] for length in range(SHORTEST_NUMBER, len(question_id)))
    return next((b for b in beginnings if sum(other.startswith(b) for other in ids) == 1), question_id)
