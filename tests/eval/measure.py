"""What a measurement comes to: shares and AUROC, each with its 95 % confidence interval."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, sqrt
from typing import NamedTuple

ALL = "all"
_Z = 1.96  # standard errors on either side that hold 95 % of a normal distribution


class Interval(NamedTuple):
    """The lowest and the highest value that a figure may well have, 0 to 1."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those tried went well."""

    good: int
    tried: int

    @property
    def value(self) -> float:
        """The share, 0 to 1."""
        return self.good / self.tried

    @property
    def interval(self) -> Interval:
        """Wilson's score interval."""
        weight = _Z**2 / self.tried
        middle = (self.value + weight / 2) / (1 + weight)
        reach = _Z * sqrt(self.value * (1 - self.value) / self.tried + weight / (4 * self.tried)) / (1 + weight)
        return Interval(max(0.0, middle - reach), min(1.0, middle + reach))

    @property
    def size(self) -> str:
        """What the share is of."""
        return f"{self.good}/{self.tried}"


@dataclass(frozen=True, slots=True)
class Auroc:
    """How well scores keep answerable questions apart from unanswerable ones: 1 wholly, 0.5 not at all."""

    value: float
    positives: int
    negatives: int

    @property
    def interval(self) -> Interval:
        """Hanley and McNeil's interval (Radiology 143, 1982)."""
        area = self.value
        two_positives, two_negatives = area / (2 - area), 2 * area**2 / (1 + area)
        variance = area * (1 - area)
        variance += (self.positives - 1) * (two_positives - area**2)
        variance += (self.negatives - 1) * (two_negatives - area**2)
        reach = _Z * sqrt(max(0.0, variance) / (self.positives * self.negatives))
        return Interval(max(0.0, area - reach), min(1.0, area + reach))

    @property
    def size(self) -> str:
        """What it was measured on."""
        return f"{self.positives}:{self.negatives}"


Figure = Share | Auroc


def auroc(positives: Sequence[float], negatives: Sequence[float]) -> Auroc:
    """The chance that a positive scores higher than a negative, a tie counting as half (Mann and Whitney's U)."""
    ordered = sorted(negatives)
    below = sum(bisect_left(ordered, score) + bisect_right(ordered, score) for score in positives) / 2
    return Auroc(below / (len(positives) * len(negatives)), len(positives), len(negatives))


def per_cent(figure: Figure) -> int:
    """A figure as a floor: in per cent, rounded down."""
    return floor(100 * figure.value + 1e-9)


class Key(NamedTuple):
    """What a figure tells: a measure, of a group of the set ("typo", or all), of a half of it or of all."""

    measure: str
    group: str
    half: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing tried; its ``text``, where there is one, is shown when it went wrong."""

    measure: str
    group: str
    half: str
    good: bool
    text: str = ""

    def counts_for(self) -> set[Key]:
        """The shares that it is part of."""
        return {Key(self.measure, group, half) for group in (self.group, ALL) for half in (self.half, ALL)}


def shares(outcomes: Iterable[Outcome]) -> dict[Key, Share]:
    """The share of each measure in each group, each half, and all."""
    found: dict[Key, Share] = {}
    for outcome in outcomes:
        for key in outcome.counts_for():
            before = found.get(key, Share(0, 0))
            found[key] = Share(before.good + outcome.good, before.tried + 1)
    return found
