"""The gates: what must hold between a question and a sentence, so that a wrong figure never answers."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from corpus.article import Figure, Kind, Record
from corpus.attributes import attributes
from corpus.dates import PartialDate
from corpus.question import Question
from corpus.synonyms import events, synonyms
from corpus.words import STOP_WORDS, name_words, stem

_ACCEPTED = {
    Kind.HOW_MANY: {Kind.HOW_MANY},
    Kind.HOW_MUCH: {Kind.HOW_MUCH, Kind.HOW_MANY, Kind.SHARE},
    Kind.SHARE: {Kind.SHARE},
}
_ATTRIBUTE_MATTERS = {Kind.HOW_MANY, Kind.HOW_MUCH, Kind.SHARE, Kind.WHEN, Kind.WHO}
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.0, "year": 360.0}
_MEASURES = {"USD", "EUR", "GBP", "CNY", "%", "times"}
_NOT_SETTLED = {"promise", "forecast", "retirement", "advice"}
_ORDINALS = frozenset({"first", "second", "third"})
_LOOSE = {"background", "origin"}
_BETWEEN_TWO = {"advice", "transactions", "promise"}
_ANYBODY = {"people", "persons", "person", "folks"}
_DEEDS = {"launch", "acquisition", "investment"}
_RESULTS = frozenset(
    "users sales share rank valuation investment assets loans profit revenue price listing reach capacity speed staff "
    "definition launch role population viewership market-size theme name meeting competitors publication "
    "transactions".split()
)
_TELLS_HOW = re.compile(
    r"\b(?:by \w+ing|through|via|using|thanks to|enabl\w+|allow\w*|so as to|in the manner|such as|takes?"
    r"|(?:profit|business) model|automatically|in partnership with|rests? on|helps)\b",
    re.IGNORECASE,
)
_EARNED = {"profit", "revenue"}  # why there is more of it is not how it is made
_WORKS, _TELLS_WORKING = {"work", "function", "oper"}, {"use", "model", "definition", "score", "technology"}
_GOT = frozenset(map(stem, "get gain obtain collect gather receive draw acquire source earn".split()))
_NO = frozenset("no not nor neither never nothing zero without none".split())
_DENIED = 2  # words behind a "no" that it may deny: "zero inventory", "nothing to lose"
_EXTREMES = frozenset(
    "most least biggest largest smallest oldest youngest fastest slowest richest poorest cheapest highest lowest best "
    "worst".split()
)
_FIRST_OF_ALL = _EXTREMES | {"top", "record", "leader", "leads", "lead", "maximum", "minimum"}
_DONE_TO = {"rank", "competitors", "acquisition", "investment", "valuation"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the gates look at in a sentence, read off once.

    ``named`` are the ids of the topics in it, ``around`` those of its record's place and base too; ``others`` are the
    people and companies among them; ``in_order`` are the topics as the sentence names them, ``speakers`` those who say
    it; ``asks`` are the stems of each question that it is known to answer; ``before`` are the dates that end a span
    ("before 2009"); ``root`` is the topic that the whole corpus is about, or "".
    """

    record: Record
    root: str
    stems: frozenset[str]
    text: str
    words: frozenset[str]
    named: frozenset[str]
    around: frozenset[str]
    others: frozenset[str]
    is_about_person: bool
    dates: tuple[PartialDate, ...]
    before: tuple[PartialDate, ...]
    amounts: frozenset[tuple[float, str]]
    units: frozenset[str]
    in_order: tuple[str, ...] = ()
    speakers: frozenset[str] = frozenset()
    asks: frozenset[tuple[str, ...]] = frozenset()

    def says(self, term: str) -> bool:
        """Whether a stem or a synonym of it stands in the sentence or its heading."""
        return not self.stems.isdisjoint(synonyms(term))


def entity(question: Question, reading: Reading) -> bool:
    """Every topic asked for is named; the root topic, which is everywhere, must be what the sentence is about."""
    specific = [topic_id for topic_id in question.topics if topic_id != reading.root]
    if specific:
        return reading.named.issuperset(specific)
    if not reading.around.issuperset(question.ideas):
        return False
    who = question.kind is Kind.WHO and reading.is_about_person
    is_whole = question.kind not in _ACCEPTED and all(map(reading.says, question.stems))
    in_part = bool(question.ideas or question.places or is_whole) and reading.root in reading.named
    about_root = reading.record.subject == reading.root or who or in_part
    return not question.topics or about_root


