"""Passages as token vectors, held against the tokens of a question (late interaction, MaxSim).

Every passage is encoded in the light of its paragraph and its article's title, and its ``asks`` together by themselves.
What was encoded once is kept in a file an article, named after the content, so that only what changed is encoded anew.
"""

import hashlib
import json
import logging
import math
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tokenize import TokenError
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.article import Article, Passage
from corpus.encoder import LONGEST, WEIGHTS_SHA256, Encoder, Tokens

_logger = logging.getLogger(__name__)

_LAYOUT = 2  # raised when what is encoded, or how it is filed, changes
_LONGEST_QUESTION = 66  # pieces, markers included: gibberish has many
_DAMAGED = (
    *(OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, RuntimeError, MemoryError, SyntaxError),
    *(zipfile.BadZipFile, zlib.error, TokenError),
)
_SCALE = 127  # a cosine of 1 as an int8
_WIDTH = 384  # of a vector

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Encoded:
    """The pieces of some passages, one passage after the other.

    ``vectors``: int8, shape (pieces, 384), cosines of 1 as 127; ``ids``: shape (pieces,); ``counts``: how many pieces
    each passage has, shape (passages,), never 0.
    """

    vectors: NDArray[np.int8]
    ids: Ints
    counts: Ints


class TokenVectors:
    """The token vectors of a corpus; passages are known by their number, from 0."""

    def __init__(
        self, articles: Sequence[Article], encoder: Encoder, folder: Path | None, progress: Progress = lambda *_: None
    ) -> None:
        """Read the vectors filed in a folder and encode what is missing.

        ``progress`` hears how many of the missing are done, at first 0, and of how many; nothing when none is missing.
        """
        self._encoder = encoder
        self._asked = ("", encoder.encode(""))
        passages = [passage for article in articles for passage in article.passages]
        encoded = [*_encode_all(articles, encoder, folder, progress)]
        self._vectors = _joined([each.vectors for each in encoded], np.zeros((0, _WIDTH), np.int8))
        ids = _joined([each.ids for each in encoded], np.zeros(0, np.int64))
        counts = _joined([each.counts for each in encoded], np.zeros(0, np.int64))
        self._ends = np.cumsum(counts)
        self._starts = self._ends - counts
        owners = np.repeat(np.arange(len(passages)), counts)
        pairs = np.unique(np.stack([ids, owners]), axis=1)
        self._frequency = dict(zip(*(x.tolist() for x in np.unique(pairs[0], return_counts=True)), strict=True))
        self._pooled = _pooled(self._vectors, self._starts)

    def question(self, text: str) -> Tokens:
        """A question as tokens; the last one is kept, for it is asked for more than once."""
        asked, tokens = self._asked
        if text != asked:
            tokens = self._encoder.encode(text, _LONGEST_QUESTION)
            self._asked = (text, tokens)
        return tokens

    def nearest(self, text: str, limit: int) -> list[int]:
        """The passages whose mean vectors are nearest to the question's, best first: candidates that share no word."""
        question = self.question(text)
        weights = np.array(self.weights(question), np.float32)
        scores = self._pooled @ (question.vectors.T @ weights)
        return [int(at) for at in np.argsort(-scores)[:limit]]

    def closest(self, question: Tokens, passages: Sequence[int]) -> list[list[float]]:
        """The best cosine of each piece of a question among the pieces of each passage: a row a passage."""
        if not passages:
            return []
        spans = [np.arange(self._starts[at], self._ends[at]) for at in passages]
        cosines = self._vectors[np.concatenate(spans)].astype(np.float32) @ question.vectors.T / _SCALE
        firsts = np.cumsum([0, *(len(span) for span in spans[:-1])])
        best: list[list[float]] = np.maximum.reduceat(cosines, firsts, axis=0).tolist()
        return best

    def weights(self, question: Tokens) -> list[float]:
        """The idf of each piece of a question: ln(1 + N / (1 + df)), df in passages."""
        count = len(self._starts)
        return [math.log(1 + count / (1 + self._frequency.get(each, 0))) for each in question.ids]


def _joined(parts: list[Any], empty: NDArray[Any]) -> NDArray[Any]:
    return np.concatenate(parts) if parts else empty


def _pooled(vectors: NDArray[np.int8], starts: Ints) -> Floats:
    """The mean vector of each passage, at length 1: shape (passages, 384)."""
    if not len(starts):
        return np.zeros((0, _WIDTH), np.float32)
    sums = np.add.reduceat(vectors, starts, axis=0, dtype=np.int32).astype(np.float32)
    pooled: Floats = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1)
    return pooled


