"""How well passages hold each part of a question, blended with what their neighbours and their paragraph hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, groupby
from typing import NamedTuple

Row = list[float]
_QUARTER = 0.25


class Weighed(NamedTuple):
    """A passage weighed against a question.

    ``score``: the share of the question that it holds, about 0 to 1. ``weakest``: how well it holds, by itself, the
    weakest quarter of the content words: near 1, three quarters of the question stand there almost word for word.
    """

    score: float
    weakest: float


@dataclass(frozen=True, slots=True)
class Blend:
    """What a passage inherits, each 0 to 1.

    ``before``: of the passage before it, for the answer often follows the sentence that names its subject; ``after``:
    of the one after it; ``whole``: how much its paragraph's own score counts beside the passage's.
    """

    before: float
    after: float
    whole: float


def blended(matrix: Sequence[Row], weights: Sequence[float], paragraphs: Sequence[int], blend: Blend) -> list[float]:
    """The score of each passage, the weighted mean of its row.

    ``matrix`` says how well each passage holds each part of the question, 0 to 1; ``paragraphs`` numbers the paragraph
    of each passage. All passages of a paragraph stand together, in order.
    """
    total = sum(weights) * (1 + blend.whole)
    if not total:
        return [0.0] * len(matrix)
    scores: list[float] = []
    for _, group in groupby(range(len(matrix)), key=paragraphs.__getitem__):
        rows = [matrix[at] for at in group]
        whole = blend.whole * _weighted([max(column) for column in zip(*rows, strict=True)], weights)
        scores += [(_weighted(row, weights) + whole) / total for row in _inherited(rows, blend)]
    return scores


def _inherited(rows: Sequence[Row], blend: Blend) -> list[Row]:
    if len(rows) == 1:
        return list(rows)
    nothing = [0.0] * len(rows[0])
    around = zip([nothing, *rows[:-1]], rows, [*rows[1:], nothing], strict=True)
    return [
        [max(blend.before * before, own, blend.after * after) for before, own, after in zip(*neighbours, strict=True)]
        for neighbours in around
    ]


def _weighted(row: Sequence[float], weights: Sequence[float]) -> float:
    return sum(value * weight for value, weight in zip(row, weights, strict=True))


def weakest_quarter(row: Row, is_content: Sequence[bool]) -> float:
    """The lower quartile of what a passage holds of the content words; 0 when the question has none."""
    held = sorted(compress(row, is_content))
    if not held:
        return 0.0
    at = _QUARTER * (len(held) - 1)
    low, high = held[int(at)], held[min(int(at) + 1, len(held) - 1)]
    return low + (high - low) * (at - int(at))