def name(question: Question, reading: Reading) -> bool:
    """Names that no topic bears stand in the sentence."""
    return reading.words.issuperset(question.strangers)


def place(question: Question, reading: Reading) -> bool:
    """Places asked for are named; "in the world" is one."""
    world = [term for term in question.stems if term in synonyms(stem("world"))]
    return reading.around.issuperset(question.places) and all(map(reading.says, world))


def number(question: Question, reading: Reading) -> bool:
    """Dates asked for overlap a date of the sentence; figures, bare numbers and words of order stand in it.

    "First" alone need not stand there, but what tells of the second does not tell of the first.
    """
    dates = (*reading.dates, *(reading.before if stem("before") in question.orders else ()))
    dated = all(any(asked.overlaps(date) for date in dates) for asked in question.dates)
    figures = reading.amounts.issuperset(map(measured, question.figures))
    bare = all(f" {numeral} " in reading.text for numeral in question.numerals)
    asked, told = _ORDINALS.intersection(question.stems), _ORDINALS & reading.words
    in_turn = not told or asked <= told
    ordered = not question.orders or (_is_extreme(question, reading) and all(map(reading.says, question.orders)))
    return dated and figures and bare and in_turn and ordered


def _is_extreme(question: Question, reading: Reading) -> bool:
    """Whether the sentence tells of the most of something where the question does: "high risk" is not the highest."""
    return _EXTREMES.isdisjoint(name_words(question.wording)) or not _FIRST_OF_ALL.isdisjoint(reading.words)


def kind(question: Question, reading: Reading) -> bool:
    """The sentence gives the kind of answer asked for; "who" is answered by any other person or company."""
    if question.kind is None or _ACCEPTED.get(question.kind, {question.kind}) & reading.record.kinds:
        return True
    return question.kind is Kind.WHO and bool(reading.others.difference(question.topics))


def unit(question: Question, reading: Reading) -> bool:
    """A figure of the sentence has the unit asked for."""
    return not question.units or not reading.units.isdisjoint(question.units)


def counted(question: Question, reading: Reading) -> bool:
    """All of what is counted stands in the sentence: daily users are not monthly ones."""
    same = reading.record.attribute in question.attributes
    return all(reading.says(stem(word)) or (same and word in _ANYBODY) for word in question.counted)


def attribute(question: Question, reading: Reading) -> bool:
    """The sentence gives the attribute asked for, or holds the words that ask for it."""
    wanted = question.attributes
    if question.kind not in _ATTRIBUTE_MATTERS or not wanted or reading.record.attribute in wanted:
        return True
    if "role" in wanted and question.units:
        return False
    vocabulary = frozenset[str]().union(*(attributes()[each].stems for each in wanted))
    asked = [term for term in question.stems if term in vocabulary]
    return bool(asked) and all(map(reading.says, asked))


def words(question: Question, reading: Reading) -> bool:
    """Besides the topics a word of the question or its attribute is covered; of a role ("chief ...") every word.

    A "why" that names no matter is not answered by any reason that is given, nor a lone word without a name by any
    sentence with it.
    """
    named = question.topics or question.ideas or question.places or question.strangers
    is_lone = not named and len(question.stems) == 1 and not question.attributes
    if is_lone or (question.kind is Kind.WHY and not question.stems) or not _is_told(question, reading):
        return False
    covered = [reading.says(term) for term in question.stems]
    if question.kind is Kind.WHO and "role" in question.attributes and "rank" not in question.attributes:
        return all(covered) and reading.record.attribute == "role"
    if question.attributes and _LOOSE.issuperset(question.attributes):
        return all(covered)
    return any(covered) or not covered or reading.record.attribute in question.attributes


def _is_told(question: Question, reading: Reading) -> bool:
    """Whether the one thing, or the title, that a yes-or-no question asks about stands in the sentence itself."""
    if not question.yes_or_no:
        return True
    titles = attributes()["role"].stems.intersection(question.stems if "role" in question.attributes else ())
    if len(titles) == 1:
        return reading.record.attribute == "role" and titles <= set(map(stem, reading.words))
    if len(question.stems) == 1 and reading.record.attribute not in question.attributes:
        return not synonyms(question.stems[0]).isdisjoint(map(stem, reading.words))
    return True


def settled(question: Question, reading: Reading) -> bool:
    """What is asked as a fact is not answered by a promise, advice or a forecast."""
    record = reading.record
    return not (question.settled and (Kind.FORECAST in record.kinds or record.attribute in _NOT_SETTLED))


