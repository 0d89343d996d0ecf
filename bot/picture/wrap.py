"""Text broken into lines that fit, in the largest size that fits."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Protocol

Measure = Callable[[str], float]


class Scaled(Protocol):
    """How wide a text is in a size."""

    def __call__(self, text: str, size: float) -> float:
        """In pixels."""


ELLIPSIS = "…"
LEADING = 1.32  # from baseline to baseline, in sizes
_WIDE = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_OPENING = r"\u300c\u300e\uff08\u300a\u3010\u201c\u2018(\[{"
_CLOSING = r"\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff1f\uff01\u300d\u300f\uff09\u300b\u3011\u201d\u2019)\]},.:;?!%…"
_MYRIADS = "万亿萬億兆"
# A word with the space behind it, or one wide character with the punctuation that stays with it. Line breaks stand
# behind spaces, behind wide characters, and behind the hyphen of a long compound; none between digits and a myriad.
_UNIT = re.compile(
    rf"[{_OPENING}]*(?:(?![{_OPENING}])[{_WIDE}]|[^ {_WIDE}]+?(?:-(?<=\w{{3}}-)(?=[^\W\d]{{3}})"
    rf"|(?<=\d)[{_MYRIADS}]+|(?=[{_WIDE}])|(?= |$)))"
    rf"[{_CLOSING}]* *| +|."
)


@dataclass(frozen=True, slots=True)
class Set:
    """Text as it fits: its lines and their size in pixels."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last."""
        return len(self.lines) * self.size * LEADING


def wrap(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """The lines of a text, none wider than ``width``; a word that is wider by itself is broken at any letter."""
    lines, line, end = list[str](), "", 0.0
    for unit in _units(text, width, measure):
        if line and end + measure(unit.rstrip(" ")) > width:
            lines.append(line.rstrip(" "))
            line, end = "", 0.0
        line += unit
        end += measure(unit)
    return (*lines, line.rstrip(" ")) if line.strip(" ") else tuple(lines)


def _units(text: str, width: float, measure: Measure) -> Iterator[str]:
    for unit in _whole(_UNIT.findall(text.strip(" "))):
        yield from (unit,) if measure(unit.rstrip(" ")) <= width else _whole(unit)


def _whole(pieces: Iterable[str]) -> Iterator[str]:
    """Characters or words, each with the marks that combine with its last letter."""
    held = ""
    for piece in pieces:
        if held and not unicodedata.category(piece[0]).startswith("M"):
            yield held
            held = ""
        held += piece
    yield held


def balanced(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """As many lines as needed, all of about one length: nothing is left alone on the last."""
    best = wrap(text, width, measure)
    narrow, wide = width / 2, width
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        lines = wrap(text, middle, measure)
        if len(lines) > len(best):
            narrow = middle
        else:
            best, wide = lines, middle
    return best


def cut(text: str, width: float, most: int, measure: Measure) -> tuple[str, ...]:
    """At most so many lines; what is left out is marked by an ellipsis."""
    lines = wrap(text, width, measure)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and measure(last + ELLIPSIS) > width:
        head, _, _ = last.rpartition(" ")
        last = head or "".join([*_whole(last)][:-1])
    return (*lines[: most - 1], last.rstrip(" ,;:–-·\u00a0") + ELLIPSIS)


def fitted(text: str, width: float, height: float, sizes: Iterable[float], measure: Scaled) -> Set | None:
    """A text in the first of the sizes, largest first, in which it fits; None when it fits in none."""
    for size in sizes:
        measure_it = partial(measure, size=size)
        if len(wrap(text, width, measure_it)) * size * LEADING <= height:
            return Set(balanced(text, width, measure_it), size)
    return None
