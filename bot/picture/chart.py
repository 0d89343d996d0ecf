"""What of a sentence can be drawn to scale: a share of a whole, or numbers of one unit; nothing else."""

import re
from collections import Counter
from dataclasses import dataclass

from corpus.article import Figure
from corpus.figures import find_figures

_PERCENT, _TIMES = "%", "times"
_WHOLE = 100
_MOST_BARS = 4
_FEWEST = 2  # numbers that can be compared
# A range is two numbers: a bar or a square for one of them would say too much.
_RANGE = re.compile(r"\d\s?[-–]\s?\D?\d|\s(?:to|or)\s")
_AFTER = re.compile(r"\s+(?:of|share)\b")
_BEFORE = re.compile(r"\b(share of\b[^.;]*?)\s(?:is|was|are|were|reached|at)\s+$")
_WORDS = "and|or|but|while|with|than|to|from|is|are|was|were|has|have|had|makes?|made|will|rose|fell|grew"
_STOP = re.compile(rf"[,.;:()“”\"!?–—]|\s(?:{_WORDS})\b")
_FROM = re.compile(rf"[,.;:()“”\"!?–—]\s*|\b(?:{_WORDS})\s+")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the sentence gives it, hedge included, and the words beside it that say of what."""

    figure: str
    amount: float
    context: str


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a hundred."""

    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Bars:
    """Two to four numbers of one unit, in the order of the sentence."""

    quantities: tuple[Quantity, ...]


Chart = Share | Bars


def chart(text: str) -> Chart | None:
    """The chart of a sentence; None when it holds neither a share nor numbers to compare."""
    figures = [f for f in find_figures(text) if f.amount > 0 and f.unit != _TIMES and not _RANGE.search(f.text)]
    unit, count = next(iter(Counter(f.unit for f in figures).most_common(1)), ("", 0))
    alike = [f for f in figures if f.unit == unit]
    if _FEWEST <= count <= _MOST_BARS:
        return Bars(tuple(_quantity(text, f) for f in alike))
    shares = [share for f in figures if (share := _share(text, f))]
    return shares[0] if len(shares) == 1 else None


def _share(text: str, figure: Figure) -> Share | None:
    """``15% of consumption``, ``the share of the market is 40%``; not ``15% more``."""
    if figure.unit != _PERCENT or figure.amount > _WHOLE:
        return None
    if _AFTER.match(text, figure.end):
        return Share(_quantity(text, figure))
    said = _BEFORE.search(text[: figure.start])
    return Share(Quantity(figure.text, figure.amount, said[1])) if said else None


def _quantity(text: str, figure: Figure) -> Quantity:
    return Quantity(figure.text, figure.amount, _context(text, figure))


def _context(text: str, figure: Figure) -> str:
    """The words behind a figure up to the end of the clause or the next figure; else those before it."""
    others = [f for f in find_figures(text) if f != figure]
    end = min((f.start for f in others if f.start >= figure.end), default=len(text))
    behind = _STOP.split(text[figure.end : end], maxsplit=1)[0].strip()
    if behind:
        return behind
    start = max((f.end for f in others if f.end <= figure.start), default=0)
    return _FROM.split(text[start : figure.start])[-1].strip()
