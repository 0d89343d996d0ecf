"""What happened when: dated sentences in the order of time."""

from collections.abc import Iterable

from corpus.article import Kind as Asks
from corpus.article import Passage
from corpus.collection import Corpus
from handlers.card import Facts, Kind, Note, Reply, after, card, fact
from handlers.request import Request
from handlers.suggest import suggest


def timeline(request: Request, corpus: Corpus) -> Reply:
    """The timeline of a topic, or of the whole corpus when none is named."""
    if not request.text.strip():
        return _timeline("Timeline", corpus.passages, corpus, ())
    found = corpus.matcher.resolve(request.text)
    if found.topic is None:
        return suggest(request.text, found.suggestions)
    return _timeline(f"Timeline: {found.topic.name}", corpus.about(found.topic.id), corpus, (found.topic.id,))


def _timeline(title: str, passages: Iterable[Passage], corpus: Corpus, topics: tuple[str, ...]) -> Reply:
    facts = tuple(fact(corpus, passage) for passage in in_order(passages))
    made = card(corpus, title, Facts("", facts), Note("" if facts else "The corpus gives no dates for this."))
    return Reply(Kind.BRIEFING, made, next(iter(topics), None), after(made, topics))


def in_order(passages: Iterable[Passage]) -> list[Passage]:
    """The passages that tell when something happened, the earliest first; gaps in the sources are none."""
    dated = (p for p in passages if Asks.WHEN in p.record.kinds and p.record.as_of.date and p.record.attribute != "gap")
    return sorted(dated, key=_when)


def _when(passage: Passage) -> tuple[int, int, int]:
    day = passage.record.as_of.date
    return (day.year, day.month, day.day) if day else (0, 0, 0)
