"""The coloured panel with the chart: bars to scale, or a hundred squares."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from bot.picture.chart import Bars, Chart, Quantity, Share
from bot.picture.elements import HEIGHT, WIDTH, Box, Element, Line, Type
from bot.picture.fonts import Fonts, Weight
from bot.picture.palette import Palette
from bot.picture.shown import Shown
from bot.picture.wrap import balanced, cut

LEFT = 744
_INNER, _BROAD = LEFT + 56, WIDTH - LEFT - 2 * 56
_TOP = 60
_BASE = 634  # the baseline of the last line
_SIDE, _PITCH, _ROWS = 29.0, 35.0, 10
_SMALL, _CONTEXT, _BIG = 26, 28, 38
_STEP = 36  # from line to line of context


@dataclass(frozen=True, slots=True)
class _Scale:
    """How so many bars are set: the size of the figure above each, its thickness, the lines beneath it."""

    figure: int
    bar: int
    lines: int


_SCALES = {2: _Scale(38, 64, 3), 3: _Scale(34, 40, 2), 4: _Scale(30, 26, 1)}


def panel(shown: Shown, chart: Chart, fonts: Fonts, palette: Palette) -> Iterator[Element]:
    """The panel at the right edge, with what the day is called at its foot."""
    yield Box(LEFT, 0, WIDTH - LEFT, HEIGHT, palette.ground)
    if isinstance(chart, Share):
        yield from _squares(chart.quantity, palette)
        yield from _caption(chart.quantity, shown.figure, fonts, palette)
    else:
        yield from _bars(chart, fonts, palette)
    if shown.occasion:
        yield Line(_INNER, _BASE, shown.occasion, Type(_SMALL, Weight.REGULAR, palette.quiet))


def _squares(quantity: Quantity, palette: Palette) -> Iterator[Element]:
    """Filled from below; the last one in part, so that the filled area is the share."""
    for index in range(_ROWS * _ROWS):
        x = _INNER + index % _ROWS * _PITCH
        y = _TOP + (_ROWS - 1 - index // _ROWS) * _PITCH
        filled = max(0.0, min(1.0, quantity.amount - index))
        if filled < 1:
            yield Box(x, y, _SIDE, _SIDE, palette.faint, 4)
        if filled > 0:
            yield Box(x, y, round(_SIDE * filled, 2), _SIDE, palette.ink, min(4, _SIDE * filled / 2))


def _bars(bars: Bars, fonts: Fonts, palette: Palette) -> Iterator[Element]:
    """One above the other, each with its figure above it and its words beneath; the ground shows the full length."""
    count = len(bars.quantities)
    scale, room = _SCALES[count], (_BASE - _STEP - _TOP) / count
    for index, quantity in enumerate(bars.quantities):
        top = _TOP + index * room + 0.73 * scale.figure
        yield from _figure(quantity, top, scale.figure, fonts, palette)
        top += 14
        long = round(_BROAD * quantity.amount / bars.full, 2)
        yield Box(_INNER, top, _BROAD, scale.bar, palette.faint, 4)
        yield Box(_INNER, top, long, scale.bar, palette.ink, min(4, long / 2))
        yield from _context(quantity, top + scale.bar + _STEP - 2, scale.lines, fonts, palette)


def _caption(quantity: Quantity, headline: str, fonts: Fonts, palette: Palette) -> Iterator[Line]:
    """What the squares stand for; the figure is not said again where it is the headline."""
    top = _TOP + _ROWS * _PITCH + 46
    if not headline.startswith(quantity.figure):
        yield from _figure(quantity, top, _BIG, fonts, palette)
        top += _STEP + 8
    yield from _context(quantity, top, 3, fonts, palette)


def _figure(quantity: Quantity, y: float, largest: int, fonts: Fonts, palette: Palette) -> Iterator[Line]:
    """A figure in one line, smaller where it is long."""
    broad = fonts.width(quantity.figure, 1, Weight.SEMI_BOLD)
    size = max(_SMALL, min(largest, int(_BROAD / broad)))
    measure = partial(fonts.width, size=size, weight=Weight.SEMI_BOLD)
    for text in cut(quantity.figure, _BROAD, 1, measure):
        yield Line(_INNER, y, text, Type(size, Weight.SEMI_BOLD, palette.ink))


def _context(quantity: Quantity, y: float, most: int, fonts: Fonts, palette: Palette) -> Iterator[Line]:
    measure = partial(fonts.width, size=_CONTEXT, weight=Weight.REGULAR)
    lines = balanced(quantity.context, _BROAD, measure)
    for index, text in enumerate(lines if len(lines) <= most else cut(quantity.context, _BROAD, most, measure)):
        yield Line(_INNER, y + index * _STEP, text, Type(_CONTEXT, Weight.REGULAR, palette.ink))
