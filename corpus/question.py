"""What a question asks for: kinds, attributes, topics, figures, dates, and names nobody here knows."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.article import Figure, Kind
from corpus.asking import (
    asked_speaker,
    asks_for_doer,
    asks_for_figure,
    asks_for_list,
    asks_for_manner,
    asks_what_happened,
    asks_who_says,
    asks_yes_or_no,
    counted_in,
    kind_of,
    units_of,
)
from corpus.attributes import attributes_in, vocabulary_words
from corpus.dates import PartialDate, find_dates
from corpus.figures import find_figures
from corpus.match import TopicMatcher
from corpus.spelling import Speller
from corpus.synonyms import synonym_words
from corpus.topics import Mention, Topic, Topics
from corpus.words import FOREIGN_ASKING, STOP_WORDS, has_han, is_foreign, name_words, stem, stems, visible

_CAPITALISED = re.compile(r"(?<![.?!] )(?<!^)\b[A-Z][\w&.'’-]*[\w]")
_FOLLOW_UP = re.compile(
    r"\b(?:its?|they|their|them|he|his|him|she|her|that|this|those|these|there)\b"
    r"|^(?:and|but|what about|how about|who with|why|when|where|how much|how many)\b",
    re.IGNORECASE,
)
_HARD_KINDS = frozenset({"company", "organisation", "product", "person", "event", "publication"})
_ASKING = frozenset(
    "many much share percentage worth price year date company person city country reason large early late".split()
)
_BEFORE_A_NAME = re.compile(r"\b(?:does|did|has|have|had|with|than|by|against|versus|vs)\s+([\w.&-]+)", re.IGNORECASE)
_MET = re.compile(
    r"\b(?:meet|met|visit|visited|overtake|overtook|overtaken|beat|acquired?|buy|bought|sued?|join|joined|married"
    r"|invest(?:ed)? in)\s+([a-z]+[a-rt-z])\b",  # what is bought by the dozen ends in "s" and is no name
    re.IGNORECASE,
)
_TO_FOUND = re.compile(r"(\b(?:did|does|do|to)\b[^.?!]*?\b)found\b", re.IGNORECASE)  # after "did" no past of "find"
_EXCEPT = re.compile(
    r"\b(?:besides|except(?: for)?|other than|apart from|aside from)\s+"
    r"(.*?)(?=\b(?:do|does|did|is|are|was|were|has|have|had|can|will)\b|[?.!]|$)",
    re.IGNORECASE,
)
_THAN = re.compile(r"\b(?:more|larger|bigger|greater|higher)\b.*?\bthan\b(.*)", re.IGNORECASE)
_MEASURES = frozenset("big large long old great".split())
_LONGEST_MISSPELT = 3
_SHORT = 3
_ORDER = frozenset(
    "most least second third last next previous previously before earlier later former without far average "
    "maximum minimum median daily weekly hourly total net gross biggest largest smallest oldest youngest fastest "
    "slowest richest poorest cheapest highest lowest best worst".split()
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart.

    ``kind`` is None when no question word tells; ``topics`` are ids that an answer must concern, ``ideas`` and
    ``places`` ids that it should; ``stems`` are the content words outside topic names; ``strangers`` are proper names
    that no topic bears; ``orders`` are stems that the answer must hold, such as "second" or "before", for they turn
    the meaning; ``numerals`` are bare numbers with the word before. ``counted`` to ``lists`` are what ``corpus.asking``
    reads off the wording; ``by_stranger`` is true when it is asked what somebody says whom no topic names, ``lesser``
    is the topic behind "more than"; ``wording`` is the text put right, each topic by its own name. ``is_foreign`` is
    true when the text is in another language than the corpus, of which only names are understood.
    """

    text: str
    kind: Kind | None
    attributes: tuple[str, ...]
    topics: tuple[str, ...]
    places: tuple[str, ...]
    ideas: tuple[str, ...]
    stems: tuple[str, ...]
    dates: tuple[PartialDate, ...]
    figures: tuple[Figure, ...]
    strangers: tuple[str, ...]
    orders: tuple[str, ...] = ()
    numerals: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    units: frozenset[str] = frozenset()
    settled: bool = False
    yes_or_no: bool = False
    doer: bool = False
    says: bool = False
    by_stranger: bool = False
    who_says: bool = False
    lesser: tuple[str, ...] = ()
    manner: bool = False
    lists: bool = False
    wording: str = ""
    is_foreign: bool = False


