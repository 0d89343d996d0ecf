"""Bare baselines: the least code with which somebody else's library does a similar job."""

import re
import sqlite3
from collections.abc import Iterable, Sequence

from markdown_it import MarkdownIt
from rapidfuzz import process
from rapidfuzz.fuzz import WRatio
from rapidfuzz.utils import default_process

_WORD = re.compile(r"\w+")


class Names:
    """The nearest name by rapidfuzz."""

    def __init__(self, names: Sequence[str]) -> None:
        """Keep the names; nothing is prepared."""
        self._names = names

    def nearest(self, query: str) -> object:
        """The best name and its score."""
        return process.extractOne(query, self._names, scorer=WRatio, processor=default_process)


class FullText:
    """Full-text search by SQLite FTS5 with its Porter stemmer, in memory."""

    def __init__(self, sentences: Iterable[str]) -> None:
        """Index the sentences."""
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE sentence USING fts5(text, tokenize='porter unicode61')")
        self._database.executemany("INSERT INTO sentence VALUES (?)", ((sentence,) for sentence in sentences))

    def best(self, question: str) -> list[tuple[str]]:
        """The three sentences nearest to any words of a question."""
        words = " OR ".join(f'"{word}"' for word in _WORD.findall(question)) or '""'
        query = "SELECT text FROM sentence WHERE sentence MATCH ? ORDER BY bm25(sentence) LIMIT 3"
        return self._database.execute(query, (words,)).fetchall()


def parse_markdown(texts: Iterable[str]) -> int:
    """Parse Markdown and throw it away; how many tokens there were."""
    parser = MarkdownIt("commonmark")
    return sum(len(parser.parse(text)) for text in texts)
