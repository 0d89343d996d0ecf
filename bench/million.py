"""A million passages: building, opening and asking the inverted index alone, beside SQLite FTS5 on the same words."""

import json
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter

from bench import synthetic
from bench.bare import FullText
from bench.start import run
from bench.table import Row
from bench.timing import Timing, seconds
from corpus.candidates import Candidates, Entry

PASSAGES = 1_000_000
_ASKED = {"ours": 1_000, "bare": 100}
_OPENED = 20
_LIMIT = 20
_ENTRIES, _QUERIES = "entries.tsv", "queries.txt"
_MILLI, _MEGA = 1e3, 1e6

Find = Callable[[str], object]


def _ours(entries: Iterable[list[str]], path: Path) -> Find:
    index = Candidates((Entry(own.split(), side.split()) for own, side in entries), path)
    return lambda query: index.search(query.split(), _LIMIT)


def _bare(entries: Iterable[list[str]], path: Path) -> Find:
    index = FullText((own for own, _ in entries), path)
    return lambda query: index.best(query, _LIMIT)


def measure(engine: str, folder: Path) -> dict[str, list[float]]:
    """What one engine takes, in seconds, to build its index, to open it, and for each query; and its size in bytes."""
    make, path = {"ours": _ours, "bare": _bare}[engine], folder / engine
    with (folder / _ENTRIES).open(encoding="utf-8") as lines:
        start = perf_counter()
        make((line.split("\t") for line in lines), path)
        built = perf_counter() - start
    find = make((), path)
    queries = (folder / _QUERIES).read_text(encoding="utf-8").splitlines()[: _ASKED[engine]]
    return {
        "build": [built],
        "size": [sum(file.stat().st_size for file in (path, *path.glob("*")) if file.is_file())],
        "open": [seconds(lambda opened: make((), opened), path) for _ in range(_OPENED)],
        "candidates": [seconds(find, query) for query in queries],
    }


def million_rows(passages: int = PASSAGES) -> list[Row]:
    """Each engine in a process of its own; all that they write is removed."""
    with tempfile.TemporaryDirectory() as name:
        _write(Path(name), passages)
        runs = [run("-m", "bench.million", engine, name) for engine in _ASKED]
    ours, bare = ({key: Timing.of(*taken) for key, taken in json.loads(run.output).items()} for run in runs)
    peak, other = (Timing.of(run.megabytes) for run in runs)
    return [
        Row("build", ours["build"], bare["build"], "s"),
        Row("size on disk", ours["size"].scaled(1 / _MEGA), bare["size"].scaled(1 / _MEGA), "MB", 100, "worst"),
        Row("open", ours["open"].scaled(_MILLI), bare["open"].scaled(_MILLI), "ms", 5),
        Row("candidates", ours["candidates"].scaled(_MILLI), bare["candidates"].scaled(_MILLI), "ms", 10),
        Row("peak memory", peak, other, "MB"),
    ]


def _write(folder: Path, passages: int) -> None:
    """Passages as stems, a line each, and queries for them."""
    writer = synthetic.Stems()
    with (folder / _ENTRIES).open("w", encoding="utf-8") as file:
        file.writelines(f"{' '.join(own)}\t{' '.join(side)}\n" for own, side in writer.passages(passages))
    queries = (" ".join(writer.query()) for _ in range(max(_ASKED.values())))
    (folder / _QUERIES).write_text("\n".join(queries), encoding="utf-8")


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
