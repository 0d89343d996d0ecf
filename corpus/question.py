"""What a question asks for: kinds, attributes, topics, figures, dates, and names nobody here knows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.article import Figure, Kind
from corpus.attributes import attributes_in, vocabulary_words
from corpus.dates import PartialDate, find_dates
from corpus.figures import find_figures
from corpus.match import TopicMatcher
from corpus.spelling import Speller
from corpus.synonyms import synonym_words
from corpus.topics import Mention, Topic, Topics
from corpus.words import STOP_WORDS, name_words, stem, stems, visible

_KINDS: tuple[tuple[Kind | None, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE))
    for kind, patterns in (
        (
            Kind.SHARE,
            (
                "(?:what|which) (?:market )?(?:share|percentage|percent|proportion|fraction|part)",
                "how (?:large|big) a share",
                "percentage",
            ),
        ),
        (Kind.HOW_MANY, ("how many", "number of", "what number")),
        (
            Kind.HOW_MUCH,
            (
                "how much",
                "what price",
                "how (?:big|large)",
                "what (?:is|was|are) [^?]*(?:worth|valued? at)",
                "at what (?:value|valuation)",
                "what [^?]{0,40}(?:rate|price|fee|amount|budget|salary)",
            ),
        ),
        (Kind.WHEN, ("when", "(?:what|which|in what) (?:year|date|day|month)", "since when", "how long ago")),
        (
            Kind.WHO,
            ("who", "whom", "whose", "which (?:[a-z]+ ){0,2}?(?:company|person|firm|people|companies|firms)"),
        ),
        (Kind.WHERE, ("where", "(?:what|which) (?:city|country|place|region|state)")),
        (Kind.WHY, ("why", "how come", "what reasons?", "for what")),
        (None, ("what", "which", "how")),
    )
)
_CAPITALISED = re.compile(r"(?<![.?!] )(?<!^)\b[A-Z][\w&.'’-]*[\w]")
_FOLLOW_UP = re.compile(
    r"\b(?:its?|they|their|them|he|his|him|she|her|that|this|those|these|there)\b"
    r"|^(?:and|but|what about|how about|who with|why|when|where|how much|how many)\b",
    re.IGNORECASE,
)
_HARD_KINDS = frozenset({"company", "organisation", "product", "person", "event", "publication"})
_ASKING = frozenset("many much share percentage worth price year date company person city country reason large".split())
_MEASURES = frozenset("big large long old high far fast great".split())
_LONGEST_MISSPELT = 3
_SHORT = 3
_ORDER = frozenset("second third last next previous previously before earlier later former without except far".split())


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart.

    ``kind`` is None when no question word tells; ``topics`` are ids that an answer must concern, ``ideas`` and
    ``places`` ids that it should; ``stems`` are the content words outside topic names; ``strangers`` are proper names
    that no topic bears; ``orders`` are stems that the answer
    must hold: bare numbers, and words such as "second" or "before" that turn the meaning.
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


class QuestionParser:
    """Takes questions apart in the terms of one corpus."""

    def __init__(self, topics: Topics, matcher: TopicMatcher, words: frozenset[str]) -> None:
        """``words`` are all words of the corpus, in normal form."""
        self._topics = topics
        self._matcher = matcher
        self._words = words | topics.words
        self._speller = Speller(self._words | vocabulary_words() | synonym_words() | STOP_WORDS | _ASKING)

    def parse(self, text: str) -> Question:
        """Take a question apart; misspelt words are put right, topics included."""
        shown = visible(text)
        found, rest = self._topics_and_rest(shown)
        strangers = self._strangers(shown, set(rest))
        spelled = [word if word in strangers else self._speller.corrected(word) for word in rest]
        asked = " ".join(spelled)
        dates, figures = list(find_dates(shown)), list(find_figures(shown))
        counted = {
            w for part in (*(shown[a:b] for _, a, b in dates), *(f.text for f in figures)) for w in name_words(part)
        }
        kinds = {topic_id: self._topics[topic_id].kind for topic_id in found}
        return Question(
            text=shown,
            kind=_kind(" ".join(self._speller.corrected(word) for word in name_words(shown))),
            attributes=attributes_in(asked),
            topics=tuple(i for i, kind in kinds.items() if kind in _HARD_KINDS or not kind),
            places=tuple(i for i, kind in kinds.items() if kind == "place"),
            ideas=tuple(i for i, kind in kinds.items() if kind == "idea"),
            stems=tuple(dict.fromkeys(s for word in spelled for s in stems(word))),
            dates=tuple(date for date, _, _ in dates),
            figures=tuple(figures),
            strangers=strangers,
            orders=tuple(stem(w) for w in dict.fromkeys(spelled) if w in _ORDER or (w.isdigit() and w not in counted)),
        )

    def _topics_and_rest(self, text: str) -> tuple[tuple[str, ...], list[str]]:
        """The ids of the topics named, nearly or exactly, and the words that belong to no topic's name."""
        words = name_words(text)
        at_start: dict[int, list[Mention]] = {}
        for mention in self._topics.mentions(text, any_case=True):
            at_start.setdefault(mention.start, []).append(mention)
        found: dict[str, None] = {}
        rest: list[str] = []
        at = 0
        while at < len(words):
            topics, end = self._topics_at(words, at, at_start)
            found.update(dict.fromkeys(topic.id for topic in topics))
            measure = at > 0 and words[at - 1] == "how" and words[at] in _MEASURES
            if not topics and not measure:
                rest.append(words[at])
            at = end
        return tuple(found), rest

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
                topic = self._matcher.resolve(" ".join(window)).topic
                topic = topic if topic and (len(window) == 1 or self._covers(topic, window)) else None
            if topic:
                return [topic], end
        return [], at + 1

    def _covers(self, topic: Topic, window: list[str]) -> bool:
        """Whether a topic's name takes up as many words as the window: "seasme credit", not "seasme loans"."""
        return any(len(name_words(name)) == len(window) for name in topic.names)

    def _strangers(self, text: str, rest: set[str]) -> tuple[str, ...]:
        """Capitalised words that begin no sentence, belong to no topic and stand nowhere in the corpus."""
        if text.isupper() or text.istitle():
            return ()
        found = (word for match in _CAPITALISED.finditer(text) for word in name_words(match[0]))
        return tuple(dict.fromkeys(w for w in found if w in rest and not self._speller.knows(w)))


def _kind(text: str) -> Kind | None:
    """The kind that the first question word asks for; where several begin at one place, the first of the table."""
    found = [(match.start(), at) for at, (_, pattern) in enumerate(_KINDS) if (match := pattern.search(text))]
    return _KINDS[min(found)[1]][0] if found else None


def is_follow_up(text: str) -> bool:
    """Whether a text leans on what was said before: a pronoun, or a question left incomplete."""
    return _FOLLOW_UP.search(visible(text)) is not None
