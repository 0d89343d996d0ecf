"""Measure and print one table; fails when a figure is below its recorded floor."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from bot.progress import Bar
from corpus.collection import Corpus
from corpus.encoder import Encoder
from corpus.load import load
from corpus.search import Indexing
from tests.eval.comprehension import Comprehension, comprehension
from tests.eval.floors import as_toml, fallen, floors
from tests.eval.measure import ALL, Figure, Key
from tests.eval.outcomes import TIERS, examine, searched_by
from tests.eval.sets import HALVES
from tests.eval.squad import write_corpus

_SHIPPED = Path(__file__).resolve().parents[2] / "corpus"
_WIDTH = 132


def main(arguments: Sequence[str]) -> int:
    """Run what the command line asks for; 1 when a figure has fallen."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval.report", description=__doc__)
    parser.add_argument("--xquad", type=Path, metavar="FILE", help="measure a file in SQuAD format instead of the sets")
    parser.add_argument("--words", action="store_true", help="search by words alone, as a slim install does")
    parser.add_argument("--failed", action="store_true", help="list what went wrong of the calibration half")
    parser.add_argument("--floors", action="store_true", help="print tests/eval/floors.toml as measured now")
    chosen = parser.parse_args(arguments)
    if chosen.xquad and not chosen.xquad.is_file():
        parser.error(f"no file '{chosen.xquad}'")
    tier = TIERS[chosen.words]
    with TemporaryDirectory() as name:
        if chosen.xquad:
            return _report_squad(chosen.xquad, tier, Path(name))
        corpus = _read(_SHIPPED, Path(name))
        if chosen.floors:
            print(as_toml({each: examine(searched_by(each, corpus)).figures() for each in TIERS}))
            return 0
        return _report_sets(tier, corpus, with_failed=chosen.failed)


def _read(folder: Path, data: Path) -> Corpus:
    """The corpus of a folder, searched by meaning."""
    return replace(load(folder), indexing=Indexing(Encoder(), data, Bar("Reading the articles")))


def _report_sets(tier: str, corpus: Corpus, *, with_failed: bool) -> int:
    console = _console()
    examination = examine(searched_by(tier, corpus))
    figures, limits = examination.figures(), floors(tier)
    console.print(_table_of_sets(tier, figures, limits))
    if with_failed:
        for each in sorted(examination.failed(), key=lambda outcome: (outcome.measure, outcome.group)):
            console.print(f"not {each.measure}, {each.group}: {each.text}", markup=False, soft_wrap=True)
    missed = fallen(figures, limits)
    console.print(f"Fallen: {'; '.join(missed)}." if missed else "Every floor is kept.", soft_wrap=True)
    return int(bool(missed))


def _table_of_sets(tier: str, figures: Mapping[Key, Figure], limits: Mapping[Key, int]) -> Table:
    """A row for each measure and group; for each half, and all, the number, the figure, its interval and its floor."""
    table = Table(title=f"By {tier}: per cent, 95 % interval, floor", title_justify="left", width=_WIDTH)
    table.add_column("measured", ratio=1)
    for half in (*HALVES, ALL):
        for heading in (half, "%", "95 %", "≥"):
            table.add_column(heading, justify="right", no_wrap=True)
    before = ""
    for measure, group in dict.fromkeys((key.measure, key.group) for key in sorted(figures, key=_all_first)):
        if measure != before:
            table.add_section()
        before = measure
        keys = [Key(measure, group, half) for half in (*HALVES, ALL)]
        cells = [cell for key in keys for cell in (*_cells(figures.get(key)), str(limits.get(key, "")))]
        table.add_row(measure if group == ALL else f"  {group}", *cells)
    return table


def _all_first(key: Key) -> tuple[str, bool, str]:
    return key.measure, key.group != ALL, key.group


def _cells(figure: Figure | None) -> tuple[str, str, str]:
    if figure is None:  # one half of the set has no such group
        return "", "", ""
    low, high = (100 * bound for bound in figure.interval)
    return figure.size, f"{100 * figure.value:.1f}", f"{low:.0f}–{high:.0f}"


def _report_squad(file: Path, tier: str, folder: Path) -> int:
    """The table of both tiers, and as the last line the one chosen as JSON."""
    questions = write_corpus(file, folder)
    corpus = _read(folder, folder / "data")
    found = {each: comprehension(questions, searched_by(each, corpus)) for each in TIERS}
    console = _console()
    console.print(_table_of_squad(f"{file.name}: {len(corpus.passages)} sentences, {len(questions)} questions", found))
    print(found[tier].as_json())
    return 0


def _table_of_squad(title: str, found: Mapping[str, Comprehension]) -> Table:
    """A row for each figure, and for each tier the number, the per cent and its interval."""
    table = Table(title=title, title_justify="left", width=_WIDTH)
    table.add_column("measured", ratio=1)
    for tier in found:
        for heading in (f"by {tier}", "%", "95 %"):
            table.add_column(heading, justify="right", no_wrap=True)
    for name in next(iter(found.values())).figures:
        table.add_row(name, *(cell for each in found.values() for cell in _cells(each.figures[name])))
    for name in ("p50_ms", "p99_ms"):
        table.add_row(name, *(cell for each in found.values() for cell in (f"{getattr(each, name):.1f} ms", "", "")))
    return table


def _console() -> Console:
    return Console(width=_WIDTH, highlight=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