class QuestionParser:
    """Takes questions apart in the terms of one corpus."""

    def __init__(
        self, topics: Topics, matcher: TopicMatcher, words: frozenset[str], asked: frozenset[str] = frozenset()
    ) -> None:
        """``words`` are all words of the corpus, in normal form, ``asked`` those of the questions in its records."""
        self._topics = topics
        self._matcher = matcher
        known = words | topics.words | vocabulary_words() | synonym_words() | STOP_WORDS | _ASKING | FOREIGN_ASKING
        self._told = Speller(known)
        self._speller = Speller(known | asked) if asked else self._told

    def parse(self, text: str) -> Question:
        """Take a question apart; misspelt words are put right, topics included."""
        shown = _TO_FOUND.sub(r"\1founded", self._speller.parted(visible(text)))
        parts = self._parts(shown)
        kinds, rest = self._kinds(shown, parts), _outside_topics(parts)
        strangers = self._strangers(shown, rest)
        spelled = [self._put_right(word, strangers) for word in rest]
        wording = " ".join(self._speller.corrected(word) for word in name_words(shown))
        renamed = self._renamed(parts, strangers)
        speaker = asked_speaker(renamed)
        kind, attributes = _sought(wording, spelled)
        dates, figures = find_dates(shown), find_figures(shown)
        date_words = _words_of([shown[start:end] for _, start, end in dates])
        return Question(
            text=shown,
            kind=kind,
            attributes=attributes,
            topics=tuple(i for i, each in kinds.items() if each in _HARD_KINDS or not each),
            places=tuple(i for i, each in kinds.items() if each == "place"),
            ideas=tuple(i for i, each in kinds.items() if each == "idea"),
            stems=tuple(dict.fromkeys(s for word in spelled if word not in date_words for s in stems(word))),
            dates=tuple(date for date, _, _ in dates),
            figures=figures,
            strangers=strangers,
            orders=tuple(stem(word) for word in dict.fromkeys(spelled) if word in _ORDER),
            numerals=_numerals(spelled, date_words | _words_of(figure.text for figure in figures)),
            counted=counted_in(wording, [word for word in name_words(shown) if word not in rest]),
            units=units_of(wording),
            settled=asks_what_happened(wording),
            yes_or_no=asks_yes_or_no(wording),
            doer=asks_for_doer(wording),
            says=bool(speaker),
            by_stranger=bool(stems(speaker)) and not self._topics.find(speaker, any_case=True),
            lesser=self._lesser(renamed),
            who_says=asks_who_says(wording),
            manner=asks_for_manner(wording),
            lists=asks_for_list(wording),
            wording=renamed,
            is_foreign=is_foreign(rest) or has_han(_without_names(shown, [self._topics[i] for i in kinds])),
        )

    def _kinds(self, text: str, parts: Sequence[tuple[list[Topic], list[str]]]) -> dict[str, str]:
        """The kinds of the topics that a question names, by id, in order; without those behind "except"."""
        excepted = {i for found in _EXCEPT.finditer(text) for i in self._topics.find(found[1], any_case=True)}
        return {topic.id: topic.kind for topics, _ in parts for topic in topics if topic.id not in excepted}

    def _renamed(self, parts: Sequence[tuple[list[Topic], list[str]]], strangers: Collection[str]) -> str:
        """A question put right, each topic by its own name."""
        return " ".join(
            " ".join(topic.name for topic in topics) or self._put_right(word, strangers) for topics, (word, *_) in parts
        )

    def _lesser(self, text: str) -> tuple[str, ...]:
        """The topic that another is said to be more than, if any: what stands behind "more ... than"."""
        found = _THAN.search(text)
        return self._topics.find(found[1], any_case=True)[:1] if found else ()

    def _put_right(self, word: str, strangers: Collection[str]) -> str:
        """A word spelt right, a stranger's name as it is."""
        return word if word in strangers else self._speller.corrected(word)

    def _parts(self, text: str) -> list[tuple[list[Topic], list[str]]]:
        """A text from left to right: words with the topics that they name, nearly or exactly, and other words."""
        words = name_words(text)
        at_start: dict[int, list[Mention]] = {}
        for mention in self._topics.mentions(text, any_case=True):
            at_start.setdefault(mention.start, []).append(mention)
        parts: list[tuple[list[Topic], list[str]]] = []
        at = 0
        while at < len(words):
            topics, end = self._topics_at(words, at, at_start)
            parts.append((topics, words[at:end]))
            at = end
        return parts

    def _topics_at(self, words: list[str], at: int, mentions: Mapping[int, list[Mention]]) -> tuple[list[Topic], int]:
        """The topics whose names begin at a word, and the word behind them."""
        if here := mentions.get(at):
            return [mention.topic for mention in here], here[0].end
        ends = range(min(at + _LONGEST_MISSPELT, len(words)), at, -1)
        for end in ends:
            window = words[at:end]
            if any(i in mentions for i in range(at, end)) or window[0] in STOP_WORDS or window[-1] in STOP_WORDS:
                continue
            unknown = sum(not self._speller.knows(word) for word in window)
            topic = self._topics.named(" ".join(window)) if len("".join(window)) > _SHORT else None
            if unknown and topic is None:
                topic = self._matcher.nearest(" ".join(window))
                topic = topic if topic and (len(window) == 1 or self._covers(topic, window)) else None
            if topic:
                return [topic], end
        return [], at + 1

    def _covers(self, topic: Topic, window: list[str]) -> bool:
        """Whether a topic's name takes up as many words as the window: "seasme credit", not "seasme loans"."""
        return any(len(name_words(name)) == len(window) for name in topic.names)

    def _strangers(self, text: str, rest: list[str]) -> tuple[str, ...]:
        """Words that must be a name nobody here knows.

        They are Chinese, or capitalised in mid-sentence, or stand where a name does ("did ...", "with ...").
        """
        unknown = [word for word in dict.fromkeys(rest) if not self._told.knows(self._told.corrected(word))]
        is_case_telling = not (text.isupper() or text.istitle())
        capitalised = _words_of(match[0] for match in _CAPITALISED.finditer(text)) if is_case_telling else set()
        exact = {word for word in rest if word in capitalised and not self._told.knows(word)}
        placed = _words_of(m[1] for pattern in (_BEFORE_A_NAME, _MET) for m in pattern.finditer(text))
        any_unknown = {word for word in unknown if has_han(word) or word in placed}
        return tuple(word for word in dict.fromkeys(rest) if word in exact | any_unknown)


