"""Two topics side by side, attribute by attribute."""

import re

from corpus.article import Passage
from corpus.collection import Corpus
from corpus.topics import Topic
from handlers.brief import weight
from handlers.card import Action, Actions, Card, Facts, Kind, Note, Reply, Row, Table, Text, after, card, fact
from handlers.request import Request
from handlers.suggest import suggest

_BETWEEN = re.compile(r"\s+(?:and|with|to|vs\.?|versus|against|,)\s+|\s*,\s*", re.IGNORECASE)
_WITH = re.compile(r"(?:(?:it|that|them|this) )?(?:with|to|and) (?P<name>.+?)[\s?.!]*", re.IGNORECASE)
_PAIR = 2
_LONGEST_PAIR = 12  # words: each way to part them costs two look-ups
_ROWS = 8
_SHARED = 4
_ONE_SIDED = 4
_IN_A_CELL = 2
_SIDE_BY_SIDE = {"comparison", "competitors", "transactions", "rank"}
_NOT_COMPARED = {"gap", "publication", "opinion", "advice"}
_NOT_IN_ROWS = _NOT_COMPARED | {"comparison"}


def compare(request: Request, corpus: Corpus) -> Reply:
    """Two topics named in one text: ``Alipay and PayPal``; after a reply also ``with PayPal``."""
    pair = _pair(request, corpus)
    topics = [found.topic for found in map(corpus.matcher.resolve, pair)]
    for name, topic in zip(pair, topics, strict=True):
        if topic is None:
            return suggest(name, corpus.matcher.resolve(name).suggestions)
    known = [topic for topic in topics if topic]
    if len({topic.id for topic in known}) < _PAIR:
        return _with_what(known[0])
    return comparison(known[0], known[1], corpus)


def _pair(request: Request, corpus: Corpus) -> tuple[str, ...]:
    """The two names of a text; of "with PayPal" the first is the topic of the reply before."""
    text, last = request.text.strip(), request.context.topics
    if last and (found := _WITH.fullmatch(text)):
        return corpus.topics[last[0]].name, found["name"]
    return _names(text, corpus)


def _names(text: str, corpus: Corpus) -> tuple[str, ...]:
    """The two names of a text, parted by a word between them, or wherever both halves name a topic."""
    words = text.split()
    ends = range(1, len(words)) if len(words) <= _LONGEST_PAIR else ()
    parted = [(text[: found.start()], text[found.end() :]) for found in _BETWEEN.finditer(text)][:_LONGEST_PAIR]
    splits = [pair for pair in parted if all(pair)] + [(" ".join(words[:at]), " ".join(words[at:])) for at in ends]
    both = (pair for pair in splits if all(corpus.matcher.resolve(name).topic for name in pair))
    return next(both, splits[0] if splits else (text,))


def _with_what(topic: Topic) -> Reply:
    """That a comparison takes a second topic."""
    words = f"A comparison takes two topics: compare {topic.name} and another."
    offer = Actions("Try", (Action(topic.name, topic.name), Action("All topics", "topics")))
    return Reply(Kind.SUGGESTIONS, Card("Compare with what?", (Text(words), offer)))


def comparison(one: Topic, other: Topic, corpus: Corpus) -> Reply:
    """The same attributes of both in rows, an empty cell where the corpus is silent, and what names both."""
    together = [
        p for p in corpus.about(one.id) if other.id in p.record.about and p.record.attribute not in _NOT_COMPARED
    ]
    shared = sorted(together, key=lambda p: (p.record.attribute not in _SIDE_BY_SIDE, -weight(one.id, p)))[:_SHARED]
    columns = [_by_attribute(topic, corpus, shared) for topic in (one, other)]
    both = [name for name in columns[0] if name in columns[1]]
    single = [name for name in (*columns[0], *columns[1]) if name not in both]
    names = (both + single[:_ONE_SIDED])[:_ROWS]
    rows = tuple(
        Row(
            name.replace("-", " ").capitalize(),
            tuple(tuple(fact(corpus, p) for p in column.get(name, ())[:_IN_A_CELL]) for column in columns),
        )
        for name in names
    )
    made = card(
        corpus,
        f"{one.name} and {other.name}",
        Facts("Named together", tuple(fact(corpus, p) for p in shared)),
        Table((one.name, other.name), rows),
        Note("" if shared or rows else "The corpus says nothing that could be compared."),
    )
    return Reply(Kind.BRIEFING, made, None, after(made, (one.id, other.id)))


def _by_attribute(topic: Topic, corpus: Corpus, shared: list[Passage]) -> dict[str, list[Passage]]:
    """The passages whose subject the topic is, shared ones aside, under their attributes, the most telling first."""
    found: dict[str, list[Passage]] = {}
    for passage in sorted(corpus.about(topic.id), key=lambda p: -weight(topic.id, p)):
        record = passage.record
        if (
            passage not in shared
            and record.subject == topic.id
            and record.attribute
            and record.attribute not in _NOT_IN_ROWS
        ):
            found.setdefault(record.attribute, []).append(passage)
    return found
