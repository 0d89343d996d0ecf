"""The report: a row for each thing measured, beside its bare baseline and held against its limit."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from bench.timing import Timing

WIDTH = 132


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, ours and bare, in ``unit``; ``held`` must stay under ``limit``, if any.

    ``held``: p50, p99, worst, or ratio, which is our median divided by the bare one.
    """

    name: str
    ours: Timing
    bare: Timing
    unit: str = "ms"
    limit: float = 0.0
    held: str = "p99"

    @property
    def value(self) -> float:
        """What the limit holds."""
        if self.held == "ratio":
            return self.ours.percentile(50) / self.bare.percentile(50)
        return {"p50": self.ours.percentile(50), "p99": self.ours.percentile(99), "worst": self.ours.worst}[self.held]

    @property
    def missed(self) -> bool:
        """Whether there is a limit, and it is not kept."""
        return bool(self.limit) and self.value >= self.limit

    def cells(self) -> tuple[str, ...]:
        """The row as text."""
        ours, bare = self.ours, self.bare.percentile(50)
        numbers = (ours.percentile(50), ours.percentile(99), ours.worst, bare)
        ratio = f"{_shown(ours.percentile(50) / bare)}×" if bare else ""
        limit = f"{self.held} < {self.limit:.3g}" if self.limit else ""
        verdict = ("MISSED" if self.missed else "ok") if self.limit else ""
        return (self.name, str(len(ours.values)), self.unit, *map(_shown, numbers), ratio, limit, verdict)


def _shown(number: float) -> str:
    """Three significant digits, never an exponent."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def show(title: str, rows: Iterable[Row], console: Console) -> None:
    """Print rows as one table."""
    table = Table(title=title, title_justify="left", width=WIDTH)
    table.add_column("measured", ratio=1)
    for heading in ("n", "unit", "p50", "p99", "worst", "bare p50", "ratio", "floor", ""):
        table.add_column(heading, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*row.cells())
    console.print(table)
