"""Query to hits: BM25 over sentences, widened by the topics and the attribute of each sentence's record."""

import heapq
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.article import Passage
from corpus.attributes import attributes
from corpus.topics import Topics
from corpus.words import stems

_K1 = 0.8
_B = 0.45
_SIDE_WEIGHT = 0.4


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage and its BM25 score (0 or more; comparable within one query only)."""

    passage: Passage
    score: float


class SearchIndex:
    """The inverted index of a corpus, ``vocabulary`` its stems; k1 and b are set for sentences, not whole documents."""

    def __init__(self, passages: tuple[Passage, ...], topics: Topics) -> None:
        """Index every passage: its own words in full, its heading, topics and attribute at a lower weight."""
        self._passages = passages
        own = [stems(passage.text) for passage in passages]
        headings = [stems(passage.heading) for passage in passages]
        self._stems = [frozenset((*words, *heading)) for words, heading in zip(own, headings, strict=True)]
        self._names = {topic.id: [s for name in topic.names for s in stems(name)] for topic in topics.values()}
        weights = [self._weights(*row) for row in zip(passages, own, headings, strict=True)]
        lengths = [sum(weight.values()) for weight in weights]
        average = sum(lengths) / max(1, len(lengths)) or 1.0
        self._frequency = Counter(term for weight in weights for term in weight)
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for at, weight in enumerate(weights):
            norm = _K1 * (1 - _B + _B * lengths[at] / average)
            for term, count in weight.items():
                self._postings.setdefault(term, []).append((at, count * (_K1 + 1) / (count + norm)))
        self.vocabulary = frozenset(self._postings)
        self._at = {passage.id: at for at, passage in enumerate(passages)}

    def _weights(self, passage: Passage, own: list[str], heading: list[str]) -> dict[str, float]:
        weights: dict[str, float] = dict(Counter(own))
        record = passage.record
        side = {*heading, *stems(f"{record.base} {record.place} {record.event} {record.by}")}
        side.update(name for topic_id in record.about for name in self._names.get(topic_id, ()))
        if record.attribute:
            side.update(attributes()[record.attribute].stems)
        for term in side:
            weights[term] = weights.get(term, 0.0) + _SIDE_WEIGHT
        return weights

    def stems_of(self, passage: Passage) -> frozenset[str]:
        """The stems of a passage and its heading."""
        return self._stems[self._at[passage.id]]

    def idf(self, term: str) -> float:
        """How telling a stem is: ln(1 + N / (1 + df))."""
        return math.log(1 + len(self._passages) / (1 + self._frequency.get(term, 0)))

    def search(self, terms: Iterable[str], limit: int) -> list[Hit]:
        """The best passages for the stems of a query, at most ``limit``, best first."""
        scores: dict[int, float] = {}
        for term in dict.fromkeys(terms):
            weight = self.idf(term)
            for at, score in self._postings.get(term, ()):
                scores[at] = scores.get(at, 0.0) + weight * score
        best = heapq.nlargest(limit, scores.items(), key=lambda pair: (pair[1], -pair[0]))
        return [Hit(self._passages[at], score) for at, score in best]
