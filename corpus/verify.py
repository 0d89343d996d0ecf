"""Does this passage answer that question? Coverage of its words, and gates that a wrong figure does not pass."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from corpus.article import Kind, Passage
from corpus.attributes import attributes
from corpus.dates import find_dates
from corpus.figures import find_figures
from corpus.question import Question
from corpus.search import SearchIndex
from corpus.topics import Topics
from corpus.words import name_words, stems

_UNKNOWN_WORD = 0.6
_SAME_ATTRIBUTE = 0.9
_SPELLING = 0.8
_NUMERIC = {Kind.HOW_MANY, Kind.HOW_MUCH, Kind.SHARE}
_ACCEPTED = {
    Kind.HOW_MANY: {Kind.HOW_MANY},
    Kind.HOW_MUCH: {Kind.HOW_MUCH, Kind.HOW_MANY, Kind.SHARE},
    Kind.SHARE: {Kind.SHARE},
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A passage held against a question.

    ``coverage`` is the share, 0 to 1, of the question's weight that the passage covers; ``rank`` orders verdicts;
    ``failed`` names the gates it did not pass: entity, name, place, number, kind, attribute.
    """

    passage: Passage
    coverage: float
    rank: float
    failed: tuple[str, ...]


class Verifier:
    """The gates over one corpus."""

    def __init__(self, index: SearchIndex, topics: Topics, root: str) -> None:
        """``root`` is the id of the topic that the whole corpus is about, or an empty string."""
        self._index = index
        self._topics = topics
        self._root = root

    def verdict(self, question: Question, passage: Passage) -> Verdict:
        """Hold one passage against a question."""
        coverage = self._coverage(question, passage)
        record = passage.record
        rank = coverage
        rank += 0.15 * bool(record.about and record.about[0] in question.topics)
        rank += 0.15 * bool(question.attributes and record.attribute in question.attributes[:2])
        rank += 0.1 * bool(question.kind and question.kind in record.kinds)
        rank -= 0.1 * (record.attribute == "gap")
        return Verdict(passage, coverage, rank, tuple(self._failed(question, passage)))

    def _coverage(self, question: Question, passage: Passage) -> float:
        have = self._index.stems_of(passage)
        topical = passage.record.about
        asked = attributes().get(passage.record.attribute)
        synonyms = asked.stems if asked and passage.record.attribute in question.attributes else frozenset()
        covered = total = 0.0
        for topic_id in (*question.topics, *question.places, *question.ideas):
            weight = max((self._index.idf(s) for s in stems(self._topics[topic_id].name)), default=1.0)
            total += weight
            covered += weight * (topic_id in topical or topic_id in self._topics.find(passage.text))
        for term in question.stems:
            known = term in self._index.vocabulary
            weight = self._index.idf(term) * (1.0 if known else _UNKNOWN_WORD)
            total += weight
            covered += weight * self._match(term, have, synonyms)
        return covered / total if total else 0.0

    def _match(self, term: str, have: frozenset[str], synonyms: frozenset[str]) -> float:
        if term in have:
            return 1.0
        if term in synonyms:
            return _SAME_ATTRIBUTE
        best = max((OSA.normalized_similarity(term, other) for other in have), default=0.0) if len(term) > 4 else 0.0
        return best if best >= _SPELLING else 0.0

    def _failed(self, question: Question, passage: Passage) -> Iterator[str]:
        record = passage.record
        named = {*record.about, *self._topics.find(f"{passage.text} {record.event} {record.by}")}
        if not self._concerns(question, named, record.about):
            yield "entity"
        if set(question.strangers) - set(name_words(passage.text)):
            yield "name"
        places = {*named, *self._topics.find(f"{record.place} {record.base}")}
        if not self._place_fits(question, places):
            yield "place"
        if not self._numbers_fit(question, passage):
            yield "number"
        if question.kind and not (_ACCEPTED.get(question.kind, {question.kind}) & record.kinds):
            yield "kind"
        if not self._attribute_fits(question, passage):
            yield "attribute"

    def _concerns(self, question: Question, named: set[str], about: tuple[str, ...]) -> bool:
        """Every topic asked for is named; the root topic only counts when nothing more specific is asked for."""
        specific = [topic_id for topic_id in question.topics if topic_id != self._root]
        if specific:
            return all(topic_id in named for topic_id in specific)
        if self._root and self._root in question.topics:
            return self._root in named
        return True

    def _place_fits(self, question: Question, places: set[str]) -> bool:
        return all(place in places for place in question.places) if question.places else True

    def _numbers_fit(self, question: Question, passage: Passage) -> bool:
        """Dates asked for overlap a date of the passage, figures asked for stand in it."""
        dates = [date for date, _, _ in find_dates(f"{passage.text} {passage.record.event}")]
        if passage.record.as_of.date:
            dates.append(passage.record.as_of.date)
        amounts = {figure.amount for figure in find_figures(passage.text)}
        return all(any(asked.overlaps(date) for date in dates) for asked in question.dates) and all(
            figure.amount in amounts for figure in question.figures
        )

    def _attribute_fits(self, question: Question, passage: Passage) -> bool:
        """For numbers the attribute must be asked for, or its words must stand in the sentence."""
        if question.kind not in _NUMERIC or not question.attributes:
            return True
        if passage.record.attribute in question.attributes:
            return True
        have = self._index.stems_of(passage)
        asked = [term for term in question.stems if term in attributes()[question.attributes[0]].stems]
        return bool(asked) and all(term in have for term in asked)
