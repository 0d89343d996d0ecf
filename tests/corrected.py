"""Articles that say something else by now, and what is then done about the posts that showed them."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot import corrections
from bot.store.delivery import DeliveryState
from bot.store.store import Store
from bot.store.tables import delivery
from corpus.collection import Corpus

DAY = date(2026, 11, 22)


def rewritten(corpus: Corpus) -> Corpus:
    """The same articles, none of which says what it said."""
    return replace(corpus, articles=tuple(replace(article, passages=()) for article in corpus.articles))


def withdrawn(corpus: Corpus) -> Corpus:
    """No articles any more."""
    return replace(corpus, articles=())


def corrected(folder: Path, corpus: Corpus) -> tuple[str, ...]:
    """Have all posts corrected that show what the articles do not say; the lines that list them."""
    with closing(Store.open(folder / "dossier.sqlite3")) as store:
        found = corrections.outdated(store, corpus)
        listed = tuple(corrections.lines(found, corpus))
        corrections.correct(store, found, corpus, DAY)
    return listed


def is_settled(folder: Path) -> bool:
    """Whether every post is what it should be."""
    with closing(Store.open(folder / "dossier.sqlite3")) as store, store.read() as connection:
        return {row.state for row in connection.execute(delivery.select())} == {DeliveryState.SENT}