def _outside_topics(parts: Sequence[tuple[list[Topic], list[str]]]) -> list[str]:
    """The words that belong to no topic's name, but for those that only say what "how" measures."""
    before = ("", *(words[-1] for _, words in parts))
    pairs = zip(before, parts, strict=False)
    return [word for last, (topics, (word, *_)) in pairs if not topics and not (last == "how" and word in _MEASURES)]


def _without_names(text: str, topics: Iterable[Topic]) -> str:
    """A text less all names of some topics as they are written."""
    for name in sorted((name for topic in topics for name in topic.names), key=len, reverse=True):
        text = text.replace(name, " ")
    return text


def _words_of(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in name_words(text)}


def _numerals(words: list[str], told: set[str]) -> tuple[str, ...]:
    """Bare numbers, but for dates and figures, with the word before: "lesson 9"."""
    pairs = pairwise(["", *words])
    return tuple(f"{before} {word}".strip() for before, word in pairs if word.isdigit() and word not in told)


def is_follow_up(text: str) -> bool:
    """Whether a text leans on what was said before: a pronoun, or a question left incomplete."""
    return _FOLLOW_UP.search(visible(text)) is not None


def _sought(wording: str, spelled: Sequence[str]) -> tuple[Kind | None, tuple[str, ...]]:
    """The kind of answer and the attributes that a question asks for."""
    kind = kind_of(wording)
    attributes = attributes_in(" ".join(spelled), weak=kind is None)
    return (Kind.HOW_MUCH if kind is None and asks_for_figure(wording, attributes) else kind), attributes
