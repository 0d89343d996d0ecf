"""What a question asks for: kinds, attributes, topics, figures, dates, and names nobody here knows."""

import re
from dataclasses import dataclass

from corpus.article import Figure, Kind
from corpus.attributes import attributes_in
from corpus.dates import PartialDate, find_dates
from corpus.figures import find_figures
from corpus.match import TopicMatcher
from corpus.topics import Topics
from corpus.words import STOP_WORDS, name_words, stem, stems, visible

_KINDS: tuple[tuple[Kind | None, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE))
    for kind, pattern in (
        (Kind.SHARE, "what (?:market )?(?:share|percentage|percent|proportion|fraction|part)|how (?:large|big) a share|percentage"),
        (Kind.HOW_MANY, "how many|number of|what number"),
        (Kind.HOW_MUCH, "how much|what price|how (?:big|large)|what (?:is|was|are) [^?]*(?:worth|valued? at)|at what valu\\w+"),
        (Kind.WHEN, "when|(?:what|which|in what) (?:year|date|day|month)|since when|how long ago"),
        (Kind.WHO, "who|whom|whose|which (?:company|person|firm|people|companies)"),
        (Kind.WHERE, "where|(?:what|which) (?:city|country|place|region|state)"),
        (Kind.WHY, "why|how come|what reasons?|for what"),
        (None, "what|which|how"),
    )
)
_CAPITALISED = re.compile(r"(?<![.?!] )(?<!^)\b[A-Z][\w&.'’-]*[\w]")
_FOLLOW_UP = re.compile(
    r"\b(it|its|they|their|them|he|his|him|she|her|that|this|those|these|there)\b|^(and|but|what about|how about|who with|why|when|where|how much|how many)\b",
    re.IGNORECASE,
)
_HARD_KINDS = frozenset({"company", "product", "person", "event", "publication"})


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart.

    ``kind`` is None when no question word tells; ``topics`` are ids that an answer must concern, ``ideas`` and
    ``places`` ids that it should; ``stems`` are the content words outside topic names; ``strangers`` are proper names
    that no topic bears.
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


def parse_question(text: str, topics: Topics, matcher: TopicMatcher, vocabulary: frozenset[str] = frozenset()) -> Question:
    """Take a question apart; words unknown to ``vocabulary`` that nearly spell a topic count as that topic."""
    shown = visible(text)
    mentions = list(topics.mentions(shown, any_case=True))
    named = dict.fromkeys(mention.topic.id for mention in mentions)
    inside = {at for mention in mentions for at in range(mention.start, mention.end)}
    rest: list[str] = []
    for at, word in enumerate(name_words(shown)):
        if at in inside or word in STOP_WORDS:
            continue
        if _unknown(word, vocabulary) and (topic := matcher.resolve(word).topic):
            named[topic.id] = None
        else:
            rest.append(word)
    by_kind = {topic_id: topics[topic_id].kind for topic_id in named}
    return Question(
        text=shown,
        kind=_kind(shown),
        attributes=attributes_in(shown),
        topics=tuple(i for i, kind in by_kind.items() if kind in _HARD_KINDS or not kind),
        places=tuple(i for i, kind in by_kind.items() if kind == "place"),
        ideas=tuple(i for i, kind in by_kind.items() if kind == "idea"),
        stems=tuple(dict.fromkeys(s for word in rest for s in stems(word))),
        dates=tuple(date for date, _, _ in find_dates(shown)),
        figures=tuple(find_figures(shown)),
        strangers=_strangers(shown, topics, vocabulary),
    )


def _kind(text: str) -> Kind | None:
    """The kind that the first question word asks for; where several begin at one place, the first of the table."""
    found = [(match.start(), at) for at, (_, pattern) in enumerate(_KINDS) if (match := pattern.search(text))]
    return _KINDS[min(found)[1]][0] if found else None


def _unknown(word: str, vocabulary: frozenset[str]) -> bool:
    return bool(vocabulary) and stem(word) not in vocabulary and not word.isdigit()


def _strangers(text: str, topics: Topics, vocabulary: frozenset[str]) -> tuple[str, ...]:
    """Capitalised words that begin no sentence, belong to no topic and stand nowhere in the corpus."""
    if text.isupper() or text.istitle():
        return ()
    found = (word for match in _CAPITALISED.finditer(text) for word in name_words(match[0]))
    return tuple(dict.fromkeys(w for w in found if w not in topics.words and stem(w) not in vocabulary and w not in STOP_WORDS))


def is_follow_up(text: str) -> bool:
    """Whether a text leans on what was said before: a pronoun, or a question left incomplete."""
    return _FOLLOW_UP.search(visible(text)) is not None
