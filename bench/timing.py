"""Times of many distinct calls, two engines side by side, and their percentiles."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar

ROUNDS = 3

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Timing:
    """One value for each query, and the slowest single call, which a repetition does not excuse."""

    values: tuple[float, ...]
    worst: float

    @classmethod
    def of(cls, *values: float) -> "Timing":
        """Values measured once each."""
        return cls(values, max(values))

    def percentile(self, share: int) -> float:
        """The nearest-rank percentile: the smallest value that ``share`` % of all do not exceed."""
        return sorted(self.values)[math.ceil(len(self.values) * share / 100) - 1]

    def scaled(self, factor: float) -> "Timing":
        """The same in another unit."""
        return Timing(tuple(value * factor for value in self.values), self.worst * factor)


def seconds(call: Callable[[T], object], query: T) -> float:
    """How long one call takes."""
    start = perf_counter()
    call(query)
    return perf_counter() - start


def side_by_side(
    ours: Callable[[T], object], bare: Callable[[T], object], queries: Sequence[T], forget: Callable[[], None]
) -> tuple[Timing, Timing]:
    """Both engines on every query in turn, so that noise meets both; each query counts with its best round.

    ``forget`` empties caches before each round: people seldom ask in the same words.
    """
    rounds: list[list[tuple[float, float]]] = []
    for _ in range(ROUNDS):
        forget()
        rounds.append([(seconds(ours, query), seconds(bare, query)) for query in queries])
    first, second = zip(*(zip(*taken, strict=True) for taken in rounds), strict=True)
    return _best(first), _best(second)


def _best(rounds: Sequence[Sequence[float]]) -> Timing:
    return Timing(tuple(map(min, *rounds)), max(map(max, rounds)))
