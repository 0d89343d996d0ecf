"""One quotable fact: today's is a pure function of date, topic and corpus."""

import hashlib
from datetime import date

from corpus.article import Passage
from corpus.collection import Corpus
from corpus.dates import find_dates
from corpus.topics import Topic
from handlers.brief import is_figure
from handlers.card import Kind, Note, Reply, after, card
from handlers.daily_card import OF_THE_DAY, daily, subject_of
from handlers.request import Request
from handlers.suggest import suggest

_LARGE = 100
_NOT_QUOTED = {"gap", "publication", "disclosure", "background"}


def fact(request: Request, corpus: Corpus) -> Reply:
    """Today's fact, or today's fact of the topic named."""
    topic = None
    if request.text.strip():
        found = corpus.matcher.resolve(request.text)
        if found.topic is None:
            return suggest(request.text, found.suggestions)
        topic = found.topic
    return fact_of(request.today, topic, corpus)


def fact_of(day: date, topic: Topic | None, corpus: Corpus) -> Reply:
    """The fact of a date; a topic without a quotable sentence says so."""
    facts = quotable(corpus.about(topic.id) if topic else corpus.passages)
    if not facts:
        made = card(
            corpus,
            topic.name if topic else OF_THE_DAY,
            Note("The corpus holds no figure or date to quote here."),
        )
        return Reply(Kind.NO_ANSWER, made, topic.id if topic else None)
    return shown(facts[day.toordinal() % len(facts)], corpus, (topic.id,) if topic else ())


def shown(passage: Passage, corpus: Corpus, topics: tuple[str, ...]) -> Reply:
    """A fact as a reply, picked out of some topics, by id, or out of all when none is named."""
    made, subject = daily(passage, corpus, topics), subject_of(passage, corpus, topics)
    about = (subject.id,) if subject else ()
    return Reply(Kind.CARD, made, subject.id if subject else None, after(made, about))


def _is_telling(passage: Passage) -> bool:
    """Whether a sentence means something by itself: a sum, a share, a large number, or a date that it names."""
    return is_figure(passage, least=_LARGE) or bool(find_dates(passage.text))


def quotable(passages: tuple[Passage, ...]) -> list[Passage]:
    """The sentences with a figure or a date, in an order that is fixed but mixes articles and subjects.

    Taking one a day, none comes twice before all have come.
    """
    fit = [p for p in passages if (is_figure(p, least=1) or p.record.dated) and p.record.attribute not in _NOT_QUOTED]
    telling = [p for p in fit if _is_telling(p)] or fit
    return sorted(telling, key=lambda p: hashlib.sha256(p.id.encode()).digest())
