"""What each article says, in a few characters, to tell that it changed."""

import hashlib
from collections.abc import Mapping

from bot.store import articles
from bot.store.store import Store
from corpus.article import Article
from corpus.collection import Corpus

_BYTES = 8


def fingerprints(corpus: Corpus) -> dict[str, str]:
    """16 hexadecimal characters for each article, by its id.

    They are of its title and its words as people read them. Where it is filed, what is noted on it and how this version
    of the bot takes its sentences apart do not count.
    """
    return {article.id: _of(article) for article in corpus.articles}


def note(store: Store, said: Mapping[str, str], at: float) -> None:
    """Keep the fingerprints of the articles as they are at a time, in seconds since 1970."""
    with store.begin() as connection:
        articles.note(connection, said, at)


def _of(article: Article) -> str:
    words = " ".join((article.title, *(passage.text for passage in article.passages)))
    return hashlib.blake2b(words.encode(), digest_size=_BYTES).hexdigest()
