"""Does this sentence answer that question? The share of the question that it covers, and the gates it fails."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.article import Kind, Passage
from corpus.attributes import attributes
from corpus.dates import find_dates, is_before
from corpus.derive import speakers_in
from corpus.figures import find_figures
from corpus.gates import GATES, Reading, measured
from corpus.match import Thresholds
from corpus.question import Question
from corpus.search import Hit, Search
from corpus.synonyms import synonyms
from corpus.topics import Topics
from corpus.words import name_words, stem, stems

_SYNONYM = 0.9
_SAME_ATTRIBUTE = 0.9
_RIGHT_ATTRIBUTE = 0.1
_RIGHT_SUBJECT = 0.1
_RIGHT_KIND = 0.1
_A_WORD_MORE = 0.004
_COVERAGE_WEIGHT = 0.3
_A_GATE = 0.05
_A_PART = 0.3
_PART = re.compile(r"(?:Apart from|Among|Besides|Except) ")  # a figure so introduced is one of several
_SURE = 0.8
_WITHOUT_A_NAME = 0.8
_WITHOUT_A_RECORD = 1.0  # every word, or nearly with the attribute and the subject
_KNOWN = 1.0  # above all that only resembles
_EMPTY = frozenset("a an the is are was were do does did has have had of please tell me".split())
_SOMEBODY = {"company", "person", "organisation", "publication"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A passage held against a question.

    ``score`` and ``weakest`` are the search's; ``coverage`` is the share of the question's weight that the passage
    covers word by word, 0 to 1, and up to 0.2 more for the attribute and the subject asked for; ``rank`` orders
    verdicts; ``failed`` names the gates it did not pass. ``answers`` and ``is_close`` say what it may be shown as.
    """

    passage: Passage
    score: float
    weakest: float
    coverage: float
    rank: float
    failed: tuple[str, ...]
    answers: bool = False
    is_close: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question weighed: each topic and each term (with its synonyms) and the idf that covering it earns."""

    question: Question
    topics: tuple[tuple[str, float], ...]
    terms: tuple[tuple[str, frozenset[str], float], ...]
    total: float
    stems: tuple[str, ...]


class Verifier:
    """Holds the sentences of one corpus against questions."""

    def __init__(self, search: Search, topics: Topics, root: str, thresholds: Thresholds) -> None:
        """``root`` is the id of the topic that the whole corpus is about, or an empty string."""
        self._search = search
        self._thresholds = thresholds
        self._topics = topics
        self._root = root
        self._readings: dict[str, Reading] = {}

    def verdicts(self, question: Question, hits: Iterable[Hit]) -> list[Verdict]:
        """Hold passages against a question, the best first."""
        asked = self._weigh(question)
        return sorted((self._verdict(asked, hit) for hit in hits), key=lambda verdict: -verdict.rank)

    def _weigh(self, question: Question) -> Asked:
        named = (*question.topics, *question.places, *question.ideas)
        topics = tuple((topic_id, self._topic_weight(topic_id)) for topic_id in named)
        terms = tuple((term, synonyms(term), self._search.idf(term)) for term in question.stems)
        return Asked(
            question,
            topics,
            terms,
            sum(weight for *_, weight in topics) + sum(weight for *_, weight in terms),
            asking_stems(question.text),
        )

    def _topic_weight(self, topic_id: str) -> float:
        return max((self._search.idf(s) for s in stems(self._topics[topic_id].name)), default=1.0)

    def _verdict(self, asked: Asked, hit: Hit) -> Verdict:
        passage = hit.passage
        question, reading, record = asked.question, self._read(passage), passage.record
        coverage = _coverage(asked, reading)
        coverage += _RIGHT_ATTRIBUTE * (record.attribute in question.attributes)
        coverage += _RIGHT_SUBJECT * (record.subject in question.topics)
        rank = coverage + _RIGHT_KIND * bool(question.kind and question.kind in record.kinds)
        rank -= _A_WORD_MORE * len(reading.words) + _A_PART * bool(_PART.match(passage.text))
        is_known = bool(asked.stems) and asked.stems in reading.asks
        failed = () if is_known else tuple(name for name, gate in GATES.items() if not gate(question, reading))
        if self._search.is_semantic:
            rank = hit.score + _COVERAGE_WEIGHT * rank - _A_GATE * len(failed)
        judge = self._by_meaning if self._search.is_semantic else self._by_words
        verdict = judge(question, Verdict(passage, hit.score, hit.weakest, coverage, rank, failed))
        return replace(verdict, rank=rank + _KNOWN, answers=True, is_close=True) if is_known else verdict

    def _by_meaning(self, question: Question, verdict: Verdict) -> Verdict:
        """The score decides, and a high one where no word is shared."""
        is_sure = verdict.score >= _SURE and not (question.yes_or_no or question.manner)
        passed = not verdict.failed or (verdict.failed == ("words",) and is_sure)
        return replace(
            verdict,
            answers=passed and verdict.score >= self._thresholds.answer and self._may_answer(question, verdict),
            is_close=verdict.score >= self._thresholds.closest,
        )

    def _by_words(self, question: Question, verdict: Verdict) -> Verdict:
        """The words covered decide: nearly all of a question that names no topic, more where no record vouches."""
        is_named = bool(question.topics or question.ideas or question.places)
        near = self._thresholds.closest_words if is_named else _WITHOUT_A_NAME
        least = max(self._thresholds.words, near) if verdict.passage.record.curated else _WITHOUT_A_RECORD
        return replace(
            verdict,
            answers=not verdict.failed and verdict.coverage >= least and self._may_answer(question, verdict),
            is_close=verdict.coverage >= near and not {"entity", "name"} & set(verdict.failed),
        )

    def _may_answer(self, question: Question, verdict: Verdict) -> bool:
        """Whether enough is asked, and, where no record vouches for the sentence, most of it stands there as asked."""
        vouched = verdict.passage.record.curated or verdict.weakest >= self._thresholds.free_text
        return vouched and has_substance(question)

    def _read(self, passage: Passage) -> Reading:
        """The passage's reading, kept for the next question."""
        if passage.id not in self._readings:
            self._readings[passage.id] = self._reading(passage)
        return self._readings[passage.id]

    def _reading(self, passage: Passage) -> Reading:
        record = passage.record
        text = f"{passage.text} {record.event}"
        dates = [date for date, start, _ in find_dates(text) if not is_before(text, start)]
        before = tuple(date for date, start, _ in find_dates(text) if is_before(text, start))
        own = [] if record.as_of.before or record.as_of.date is None else [record.as_of.date]
        words = name_words(passage.text)
        figures = find_figures(passage.text)
        named = frozenset({*record.about, *self._topics.find(f"{text} {record.by}")})
        told_by = " ".join((record.by, *speakers_in(passage.text)))
        return Reading(
            record=record,
            root=self._root,
            stems=self._search.stems_of(passage),
            text=f" {' '.join((*words, *(str(date.year) for date in (*dates, *own))))} ",
            words=frozenset(words),
            named=named,
            around=named.union(self._topics.find(f"{record.place} {record.base}")),
            others=frozenset(topic_id for topic_id in named if self._topics[topic_id].kind in _SOMEBODY),
            is_about_person=record.subject in self._topics and self._topics[record.subject].kind == "person",
            dates=(*dates, *own),
            before=before,
            amounts=frozenset(map(measured, figures)),
            units=frozenset(figure.unit for figure in figures),
            in_order=self._topics.find(passage.text, any_case=True),
            speakers=frozenset(self._topics.find(told_by)),
            asks=frozenset(map(asking_stems, record.asks)),
        )


