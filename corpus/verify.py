"""Does this passage answer that question? Coverage of its words, and gates that a wrong figure does not pass."""

from collections.abc import Iterable, Iterator
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
    ``failed`` names the gates it did not pass: entity, words, name, place, number, kind, attribute.
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A question weighed: each topic and each term (with its synonyms) and the idf that covering it earns."""

    question: Question
    topics: tuple[tuple[str, float], ...]
    terms: tuple[tuple[str, frozenset[str], float], ...]

    @property
    def total(self) -> float:
        """The weight of the whole question."""
        return sum(weight for *_, weight in self.topics) + sum(weight for *_, weight in self.terms)


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
            text = f"{passage.text} {record.event}"
            dates = [date for date, start, _ in find_dates(text) if not text[:start].casefold().endswith("before ")]
            self._readings[passage.id] = Reading(
                stems=self._index.stems_of(passage),
                named=frozenset(named),
                places=frozenset({*named, *self._topics.find(f"{record.place} {record.base}")}),
                words=frozenset(name_words(passage.text)),
                dates=(*dates, *filter(None, [None if record.as_of.before else record.as_of.date])),
                amounts=frozenset(figure.amount for figure in find_figures(passage.text)),
            )
        return self._readings[passage.id]

    def verdicts(self, question: Question, passages: Iterable[Passage]) -> list[Verdict]:
        """Hold passages against a question, the best first."""
        asked = self._weigh(question)
        return sorted((self._verdict(asked, passage) for passage in passages), key=lambda verdict: -verdict.rank)

    def _weigh(self, question: Question) -> Asked:
        topics = (*question.topics, *question.places, *question.ideas)
        return Asked(
            question,
            tuple((topic_id, self._topic_weight(topic_id)) for topic_id in topics),
            tuple((term, synonyms(term), self._term_weight(term)) for term in question.stems),
        )

    def _term_weight(self, term: str) -> float:
        return self._index.idf(term) * (1.0 if term in self._index.vocabulary else _UNKNOWN_WORD)

    def _verdict(self, asked: Asked, passage: Passage) -> Verdict:
        question, reading, record = asked.question, self._read(passage), passage.record
        coverage = _coverage(asked, passage, reading)
        coverage += _RIGHT_ATTRIBUTE * (record.attribute in question.attributes)
        coverage += _RIGHT_SUBJECT * bool(record.about and record.about[0] in question.topics)
        rank = coverage + _RIGHT_KIND * bool(question.kind and question.kind in record.kinds)
        rank -= _GAP * (record.attribute == "gap")
        return Verdict(passage, coverage, rank, tuple(self._failed(question, passage, reading)))

    def _topic_weight(self, topic_id: str) -> float:
        return max((self._index.idf(s) for s in stems(self._topics[topic_id].name)), default=1.0)

    def _failed(self, question: Question, passage: Passage, reading: Reading) -> Iterator[str]:
        if not self._concerns(question, passage.record.about, reading.named):
            yield "entity"
        if not _words_fit(question, passage, reading):
            yield "words"
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
        who = question.kind is Kind.WHO and bool(about) and self._topics[about[0]].kind == "person"
        return about[:1] == (self._root,) or who or bool(named.intersection((*question.ideas, *question.places)))

    def _kind_fits(self, question: Question, passage: Passage, reading: Reading) -> bool:
        if question.kind is None or _ACCEPTED.get(question.kind, {question.kind}) & passage.record.kinds:
            return True
        others = (self._topics[topic_id].kind for topic_id in reading.named.difference(question.topics))
        return question.kind is Kind.WHO and any(kind in _SOMEBODY for kind in others)


def _coverage(asked: Asked, passage: Passage, reading: Reading) -> float:
    """The share of the question's weight that the passage covers."""
    name = passage.record.attribute
    also = attributes()[name].stems if name in asked.question.attributes else frozenset()
    covered = sum(weight for topic_id, weight in asked.topics if topic_id in reading.places)
    covered += sum(weight * _match(term, same, reading.stems, also) for term, same, weight in asked.terms)
    return covered / asked.total if asked.total else 0.0


def _match(term: str, same: frozenset[str], have: frozenset[str], also: frozenset[str]) -> float:
    """How well a passage's stems cover a term: itself, a synonym, a word of the same attribute."""
    if term in have:
        return 1.0
    if not have.isdisjoint(same):
        return _SYNONYM
    return _SAME_ATTRIBUTE if term in also else 0.0


def _words_fit(question: Question, passage: Passage, reading: Reading) -> bool:
    """Besides the topics a word of the question or its attribute is covered; of a role ("chief ...") every word."""
    covered = [not reading.stems.isdisjoint(synonyms(term)) for term in question.stems]
    if question.kind is Kind.WHO and "role" in question.attributes:
        return all(covered)
    return any(covered) or not covered or passage.record.attribute in question.attributes


def _numbers_fit(question: Question, reading: Reading) -> bool:
    """Dates asked for overlap a date of the passage; figures, bare numbers and words of order stand in it."""
    at_hand = reading.stems | reading.words | {str(date.year) for date in reading.dates}
    dated = all(any(asked.overlaps(date) for date in reading.dates) for asked in question.dates)
    counted = reading.amounts.issuperset(figure.amount for figure in question.figures)
    return dated and counted and at_hand.issuperset(question.orders)


def _attribute_fits(question: Question, passage: Passage, reading: Reading) -> bool:
    """For numbers, dates and places the attribute must be the one asked for, or its words stand in the sentence."""
    if question.kind not in _EXACTING or not question.attributes or passage.record.attribute in question.attributes:
        return True
    wanted = frozenset().union(*(attributes()[name].stems for name in question.attributes))
    asked = [term for term in question.stems if term in wanted]
    return bool(asked) and not any(reading.stems.isdisjoint(synonyms(term)) for term in asked)
