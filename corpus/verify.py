"""Does this passage answer that question? Coverage of its words, and gates that a wrong figure does not pass."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.article import Kind, Passage
from corpus.attributes import attributes
from corpus.dates import PartialDate, find_dates
from corpus.figures import find_figures
from corpus.question import Question
from corpus.search import SearchIndex
from corpus.synonyms import synonyms
from corpus.topics import Topics
from corpus.words import name_words, stems

_UNKNOWN_WORD = 0.6
_SYNONYM = 0.9
_SAME_ATTRIBUTE = 0.9
_RIGHT_ATTRIBUTE = 0.1
_RIGHT_SUBJECT = 0.1
_RIGHT_KIND = 0.1
_GAP = 0.1
_SOMEBODY = {"company", "person", "organisation", "publication"}
_EXACTING = {Kind.HOW_MANY, Kind.HOW_MUCH, Kind.SHARE, Kind.WHEN, Kind.WHO}
_ACCEPTED = {
    Kind.HOW_MANY: {Kind.HOW_MANY},
    Kind.HOW_MUCH: {Kind.HOW_MUCH, Kind.HOW_MANY, Kind.SHARE},
    Kind.SHARE: {Kind.SHARE},
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A passage held against a question.

    ``coverage`` is the share of the question's weight that the passage covers, 0 to 1, and up to 0.2 more for the
    attribute and the subject asked for; ``rank`` orders verdicts;
    ``failed`` names the gates it did not pass: entity, name, place, number, kind, attribute.
    """

    passage: Passage
    coverage: float
    rank: float
    failed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the gates look at in a passage, read off once: topics named, places, words, dates, amounts."""

    stems: frozenset[str]
    named: frozenset[str]
    places: frozenset[str]
    words: frozenset[str]
    dates: tuple[PartialDate, ...]
    amounts: frozenset[float]


class Verifier:
    """The gates over one corpus."""

    def __init__(self, index: SearchIndex, topics: Topics, root: str) -> None:
        """``root`` is the id of the topic that the whole corpus is about, or an empty string."""
        self._index = index
        self._topics = topics
        self._root = root
        self._readings: dict[str, Reading] = {}

    def _read(self, passage: Passage) -> Reading:
        """The passage's reading, kept for the next question."""
        if passage.id not in self._readings:
            record = passage.record
            named = {*record.about, *self._topics.find(f"{passage.text} {record.event} {record.by}")}
            dates = [date for date, _, _ in find_dates(f"{passage.text} {record.event}")]
            self._readings[passage.id] = Reading(
                stems=self._index.stems_of(passage),
                named=frozenset(named),
                places=frozenset({*named, *self._topics.find(f"{record.place} {record.base}")}),
                words=frozenset(name_words(passage.text)),
                dates=(*dates, *filter(None, [record.as_of.date])),
                amounts=frozenset(figure.amount for figure in find_figures(passage.text)),
            )
        return self._readings[passage.id]

    def verdict(self, question: Question, passage: Passage) -> Verdict:
        """Hold one passage against a question."""
        reading, record = self._read(passage), passage.record
        coverage = self._coverage(question, passage, reading)
        coverage += _RIGHT_ATTRIBUTE * bool(question.attributes and record.attribute in question.attributes)
        coverage += _RIGHT_SUBJECT * bool(record.about and record.about[0] in question.topics)
        rank = coverage + _RIGHT_KIND * bool(question.kind and question.kind in record.kinds)
        rank -= _GAP * (record.attribute == "gap")
        return Verdict(passage, coverage, rank, tuple(self._failed(question, passage, reading)))

    def _coverage(self, question: Question, passage: Passage, reading: Reading) -> float:
        asked = attributes().get(passage.record.attribute)
        also = asked.stems if asked and passage.record.attribute in question.attributes else frozenset()
        covered = total = 0.0
        for topic_id in (*question.topics, *question.places, *question.ideas):
            weight = self._topic_weight(topic_id)
            total += weight
            covered += weight * (topic_id in reading.places)
        for term in question.stems:
            known = term in self._index.vocabulary
            weight = self._index.idf(term) * (1.0 if known else _UNKNOWN_WORD)
            total += weight
            covered += weight * _match(term, reading.stems, also)
        return covered / total if total else 0.0

    def _topic_weight(self, topic_id: str) -> float:
        return max((self._index.idf(s) for s in stems(self._topics[topic_id].name)), default=1.0)

    def _failed(self, question: Question, passage: Passage, reading: Reading) -> Iterator[str]:
        if not self._concerns(question, passage.record.about, reading.named):
            yield "entity"
        if not reading.words.issuperset(question.strangers):
            yield "name"
        if not reading.places.issuperset(question.places):
            yield "place"
        if not _numbers_fit(question, reading):
            yield "number"
        if not self._kind_fits(question, passage, reading):
            yield "kind"
        if not _attribute_fits(question, passage, reading):
            yield "attribute"

    def _concerns(self, question: Question, about: tuple[str, ...], named: frozenset[str]) -> bool:
        """Every topic asked for is named; the root topic, which is everywhere, must be what the sentence is about."""
        specific = [topic_id for topic_id in question.topics if topic_id != self._root]
        if specific or not question.topics:
            return named.issuperset(specific)
        return about[:1] == (self._root,) or bool(named.intersection((*question.ideas, *question.places)))

    def _kind_fits(self, question: Question, passage: Passage, reading: Reading) -> bool:
        if question.kind is None or _ACCEPTED.get(question.kind, {question.kind}) & passage.record.kinds:
            return True
        others = (self._topics[topic_id].kind for topic_id in reading.named.difference(question.topics))
        return question.kind is Kind.WHO and any(kind in _SOMEBODY for kind in others)


def _match(term: str, have: frozenset[str], also: frozenset[str]) -> float:
    """How well a passage's stems cover a term: itself, a synonym, a word of the same attribute."""
    if term in have:
        return 1.0
    if not have.isdisjoint(synonyms(term)):
        return _SYNONYM
    return _SAME_ATTRIBUTE if term in also else 0.0


def _numbers_fit(question: Question, reading: Reading) -> bool:
    """Dates asked for overlap a date of the passage; figures, bare numbers and words of order stand in it."""
    at_hand = reading.words | {str(date.year) for date in reading.dates}
    dated = all(any(asked.overlaps(date) for date in reading.dates) for asked in question.dates)
    counted = reading.amounts.issuperset(figure.amount for figure in question.figures)
    return dated and counted and at_hand.issuperset(question.orders)


def _attribute_fits(question: Question, passage: Passage, reading: Reading) -> bool:
    """For numbers, dates and places the attribute must be the one asked for, or its words stand in the sentence."""
    if question.kind not in _EXACTING or not question.attributes or passage.record.attribute in question.attributes:
        return True
    wanted = frozenset().union(*(attributes()[name].stems for name in question.attributes))
    asked = [term for term in question.stems if term in wanted]
    return bool(asked) and all(_match(term, reading.stems, frozenset()) for term in asked)