def event(question: Question, reading: Reading) -> bool:
    """What is said to have happened is told of in the sentence, in that word or another for it."""
    told = events()
    return all(
        reading.says(term) or not reading.stems.isdisjoint(told[term]) for term in question.stems if term in told
    )


def agent(question: Question, reading: Reading) -> bool:
    """Who acts in the question acts in the sentence: that A overtook B does not say that B overtook A."""
    if question.yes_or_no and question.topics:
        return reading.record.subject == question.topics[0]
    if _is_of_one_deed(question):
        return reading.record.subject in question.topics
    compared = Kind.COMPARISON in reading.record.kinds and question.kind in _ACCEPTED
    if compared and reading.record.subject in question.lesser:
        return False
    if compared and question.topics and reading.root not in question.topics:
        return reading.record.subject in question.topics
    both = [topic_id for topic_id in question.topics if topic_id in reading.in_order]
    is_told = question.settled and reading.record.attribute in _DONE_TO | _BETWEEN_TWO
    if is_told or reading.record.attribute == "promise":
        return both == sorted(both, key=reading.in_order.index)
    return not (question.doer and not question.who_says and _is_doer(question, reading))


def speaker(question: Question, reading: Reading) -> bool:
    """What somebody says is told by a sentence of theirs, whose words something is by one that says whose."""
    if question.who_says:
        return bool(reading.record.is_gap or reading.record.by or reading.speakers.difference(question.topics))
    if not question.says:
        return True
    return not question.by_stranger and reading.speakers.issuperset(question.topics[:1])


def manner(question: Question, reading: Reading) -> bool:
    """What is asked as "how does it do that?" is not answered by what came of it: a figure, a rank, a role."""
    if not question.manner:
        return True
    record = reading.record
    if question.stems and _WORKS.issuperset(question.stems):
        return record.subject in question.topics and record.attribute in _TELLS_WORKING
    asked = set(question.attributes)
    is_deed = len(question.stems) == 1 and not _DEEDS.isdisjoint(asked)
    if (is_deed and record.attribute not in asked) or (asked & _EARNED and record.attribute not in asked | _EARNED):
        return False
    if "get" in name_words(question.wording) and reading.stems.isdisjoint(_GOT):
        return False
    is_reason = Kind.WHY in record.kinds and record.attribute not in _EARNED
    tells = is_reason or _TELLS_HOW.search(reading.text) is not None
    return record.attribute not in _RESULTS or tells


def premise(question: Question, reading: Reading) -> bool:
    """What a question takes as given, so that it asks why or how, the sentence does not deny."""
    if not (question.manner or question.kind is Kind.WHY) or not _NO.isdisjoint(name_words(question.text)):
        return True
    words = reading.text.split()
    denied = {stem(word) for at, no in enumerate(words) if no in _NO for word in words[at + 1 :][:_DENIED]}
    return denied.isdisjoint(question.stems)


def _is_of_one_deed(question: Question) -> bool:
    """Whether it is asked when or where one thing began or was bought: what its makers did to others is beside that."""
    is_deed = len(question.stems) == 1 and not _DEEDS.isdisjoint(question.attributes)
    is_alone = len(question.topics) == 1 and not (question.ideas or question.places)
    return question.kind in {Kind.WHEN, Kind.WHERE} and is_deed and is_alone


def _is_doer(question: Question, reading: Reading) -> bool:
    """Whether whom a question "who did it to X?" names is the one who does it in the sentence."""
    asked = {word for word in name_words(question.text) if word not in STOP_WORDS}
    done = synonyms(next(iter(question.stems), ""))
    if any(name in asked and stem(verb) in done for name, verb in pairwise(reading.text.split())):
        return True
    attribute, first = reading.record.attribute, next(iter(reading.in_order), "")
    if attribute in _DEEDS and first in question.topics and len(reading.in_order) > 1 and "by" not in reading.words:
        return True
    return attribute in _DONE_TO and reading.record.subject in question.topics and first in {"", *question.topics}


def measured(figure: Figure) -> tuple[float, str]:
    """A figure's amount with its unit, as far as it tells: money, percent, or how many of whatever; time in days."""
    return round(figure.amount * _DAYS.get(figure.unit, 1.0), 2), figure.unit if figure.unit in _MEASURES else ""


GATES: dict[str, Callable[[Question, Reading], bool]] = {
    gate.__name__: gate
    for gate in (
        entity,
        name,
        place,
        number,
        kind,
        unit,
        counted,
        attribute,
        words,
        settled,
        event,
        agent,
        speaker,
        manner,
        premise,
    )
}
