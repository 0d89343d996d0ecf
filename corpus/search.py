"""Query to hits in two stages: an inverted index gives candidates, then each is weighed against the question."""

import hashlib
import logging
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.article import Article, Passage
from corpus.attributes import attributes
from corpus.candidates import Candidates, Entry
from corpus.encoder import Encoder
from corpus.lexical import ByWords
from corpus.topics import Topics
from corpus.words import stems

if TYPE_CHECKING:
    from corpus.meaning import ByMeaning

_logger = logging.getLogger(__name__)

MOST_IN_MEMORY = 20_000  # passages; the index of a larger corpus lies on disk
MOST_ENCODED = 10_000  # passages; a larger corpus is searched by words alone
_LAYOUT = 1  # raised when what is indexed changes
_REACH = 8  # sentences of a paragraph to either side that come along with a candidate
_CANDIDATES = 20
_NEAREST = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage as it was weighed against a question: see ``Weighed`` for ``score`` and ``weakest``."""

    passage: Passage
    score: float
    weakest: float


@dataclass(frozen=True, slots=True)
class Indexing:
    """How a corpus is indexed.

    ``encoder``: None searches by words alone; ``folder``: where indexes and vectors are kept, None for nowhere;
    ``progress`` hears how many passages are encoded, of how many that are not filed.
    """

    encoder: Encoder | None = None
    folder: Path | None = None
    progress: Callable[[int, int], None] = lambda _done, _total: None


class Search:
    """The search over one corpus."""

    def __init__(self, articles: Sequence[Article], topics: Topics, indexing: Indexing) -> None:
        """Index every passage by its own words and, at a lower weight, by its heading, topics, attribute and asks."""
        self._articles = articles
        self._indexing = indexing
        self._names = {topic.id: [s for name in topic.names for s in stems(name)] for topic in topics.values()}
        self._passages = tuple(passage for article in articles for passage in article.passages)
        self._neighbours = _paragraphs(self._passages)
        self._candidates = self._indexed()
        self._words = ByWords(self._passages, [near.start for near in self._neighbours], self.idf)

    @property
    def is_semantic(self) -> bool:
        """Whether questions are compared by meaning, not by words alone."""
        return self._indexing.encoder is not None and len(self._passages) <= MOST_ENCODED

    def load(self) -> None:
        """Load the encoder, where there is one, before the first question does."""
        if self.is_semantic and self._indexing.encoder:
            self._indexing.encoder.load()

    def search(self, text: str, limit: int) -> list[Hit]:
        """The passages that hold most of a question, at most ``limit``, best first."""
        return self.weigh(text, [stems(text)])[:limit]

    def weigh(self, text: str, queries: Sequence[Sequence[str]]) -> list[Hit]:
        """All candidates for a question, best first; each query, a list of stems, finds candidates of its own."""
        found = [*chain.from_iterable(self._candidates.search(query, _CANDIDATES) for query in queries)]
        if self.is_semantic:
            found += self._meaning.nearest(text, _NEAREST)
        candidates = sorted({near for at in found for near in self._neighbours[at] if abs(near - at) <= _REACH})
        weighed = (self._meaning if self.is_semantic else self._words).weigh(text, candidates)
        hits = [Hit(self._passages[at], *each) for at, each in zip(candidates, weighed, strict=True)]
        return sorted(hits, key=lambda hit: -hit.score)

    def knows(self, term: str) -> bool:
        """Whether a stem stands in a passage or in what passages are also found by."""
        return self._candidates.frequency(term) > 0

    def idf(self, term: str) -> float:
        """How telling a stem is: ln(1 + N / (1 + df))."""
        return math.log(1 + len(self._passages) / (1 + self._candidates.frequency(term)))

    def stems_of(self, passage: Passage) -> frozenset[str]:
        """The stems of a passage, its heading and its asks."""
        asks = " ".join(passage.record.asks)
        return frozenset(stems(f"{passage.text} {passage.heading} {asks}"))

    @cached_property
    def _meaning(self) -> "ByMeaning":
        """Token vectors, read or computed when the first question comes; a slim install has no numpy for them."""
        from corpus.meaning import ByMeaning
        from corpus.vectors import TokenVectors

        encoder, folder = self._indexing.encoder or Encoder(), self._indexing.folder
        vectors = TokenVectors(self._articles, encoder, folder and folder / "vectors", self._indexing.progress)
        return ByMeaning(vectors, [near.start for near in self._neighbours], self._words)

    def _indexed(self) -> Candidates:
        """The index, on disk for a large corpus, in memory where its folder cannot be written."""
        folder = self._index_folder()
        try:
            return Candidates(map(self._entry, self._passages), folder)
        except (OSError, ValueError) as error:  # a ValueError when writing fails inside tantivy
            _logger.warning("index.not_filed", extra={"path": str(folder), "reason": str(error)})
            return Candidates(map(self._entry, self._passages))

    def _entry(self, passage: Passage) -> Entry:
        record = passage.record
        side = set(stems(" ".join((passage.heading, record.base, record.place, record.event, record.by, *record.asks))))
        side.update(name for topic_id in record.about for name in self._names.get(topic_id, ()))
        if record.attribute:
            side.update(attributes()[record.attribute].stems)
        return Entry(stems(passage.text), sorted(side))

    def _index_folder(self) -> Path | None:
        """Where the index of a large corpus lies, named after all that goes into it; None keeps it in memory."""
        if self._indexing.folder is None or len(self._passages) <= MOST_IN_MEMORY:
            return None
        from importlib.metadata import version  # few corpora are so large: the others start without

        digest = hashlib.sha256(repr([_LAYOUT, version("tantivy"), sorted(self._names.items())]).encode())
        for passage in self._passages:
            record = passage.record
            found_by = (record.about, record.attribute, record.base, record.place, record.event, record.by, record.asks)
            digest.update(repr((passage.id, passage.heading, found_by)).encode())
        return self._indexing.folder / "index" / digest.hexdigest()[:32]


def _paragraphs(passages: Sequence[Passage]) -> list[range]:
    """For each passage the numbers of those in its paragraph, itself among them."""
    found: list[range] = []
    start = 0
    for at, passage in enumerate(passages, start=1):
        following = passages[at] if at < len(passages) else None
        if following is None or (following.article_id, following.paragraph) != (passage.article_id, passage.paragraph):
            found += [range(start, at)] * (at - start)
            start = at
    return found
