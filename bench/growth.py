"""Growth with the corpus: the same work on 10, 1,000 and 100,000 passages, each engine in a process of its own."""

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from bench import synthetic
from bench.bare import FullText, Names, parse_markdown
from bench.shipped import replies
from bench.start import Run, run
from bench.table import Row
from bench.timing import Timing, seconds
from corpus.encoder import Encoder
from corpus.load import load
from corpus.search import Indexing

SIZES = (10, 1_000, 100_000)
_ASKED = 100
_MILLI = 1e3


@dataclass(slots=True)
class Engine:
    """Something that answers: what to do with a question and with a name."""

    question: Callable[[str], object]
    look_up: Callable[[str], object]
    passages: int


def ours(folder: Path) -> Engine:
    """The corpus loaded; its vectors and its index are read, or made, when the first question comes."""
    corpus = replace(load(folder), indexing=Indexing(Encoder(), folder / "data"))
    return Engine(replies(corpus), corpus.matcher.resolve, len(corpus.passages))


def bare(folder: Path) -> Engine:
    """Markdown parsed; SQLite filled when the first question comes; names searched by rapidfuzz."""
    parse_markdown(path.read_text(encoding="utf-8") for path in (folder / "articles").glob("*.md"))
    asked = _asked(folder)
    sentences = (folder / "sentences.txt").read_text(encoding="utf-8").splitlines()
    built: list[FullText] = []

    def question(text: str) -> object:
        if not built:
            built.append(FullText(sentences))
        return built[0].best(text)

    return Engine(question, Names(asked["names"]).nearest, len(sentences))


def _asked(folder: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
    return found


def measure(engine_name: str, folder: Path) -> dict[str, list[float]]:
    """What one engine takes, in seconds, for loading, for the first question, and for each question and name."""
    asked = _asked(folder)
    start = perf_counter()
    engine = {"ours": ours, "bare": bare}[engine_name](folder)
    loaded = perf_counter() - start
    first, *others = asked["questions"]
    return {
        "passages": [engine.passages],
        "load": [loaded],
        "first question": [seconds(engine.question, first)],
        "question": [seconds(engine.question, text) for text in others],
        "look-up": [seconds(engine.look_up, name) for name in asked["misspelt"]],
    }


def growth_rows() -> list[Row]:
    """The rows of every size."""
    return [row for size in SIZES for row in _rows(size)]


def _rows(size: int) -> list[Row]:
    """Our first start, which encodes or indexes all, a later one, and the bare engine's."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, size)
        runs = [run("-m", "bench.growth", engine, name) for engine in ("ours", "ours", "bare")]
    return _side_by_side(size, runs)


def _write(folder: Path, size: int) -> None:
    """A corpus with what is asked of it, and its sentences for an engine that cannot read articles."""
    author = synthetic.write(folder, size)
    asked = {"names": author.names, "questions": author.questions(_ASKED + 1), "misspelt": author.misspelt(_ASKED)}
    (folder / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    (folder / "sentences.txt").write_text("\n".join(author.written), encoding="utf-8")


def _side_by_side(size: int, runs: list[Run]) -> list[Row]:
    ever, ours, bare = (json.loads(run.output) for run in runs)
    if ours["passages"] != bare["passages"]:
        message = f"{ours['passages']} passages were loaded where {bare['passages']} were written"
        raise RuntimeError(message)
    rows = [Row(f"{size:,}: first question ever", _timing(ever["first question"]), _timing(bare["first question"]))]
    rows += [
        Row(f"{size:,}: {name}", _timing(ours[name]), _timing(bare[name]))
        for name in ("first question", "question", "look-up", "load")
    ]
    _, mine, other = (Timing.of(run.megabytes) for run in runs)
    return [*rows, Row(f"{size:,}: peak memory", mine, other, "MB")]


def _timing(values: list[float]) -> Timing:
    return Timing.of(*values).scaled(_MILLI)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
