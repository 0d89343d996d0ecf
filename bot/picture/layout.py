"""Where everything stands: the topic above, the figure and the sentence, and at the foot when, who and where from."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from bot.picture import palette, panel
from bot.picture.elements import HEIGHT, WIDTH, Box, Element, Line, Type
from bot.picture.fonts import Fonts, Weight
from bot.picture.headline import Headline, headline
from bot.picture.palette import Palette
from bot.picture.shown import Shown
from bot.picture.wrap import LEADING, Set, cut, fitted

_MARGIN = 56
_TOP, _FOOT = 136, 634  # the top of the content; the last baseline
_SMALL = 26  # no text is smaller: chats show the picture at half its width
_STEP = 36  # from line to line at the foot
_HEADLINES = range(184, 70, -8)  # sizes of the number, each tried in turn
_READABLE = (46, 38, 32, _SMALL)  # sizes of the sentence, for which the number gives way
_LARGEST, _LARGEST_ALONE = 56, 84
_BETWEEN = 40  # from the figure to the sentence


@dataclass(frozen=True, slots=True)
class _Column:
    """What the text is set in: from ``_MARGIN``, ``width`` wide."""

    width: float
    fonts: Fonts
    colours: Palette

    def cut(self, text: str, size: float, weight: Weight, most: int) -> tuple[str, ...]:
        """At most so many lines of a text."""
        return cut(text, self.width, most, partial(self.fonts.width, size=size, weight=weight))


def layout(shown: Shown, fonts: Fonts) -> tuple[Element, ...]:
    """The elements of a picture, from back to front; nothing stands outside of the canvas."""
    return tuple(_elements(shown, fonts))


def _elements(shown: Shown, fonts: Fonts) -> Iterator[Element]:
    """With a chart, the text is on white beside it; without one, all is in the topic's colour."""
    chart, inside = shown.chart, palette.deep(shown.topic)
    colours = palette.light(shown.topic) if chart else inside
    yield Box(0, 0, WIDTH, HEIGHT, colours.ground)
    if chart:
        yield from panel.panel(shown, chart, fonts, inside)
    column = _Column((panel.LEFT - 48 if chart else WIDTH - _MARGIN) - _MARGIN, fonts, colours)
    foot = tuple(_foot(shown, column, 3 if chart else 2))
    yield from _head(shown, column, "" if chart else shown.occasion)
    yield from _content(shown, column, foot[0].y - 28 - _TOP)
    yield from foot


def _head(shown: Shown, column: _Column, occasion: str) -> Iterator[Element]:
    """The topic in its colour; what the day is called at the right."""
    yield Box(_MARGIN, 60, 40, 8, column.colours.accent, 4)
    quiet = Type(_SMALL, Weight.REGULAR, column.colours.quiet)
    beside = column.fonts.width(occasion, _SMALL, quiet.weight)
    if occasion:
        yield Line(_MARGIN + column.width - beside, 74, occasion, quiet)
    room = column.width - 56 - (beside + 40 if occasion else 0)
    kind = Type(30, column.fonts.weight(shown.title, Weight.SEMI_BOLD), column.colours.accent)
    for text in cut(shown.title, room, 1, partial(column.fonts.width, size=kind.size, weight=kind.weight)):
        yield Line(_MARGIN + 56, 74, text, kind)


def _foot(shown: Shown, column: _Column, most: int) -> Iterator[Element]:
    """From a rule down to the last baseline."""
    reference, quiet = shown.reference, Type(_SMALL, Weight.REGULAR, column.colours.quiet)
    ink = Type(_SMALL, column.fonts.weight(reference, Weight.SEMI_BOLD), column.colours.ink)
    titles = column.cut(reference, _SMALL, ink.weight, most)
    provenance = column.cut(shown.provenance, _SMALL, Weight.REGULAR, 2)
    top = _FOOT - _STEP * (len(titles) + len(provenance) - 1)
    yield Box(_MARGIN, top - 50, column.width, 2, column.colours.faint)
    for index, (text, kind) in enumerate([*((t, quiet) for t in provenance), *((t, ink) for t in titles)]):
        yield Line(_MARGIN, top + index * _STEP, text, kind)


def _content(shown: Shown, column: _Column, height: float) -> Iterator[Element]:
    """The figure and the sentence in their room, a little above its middle."""
    figure, sentence = _sizes(shown, column, height)
    used = (figure.height + _BETWEEN if figure else 0) + sentence.height
    top = _TOP + (height - used) * 0.4
    if figure:
        yield from figure.lines(_MARGIN, top, column.fonts, column.colours.ink)
        top += figure.height + _BETWEEN
    kind = Type(sentence.size, Weight.REGULAR if figure else _alone(shown, column), column.colours.ink)
    for index, text in enumerate(sentence.lines):
        yield Line(_MARGIN, top + sentence.size * (1.03 + index * LEADING), text, kind)


def _sizes(shown: Shown, column: _Column, height: float) -> tuple[Headline | None, Set]:
    """The largest number with a sentence that reads well; where there is no room for both, the sentence alone.

    Only one too long for the smallest size is cut, and says so.
    """
    text, measure = shown.sentence, partial(column.fonts.width, weight=Weight.REGULAR)
    for least in _READABLE if shown.figure else ():
        for largest in _HEADLINES:
            figure = headline(shown.figure, column.width, largest, column.fonts)
            if figure is None:
                break
            sizes = range(_LARGEST, least - 1, -2)
            sentence = fitted(text, column.width, height - figure.height - _BETWEEN, sizes, measure)
            if sentence:
                return figure, sentence
    weight = _alone(shown, column)
    sizes = range(_LARGEST_ALONE, _SMALL - 1, -2)
    alone = fitted(text, column.width, height, sizes, partial(column.fonts.width, weight=weight))
    most = int(height / (_SMALL * LEADING))
    return None, alone or Set(column.cut(text, _SMALL, weight, most), _SMALL)


def _alone(shown: Shown, column: _Column) -> Weight:
    """The weight of a sentence without a figure above it."""
    return column.fonts.weight(shown.sentence, Weight.SEMI_BOLD)
