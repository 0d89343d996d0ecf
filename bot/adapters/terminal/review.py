"""What `corpus check` and `corpus records` print: a verdict in one line, and each sentence with its record."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.errors import BotError
from corpus.article import AsOf, Basis, Kind, Record
from corpus.collection import Corpus
from corpus.load import Problem
from corpus.notation import nearest
from corpus.topics import Topics


def verdict(folder: Path, problems: Sequence[Problem]) -> str:
    """``my-corpus: 2 errors, 1 warning``, or that nothing is wrong."""
    errors = sum(problem.is_error for problem in problems)
    counts = (_count(errors, "error"), _count(len(problems) - errors, "warning"))
    return f"{folder}: {', '.join(filter(None, counts)) or 'nothing wrong'}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number > 1)}" if number else ""


def record_lines(corpus: Corpus, article_id: str) -> Iterator[str]:
    """The sentences of an article, each with its record beneath; BotError when there is no such article."""
    ids = tuple(article.id for article in corpus.articles)
    if article_id not in ids:
        raise BotError(f"no article '{article_id}': {nearest(article_id, ids)}")
    for passage in corpus.article(article_id).passages:
        yield passage.text
        yield f": {notation(passage.record, corpus.topics)}"
        if passage.record.asks:
            yield f": asks: {' '.join(passage.record.asks)}"
        yield ""


def notation(record: Record, topics: Topics) -> str:
    """A record as it would be written by hand, with every field that it has but its ``asks``."""
    kinds = [kind for kind in Kind if kind in record.kinds]
    fields = {
        "about": ", ".join(topics[topic_id].name for topic_id in record.about),
        "attribute": record.attribute,
        "kinds": ", ".join(kinds),
        "value": record.value.text if record.value else "",
        "as-of": _as_of(record.as_of),
        "as-of-basis": "" if record.as_of.basis is Basis.STATED else record.as_of.basis.value,
        "place": record.place,
        "base": record.base,
        "event": record.event,
        "by": record.by,
        "differs": record.differs,
    }
    return "; ".join(f"{name}: {value}" for name, value in fields.items() if value)


def _as_of(as_of: AsOf) -> str:
    if as_of.date is None:
        return ""
    return f"before {as_of.date.iso}" if as_of.before else as_of.date.iso
