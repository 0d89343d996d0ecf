"""The reply as a value: a Card of plain-text blocks, its sources, and what the next turn needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import assert_never

from corpus.article import Article, Passage
from corpus.collection import Corpus
from corpus.verify import Verdict
from handlers.form import Form


class Kind(StrEnum):
    """What sort of reply this is."""

    BRIEFING = "briefing"
    ANSWER = "answer"
    SUGGESTIONS = "suggestions"
    NO_ANSWER = "no_answer"
    LIST = "list"
    CARD = "card"
    HELP = "help"
    ERROR = "error"


class Audience(StrEnum):
    """Who sees a reply."""

    CHANNEL = "channel"
    ASKER = "asker"


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence of the corpus, verbatim, with all that must stand beside it.

    ``strong`` holds the start and end of the figure in ``text``; ``source`` is the id of its article.
    """

    id: str
    text: str
    as_of: str
    as_of_basis: str
    attribution: str
    source: str
    strong: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An article as it is cited."""

    id: str
    title: str
    author: str
    publisher: str
    date: str
    url: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words of our own: plain, without figures that would need a source."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark in small print."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """The one sentence that answers."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class Facts:
    """Cited sentences under a title; ``more`` counts those left out."""

    title: str
    facts: tuple[Fact, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """The headline number of a fact card, hedge included, and the sentence it stands in."""

    value: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: what is compared, and for each column the facts, none where the corpus is silent."""

    label: str
    cells: tuple[tuple[Fact, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Facts side by side."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list: a name, what it is, and what is typed for it where that is not the name."""

    name: str
    text: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list without citations: topics, commands, articles."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """A button: what it shows, and the text it says for the reader; a long reply is better opened apart."""

    label: str
    say: str
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Actions:
    """Buttons in a row under a title."""

    title: str
    actions: tuple[Action, ...]


Block = Text | Note | Quote | Facts | Figure | Table | Items | Actions


@dataclass(frozen=True, slots=True)
class Card:
    """A reply without markup; every source that a fact cites is among ``sources``, whose order numbers them."""

    title: str
    blocks: tuple[Block, ...]
    sources: tuple[Source, ...] = ()

    def facts(self) -> Iterator[Fact]:
        """Every fact shown, in order, each once."""
        told = set[Fact]()
        for fact in chain.from_iterable(map(_facts, self.blocks)):
            if fact not in told:
                told.add(fact)
                yield fact

    def cited(self) -> frozenset[str]:
        """The ids of the sources of the facts shown."""
        return frozenset(fact.source for block in self.blocks for fact in _facts(block))

    def number(self, source_id: str) -> int:
        """The number, from 1, under which a source is cited."""
        return [source.id for source in self.sources].index(source_id) + 1

    def suggestions(self) -> tuple[str, ...]:
        """What the buttons offer."""
        return tuple(a.say for block in self.blocks if isinstance(block, Actions) for a in block.actions)


def _facts(block: Block) -> Iterator[Fact]:
    match block:
        case Quote(fact) | Figure(_, fact):
            yield fact
        case Facts(facts=facts):
            yield from facts
        case Table(rows=rows):
            yield from (fact for row in rows for cell in row.cells for fact in cell)
        case Text() | Note() | Items() | Actions():
            return
        case _:
            assert_never(block)


@dataclass(frozen=True, slots=True)
class Pictured:
    """A fact card that is posted beneath its picture: for a topic, by id, "" for none, and on a day."""

    card: Card
    topic: str
    day: date


@dataclass(frozen=True, slots=True)
class Context:
    """What the next turn of a thread may lean on: the last topics, question and facts, all by id or as typed."""

    topics: tuple[str, ...] = ()
    question: str = ""
    facts: tuple[str, ...] = ()


class Outcome(StrEnum):
    """What a question came to: an answer, passages that are close to one, or nothing."""

    ANSWER = "answer"
    CLOSEST = "closest"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a question was answered or not: its outcome, and the best passages as they were judged.

    ``question`` is what was looked up: a follow-up comes with the topic that it was taken to be about.
    """

    outcome: Outcome
    verdicts: tuple[Verdict, ...]
    question: str = ""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Reply:
    """What a handler returns; ``topic`` is the id of the one topic it is about, if there is one.

    Where it was pressed for, ``form`` opens in place of the card. Of one that shows what is posted, ``picture`` is what
    stands above that.
    Two replies are never equal, so what is made of one can be looked up by it in no time, and goes when it goes.
    """

    kind: Kind
    card: Card
    topic: str | None = None
    context: Context = Context()
    audience: Audience = Audience.CHANNEL
    evidence: Evidence | None = None
    form: Form | None = None
    picture: Pictured | None = None


def fact(corpus: Corpus, passage: Passage) -> Fact:
    """A passage as it is shown."""
    record, article = passage.record, corpus.article(passage.article_id)
    as_of = record.as_of
    when = f"{'before ' if as_of.before else ''}{as_of.date}" if as_of.date else ""
    value = record.value
    strong = (value.start, value.end) if value and any(c.isdigit() for c in value.text) else None
    return Fact(passage.id, passage.text, when, as_of.basis, record.by or article.author, article.id, strong)


def source(article: Article) -> Source:
    """An article as it is cited."""
    day = f"{article.published}" if article.published.date else ""
    return Source(article.id, article.title, article.author, article.publisher, day, article.url)


def card(corpus: Corpus, title: str, *blocks: Block) -> Card:
    """A card with its sources collected in the order of first citation; blocks that say nothing are dropped."""
    kept = tuple(block for block in blocks if not _is_empty(block))
    ids = dict.fromkeys(fact.source for block in kept for fact in _facts(block))
    return Card(title, kept, tuple(source(corpus.article(article_id)) for article_id in ids))


def _is_empty(block: Block) -> bool:
    match block:
        case Text(text) | Note(text):
            return not text
        case Facts(facts=parts) | Table(rows=parts) | Items(items=parts) | Actions(actions=parts):
            return not parts
        case Quote() | Figure():
            return False
        case _:
            assert_never(block)


def after(reply_card: Card, topics: tuple[str, ...], question: str = "") -> Context:
    """The context that a card leaves behind."""
    return Context(topics, question, tuple(shown.id for shown in reply_card.facts()))