def _encode_all(
    articles: Sequence[Article], encoder: Encoder, folder: Path | None, progress: Progress
) -> Iterator[Encoded]:
    """The encoded passages of each article that has any, from its file where there is one."""
    told = [article for article in articles if article.passages]
    paths = [folder / f"{_digest(article)}.npz" if folder else None for article in told]
    filed = [_read(path, len(article.passages)) if path else None for article, path in zip(told, paths, strict=True)]
    missing = sum(len(article.passages) for article, read in zip(told, filed, strict=True) if read is None)
    done = 0
    for article, path, read in zip(told, paths, filed, strict=True):
        if read:
            yield read
            continue
        parts: list[Encoded] = []
        for paragraph in _paragraphs(article):
            progress(done + len(parts), missing)
            parts += _encode(article.title, paragraph, encoder)
        done += len(parts)
        encoded = _stacked(parts)
        if path:
            _write(path, encoded)
        yield encoded
    if missing:
        progress(missing, missing)


def _digest(article: Article) -> str:
    """A name for all that the vectors of an article depend on."""
    told = [[(passage.text, passage.record.asks) for passage in paragraph] for paragraph in _paragraphs(article)]
    content = json.dumps([_LAYOUT, WEIGHTS_SHA256, article.title, told])
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def _paragraphs(article: Article) -> Iterator[list[Passage]]:
    for _, passages in groupby(article.passages, key=lambda passage: passage.paragraph):
        yield list(passages)


def _encode(title: str, paragraph: Sequence[Passage], encoder: Encoder) -> list[Encoded]:
    """Each passage of a paragraph, its sentence's pieces first and then those of its asks."""
    found = []
    for window in _windows(title, paragraph, encoder):
        text = f"{title}. "
        spans = []
        for passage in window:
            spans.append((len(text), len(text) + len(passage.text)))
            text += f"{passage.text} "
        tokens = encoder.encode(text)
        for passage, (start, end) in zip(window, spans, strict=True):
            inside = [at for at, span in enumerate(tokens.spans) if start <= span[0] < end]
            asks = [encoder.encode(" ".join(passage.record.asks))] if passage.record.asks else []
            own = Tokens(tuple(tokens.ids[at] for at in inside), (), tokens.vectors[inside])
            found.append(_of([own, *asks] if inside else [encoder.encode(passage.text), *asks]))
    return found


def _windows(title: str, paragraph: Sequence[Passage], encoder: Encoder) -> Iterator[list[Passage]]:
    """A paragraph in stretches that the model can take in at once, with its title."""
    room = LONGEST - 2 - encoder.count([f"{title}. "])[0]  # two are the model's markers
    window: list[Passage] = []
    used = 0
    for passage, count in zip(paragraph, encoder.count([passage.text for passage in paragraph]), strict=True):
        if window and used + count > room:
            yield window
            window, used = [], 0
        window.append(passage)
        used += count
    yield window


def _of(parts: Sequence[Tokens]) -> Encoded:
    """One passage's pieces; a sentence without any known to the model has one that is like nothing."""
    ids = np.array([each for part in parts for each in part.ids] or [-1], np.int64)
    vectors = np.concatenate([part.vectors for part in parts])
    if not len(vectors):
        vectors = np.zeros((1, vectors.shape[1]), np.float32)
    return Encoded(np.rint(vectors * _SCALE).astype(np.int8), ids, np.array([len(ids)], np.int64))


def _stacked(parts: Sequence[Encoded]) -> Encoded:
    return Encoded(
        np.concatenate([part.vectors for part in parts]),
        np.concatenate([part.ids for part in parts]),
        np.concatenate([part.counts for part in parts]),
    )


def _read(path: Path, passages: int) -> Encoded | None:
    """What a file holds; None when there is none or it is damaged."""
    try:
        with path.open("rb") as file, np.load(file) as filed:  # NumPy leaves a damaged file open
            encoded = Encoded(filed["vectors"], filed["ids"], filed["counts"])
    except _DAMAGED:
        return None
    pieces = len(encoded.ids) if encoded.ids.ndim else 0
    is_whole = (
        encoded.vectors.shape == (pieces, _WIDTH)
        and encoded.vectors.dtype == np.int8
        and encoded.counts.shape == (passages,)
        and encoded.counts.dtype == np.int64
        and encoded.ids.dtype == np.int64
        and encoded.counts.min() >= 1
        and encoded.counts.sum() == pieces
    )
    return encoded if is_whole else None


def _write(path: Path, encoded: Encoded) -> None:
    """File vectors so that a reader sees all of them or none; a folder that cannot be written is done without."""
    unfinished = path.with_suffix(f".{os.getpid()}.npz")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(unfinished, vectors=encoded.vectors, ids=encoded.ids, counts=encoded.counts)
        unfinished.replace(path)
    except OSError as error:
        _logger.warning("vectors.not_filed", extra={"path": str(path), "reason": error.strerror})
        with suppress(OSError):
            unfinished.unlink()