def asking_stems(text: str) -> tuple[str, ...]:
    """What two questions that ask the same share: the stems of their words, in order, but for the emptiest ones."""
    return tuple(stem(word) for word in name_words(text) if word not in _EMPTY)


def has_substance(question: Question) -> bool:
    """Whether more than a topic's bare name is asked."""
    named = (*question.topics, *question.ideas, *question.places)
    is_vague = question.kind in {Kind.HOW_MANY, Kind.HOW_MUCH, Kind.SHARE} and not question.attributes
    return bool(question.stems or question.says or (question.kind and not is_vague) or len(named) > 1)


def _coverage(asked: Asked, reading: Reading) -> float:
    """The share of the question's weight that the passage covers."""
    name = reading.record.attribute
    also = attributes()[name].stems if name in asked.question.attributes else frozenset()
    covered = sum(weight for topic_id, weight in asked.topics if topic_id in reading.around)
    covered += sum(weight * _match(term, same, reading.stems, also) for term, same, weight in asked.terms)
    return covered / asked.total if asked.total else 0.0


def _match(term: str, same: frozenset[str], have: frozenset[str], also: frozenset[str]) -> float:
    """How well a passage's stems cover a term: itself, a synonym, a word of the same attribute."""
    if term in have:
        return 1.0
    if not have.isdisjoint(same):
        return _SYNONYM
    return _SAME_ATTRIBUTE if term in also else 0.0
