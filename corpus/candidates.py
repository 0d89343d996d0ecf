"""Stems to candidates: an inverted index by tantivy, in memory for small corpora and on disk for large ones."""

import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy

_AT = "at"
_OWN = "own"
_SIDE = "side"
_SIDE_WEIGHT = 0.4
_HEAP = 15_000_000  # bytes a writer may use before it writes a segment; more on disk, where there is more to write
_HEAP_ON_DISK = 100_000_000
_MANY = 100_000  # passages; beyond, stems of one in twenty only rank what rarer ones find
_COMMON = 0.05
_THREADS = 1  # several would number the same passages differently each time


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as it is indexed: its own stems, and those it is also found by (heading, names of its topics ...)."""

    own: Sequence[str]
    side: Iterable[str]


class Candidates:
    """The passages that share stems with a query, by BM25; a passage is known by its number, from 0."""

    def __init__(self, entries: Iterable[Entry], folder: Path | None = None) -> None:
        """Index entries, in memory or in a folder, which is made; one that holds a whole index already is opened."""
        self._schema = _schema()
        if folder is None:
            self._index = tantivy.Index(self._schema)
            _fill(self._index, entries, _HEAP)
        else:
            if not folder.exists():
                _build(self._schema, entries, folder)
            self._index = tantivy.Index.open(str(folder))
        self._index.reload()
        self._searcher = self._index.searcher()

    def __len__(self) -> int:
        """The number of passages."""
        return self._searcher.num_docs

    def frequency(self, term: str) -> int:
        """In how many passages a stem stands, or in what they are also found by: the larger of both."""
        return max(self._searcher.doc_freq(field, term) for field in (_OWN, _SIDE))

    def search(self, terms: Iterable[str], limit: int) -> list[int]:
        """The numbers of the best passages for some stems, at most ``limit``, best first."""
        hits = self._searcher.search(self._query([*dict.fromkeys(terms)]), limit, count=False).hits
        numbers = self._searcher.fast_field_values(_AT, [address for _, address in hits])
        return [at for at in numbers if isinstance(at, int)]

    def _query(self, terms: Sequence[str]) -> tantivy.Query:
        """Any of the terms; in a large index, any of the rarer ones."""
        shares = {term: self.frequency(term) / len(self) for term in terms} if len(self) > _MANY else {}
        rare = [term for term, share in shares.items() if 0 < share <= _COMMON]
        if not rare:
            return self._any(terms)
        common = [term for term, share in shares.items() if share > _COMMON]
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, self._any(rare)), (tantivy.Occur.Should, self._any(common))]
        )

    def _any(self, terms: Iterable[str]) -> tantivy.Query:
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, part) for term in terms for part in self._parts(term)]
        )

    def _parts(self, term: str) -> tuple[tantivy.Query, tantivy.Query]:
        own = tantivy.Query.term_query(self._schema, _OWN, term, "freq")
        side = tantivy.Query.term_query(self._schema, _SIDE, term, "freq")
        return own, tantivy.Query.boost_query(side, _SIDE_WEIGHT)


def _schema() -> tantivy.Schema:
    """Text comes as stems with spaces between; the number is an integer field: an unsigned one fails on Python's."""
    builder = tantivy.SchemaBuilder()
    for field in (_OWN, _SIDE):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    builder.add_integer_field(_AT, fast=True)
    return builder.build()


def _fill(index: tantivy.Index, entries: Iterable[Entry], heap: int) -> None:
    writer = index.writer(heap, _THREADS)
    for at, entry in enumerate(entries):
        document = tantivy.Document()
        document.add_text(_OWN, " ".join(entry.own))
        document.add_text(_SIDE, " ".join(entry.side))
        document.add_integer(_AT, at)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def _build(schema: tantivy.Schema, entries: Iterable[Entry], folder: Path) -> None:
    """Write an index beside its folder and move it there when it is whole."""
    unfinished = folder.with_name(f"{folder.name}.{os.getpid()}")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    _fill(tantivy.Index(schema, path=str(unfinished)), entries, _HEAP_ON_DISK)
    try:
        unfinished.replace(folder)
    except OSError:  # another process was quicker
        shutil.rmtree(unfinished)
