"""From nothing to the first answer: whole processes, their wall time, memory and imports."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.table import Row
from bench.timing import Timing

ROOT = Path(__file__).resolve().parents[1]
UNWANTED = (
    *("discord", "slack_bolt", "slack_sdk", "sqlalchemy", "prompt_toolkit", "aiohttp", "structlog"),
    "pydantic",  # with which some command lines describe themselves
    *("numpy", "onnxruntime", "tokenizers"),  # for what is compared by meaning alone
)
_ASK = ("-m", "bot", "ask", "cainiao")
_BARE = ("pass", "import click, rich.console")
_RUNS = 10
_MEGA = 1e6


@dataclass(frozen=True, slots=True)
class Run:
    """One process: what it wrote, how long it took, and how much memory it held at its peak, in MB."""

    output: str
    seconds: float
    megabytes: float


def run(*arguments: str) -> Run:
    """Run Python with arguments; CalledProcessError when it fails."""
    command = [sys.executable, "-S", "-E", str(ROOT / "bench" / "launch.py"), sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    output, _, last = done.stdout.removesuffix("\n").rpartition("\n")
    wall, peak = last.split()
    return Run(output, float(wall), float(peak) / _MEGA)


def start_rows() -> list[Row]:
    """The first answer beside each bare start, run in turn."""
    run(*_ASK)  # writes the bytecode
    rounds = [[run(*arguments) for arguments in (_ASK, *(("-c", code) for code in _BARE))] for _ in range(_RUNS)]
    ours, *others = zip(*rounds, strict=True)
    rows = []
    for code, bare in zip(_BARE, others, strict=True):
        rows.append(Row(f"start to first answer; bare: {code}", _wall(ours), _wall(bare), "s", 0.6, "p50"))
        rows.append(Row(f"its peak memory; bare: {code}", _memory(ours), _memory(bare), "MB", 80, "worst"))
    return rows


def _wall(runs: tuple[Run, ...]) -> Timing:
    return Timing.of(*(run.seconds for run in runs))


def _memory(runs: tuple[Run, ...]) -> Timing:
    return Timing.of(*(run.megabytes for run in runs))


def unwanted_imports() -> tuple[str, ...]:
    """The packages that the first answer needs not and imports all the same."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *_ASK], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    return tuple(name for name in UNWANTED if name in imported)
