"""What happened when: dated sentences in the order of time."""

from collections.abc import Iterable

from corpus.article import Passage
from corpus.collection import Corpus
from corpus.dates import PartialDate, find_dates
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
    """The passages that name a date of their own, the earliest first; gaps in the sources are none."""
    dated = [(when, passage) for passage in passages if (when := _when(passage)) and not passage.record.is_gap]
    return [passage for _, passage in sorted(dated, key=lambda pair: (pair[0], not pair[1].record.as_of.before))]


def _when(passage: Passage) -> PartialDate | None:
    """The first date that the sentence names, else the date that its record gives of its own."""
    named = next((date for date, _, _ in find_dates(passage.text)), None)
    return named or (passage.record.as_of.date if passage.record.dated else None)
