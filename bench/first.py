"""The first question of a process: waking the encoder, reading the articles, and the memory held afterwards."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench.bare import FullText, Model
from bench.shipped import FOLDER, replies
from bench.start import run
from bench.table import Row
from bench.timing import Timing, seconds
from corpus.encoder import LONGEST, Encoder, Tokens
from corpus.load import load
from corpus.search import Indexing

_QUESTION = "How many countries does Cainiao reach?"
_RUNS = 5
_SENTENCES = "sentences.txt"
_KIBI, _KILO, _MEGA = 1024, 1e3, 1e6


class _Counting(Encoder):
    """An encoder that counts what it encodes."""

    encoded = 0

    def encode(self, text: str, longest: int = LONGEST) -> Tokens:
        self.encoded += 1
        return super().encode(text, longest)


def _bare(name: str, folder: Path) -> Callable[[str], object]:
    sentences = (folder / _SENTENCES).read_text(encoding="utf-8").splitlines()

    def read(_: str) -> None:
        model = Model()
        for sentence in sentences:
            model.encode(sentence)

    return {
        "read": read,
        "model": lambda text: Model().encode(text),
        "full text": lambda text: FullText(sentences).best(text),
    }[name]


def measure(engine: str, folder: Path) -> dict[str, float]:
    """What the first question takes, in seconds; the MB that are resident after it; how many texts are encoded."""
    encoder = _Counting()
    if engine.startswith("by "):
        indexing = Indexing(encoder if engine == "by meaning" else None, folder)
        ask: Callable[[str], object] = replies(replace(load(FOLDER), indexing=indexing))
    else:
        ask = _bare(engine, folder)
    taken = seconds(ask, _QUESTION)
    return {"seconds": taken, "resident": _resident(), "encoded": encoder.encoded}


def _resident() -> float:
    """The resident memory of this process, in MB: Linux alone tells it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) * _KIBI / _MEGA


def first_rows(data: Path) -> list[Row]:
    """The first question ever, which files its vectors in ``data``, then that of later processes."""
    sentences = (passage.text for passage in load(FOLDER).passages)
    (data / _SENTENCES).write_text("\n".join(sentences), encoding="utf-8")
    ever, read = _asked(data, "by meaning", "read", runs=1)
    meaning, model = _asked(data, "by meaning", "model", runs=_RUNS)
    words, full_text = _asked(data, "by words", "full text", runs=_RUNS)
    none = Timing.of(0)
    return [
        Row("first question ever, by meaning: reads the articles", ever["seconds"], read["seconds"], "s"),
        Row("… texts encoded", ever["encoded"], none, ""),
        Row("first question of a process, by meaning", _milli(meaning), _milli(model), "ms", 600, "worst"),
        Row("… texts encoded", meaning["encoded"], none, "", 3, "worst"),
        Row("… memory after it", meaning["resident"], model["resident"], "MB", 250, "worst"),
        Row("first question of a process, by words", _milli(words), _milli(full_text), "ms", 600, "worst"),
        Row("… memory after it", words["resident"], full_text["resident"], "MB", 250, "worst"),
    ]


def _asked(data: Path, *engines: str, runs: int) -> list[dict[str, Timing]]:
    """What each engine takes in processes of their own, run in turn."""
    rounds = [[json.loads(run("-m", "bench.first", name, str(data)).output) for name in engines] for _ in range(runs)]
    return [{key: Timing.of(*(each[key] for each in taken)) for key in taken[0]} for taken in zip(*rounds, strict=True)]


def _milli(found: dict[str, Timing]) -> Timing:
    return found["seconds"].scaled(_KILO)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
