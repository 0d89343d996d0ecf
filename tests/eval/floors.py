"""The floors: what every figure reached when it was last recorded, less one question, in per cent, rounded down.

The one question is for processors, whose vectors differ in the last digits: a score at a threshold may fall either way.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from tests.eval.measure import ALL, Figure, Key, Share, per_cent
from tests.eval.sets import HALVES

FILE = Path(__file__).with_name("floors.toml")
_HEAD = (
    "# In per cent, rounded down from what was measured less one question; written anew by\n"
    "# make eval FLOORS=1 >tests/eval/floors.toml"
)


def floors(tier: str, file: Path = FILE) -> dict[Key, int]:
    """The floors of a tier."""
    measures: dict[str, dict[str, dict[str, int]]] = tomllib.loads(file.read_text(encoding="utf-8")).get(tier, {})
    return {
        Key(measure, group, half): floor
        for measure, groups in measures.items()
        for group, halves in groups.items()
        for half, floor in halves.items()
    }


def fallen(figures: Mapping[Key, Figure], limits: Mapping[Key, int]) -> list[str]:
    """The names of the figures below their floors, with both."""
    return [
        f"{', '.join(key)}: {100 * figures[key].value:.1f} % of at least {limit} %"
        for key, limit in sorted(limits.items())
        if per_cent(figures[key]) < limit
    ]


def as_toml(figures_by_tier: Mapping[str, Mapping[Key, Figure]]) -> str:
    """The file, as measured now."""
    return "\n".join([_HEAD, *(line for each in figures_by_tier.items() for line in _tier(*each))])


def _floor(figure: Figure) -> int:
    if isinstance(figure, Share):
        return per_cent(replace(figure, good=max(0, figure.good - 1)))
    return per_cent(figure) - 1


def _tier(tier: str, figures: Mapping[Key, Figure]) -> Iterator[str]:
    halves = (*HALVES, ALL)
    rows = sorted({(key.measure, key.group) for key in figures})
    for measure, of_measure in groupby(rows, key=lambda row: row[0]):
        yield f'\n[{tier}."{measure}"]'
        for _, group in of_measure:
            keys = [key for half in halves if (key := Key(measure, group, half)) in figures]
            reached = ", ".join(f"{key.half} = {_floor(figures[key])}" for key in keys)
            yield f'"{group}" = {{ {reached} }}'
