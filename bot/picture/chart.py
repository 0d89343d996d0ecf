"""What of a sentence can be drawn to scale: shares of a whole, or numbers of one unit; in doubt nothing."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.article import Figure
from corpus.figures import find_figures

_PERCENT, _TIMES = "%", "times"
_WHOLE = 100
_MOST_BARS = 4
_FEWEST = 2  # numbers that can be compared
# A range is two numbers, and "up to" is any below: a bar or a square for one of them would say too much.
_RANGE = re.compile(r"\d\s?[-–]\s?\D?\d|\s(?:to|or)\s")
_AFTER = re.compile(r"\s+(?:of|share)\b")
_BEFORE = re.compile(r"\b(share of\b[^.;]*?)\s(?:is|was|are|were|reached|at)\s+$")
_WORDS = "and|or|but|while|with|than|to|from|is|are|was|were|has|have|had|makes?|made|will|rose|fell|grew|compared"
_MARKS = r"[,.:](?!\w)|[;()“”\"!?–—]"
_CLAUSE = re.compile(_MARKS)
_STOP = re.compile(rf"{_MARKS}|\s(?:{_WORDS})\b")
_FROM = re.compile(rf"(?:{_MARKS})\s*|\b(?:{_WORDS})\s+")
_MADE_UP = "".join(rf"(?<!\b{verb}\s)" for verb in "make makes made making take takes took taking".split())
_UP = rf"{_MADE_UP}up"
# Words beside which a number may be a change, a difference, one of two directions, or denied; "#" is a number.
_CHANGE = re.compile(
    rf"\b(?:more|less|fewer|than|higher|lower|faster|slower|{_UP}|down|between|another|additional|extra|further"
    r"|r[io]se[ns]?|rising|raised?|f[ae]ll(?:s|en|ing)?|dropp?\w*|declin\w*|(?:de|in)crea\w+|gr[eo]w(?:s|n|ing|th)?"
    r"|gain\w*|los[st]|los(?:es?|ing|ses)|add(?:s|ed|ing)?|cuts?|cutting|reduc\w*|shr[aiu]nk\w*|saves?|saved|savings?"
    r"|jump\w*|climb\w*|surg\w*|soar\w*|plung\w*|slump\w*|doubl\w*|tripl\w*|differ\w*|gap|plus|minus|net"
    r"|no|not|\w+n['’]t|never|without|hardly|barely|scarcely|short|exceed\w*|surpass\w*"
    r"|(?:per|an?|each|every)\s(?:second|minute|hour|day|week|month|quarter|year))\b"
    r"|\bby\s#",
    re.IGNORECASE,
)
_PART = re.compile(
    r"#.*\b(?:who|whom|which|whose|that|them|these|those)\b.*#|# of (?:them|these|those|which|whom)\b", re.IGNORECASE
)
_FIRST_OF_TWO = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d+)?\s(?:and|or|to)\s+$")
_WORD = re.compile(r"\w+")
_SAYS_NOTHING = frozenset(
    "a all an at by for her his in it its later of on our share that the their them then these this those".split()
)


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
    """Two to four numbers of one unit, in the order of the sentence; a bar of full length stands for ``full``."""

    quantities: tuple[Quantity, ...]
    full: float


Chart = Share | Bars


def chart(text: str) -> Chart | None:
    """The chart of a sentence; None when it holds neither a share nor numbers that can be compared."""
    figures = [f for f in find_figures(text) if f.unit != _TIMES]
    unit, count = next(iter(Counter(f.unit for f in figures).most_common(1)), ("", 0))
    if _FEWEST <= count <= _MOST_BARS and (bars := _bars(text, [f for f in figures if f.unit == unit])):
        return bars
    percentages = [f for f in figures if f.unit == _PERCENT]
    share = _share(text, percentages[0], percentages) if len(percentages) == 1 else None
    return Share(share) if share else None


def _bars(text: str, alike: Sequence[Figure]) -> Bars | None:
    """Numbers side by side; percentages only when each is a share, and then a full bar is the whole."""
    masked = _masked(text, alike)
    if _CHANGE.search(masked) or _PART.search(masked):
        return None
    are_shares = alike[0].unit == _PERCENT
    of = _share if are_shares else _quantity
    found = tuple(quantity for figure in alike if (quantity := of(text, figure, alike)))
    if len({_meant(quantity.context) for quantity in found}) < len(alike):
        return None
    return Bars(found, _WHOLE if are_shares else max(quantity.amount for quantity in found))


def _masked(text: str, figures: Sequence[Figure]) -> str:
    """A text with "#" for its figures, whose hedges are their own."""
    for figure in reversed(figures):
        text = f"{text[: figure.start]}#{text[figure.end :]}"
    return text


def _share(text: str, figure: Figure, alike: Sequence[Figure]) -> Quantity | None:
    """``15% of consumption``, ``the share of the market is 40%``; not ``15% more``, ``grew by 15% of it``."""
    before = text[: figure.start]
    if _AFTER.match(text, figure.end):
        found = _quantity(text, figure, alike)
    else:
        said = _BEFORE.search(before)
        found = _named(figure, said[1]) if said else None
    if found is None or figure.amount > _WHOLE or _FIRST_OF_TWO.search(before):
        return None
    return None if _CHANGE.search(f"{_CLAUSE.split(before)[-1]}#{found.context}") else found


def _quantity(text: str, figure: Figure, alike: Sequence[Figure]) -> Quantity | None:
    return _named(figure, _context(text, figure, alike))


def _named(figure: Figure, context: str) -> Quantity | None:
    """None for a range, for nothing, and where nothing says of what it is."""
    is_one = figure.amount > 0 and not _RANGE.search(figure.text)
    return Quantity(figure.text, figure.amount, context) if is_one and _meant(context) else None


def _meant(context: str) -> tuple[str, ...]:
    """The words of a context that tell it from others."""
    return tuple(word for word in _WORD.findall(context.casefold()) if word not in _SAYS_NOTHING)


def _context(text: str, figure: Figure, alike: Sequence[Figure]) -> str:
    """The words behind a figure up to the end of the clause; else those before it.

    "" when the next figure stands in the same clause: one may be part of the other.
    """
    end = min((f.start for f in alike if f.start >= figure.end), default=len(text))
    stop = _STOP.search(text, figure.end, end)
    if stop is None and end < len(text):
        return ""
    if behind := text[figure.end : stop.start() if stop else end].strip():
        return behind
    start = max((f.end for f in alike if f.end <= figure.start), default=0)
    return _FROM.split(text[start : figure.start])[-1].strip()
