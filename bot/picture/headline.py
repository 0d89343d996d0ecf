"""The headline figure, hedge included, as large as fits on at most two lines."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.picture.elements import Line, Type
from bot.picture.fonts import Fonts, Weight
from corpus.figures import find_figures

_SMALL = 0.46  # the words around the number, in sizes of it
_SPACE = 0.2  # between them, in sizes of the number
_CAPITAL = 0.73  # the height of a capital letter, in ems
_GAP = 0.2  # between two rows, in sizes of the larger text of the upper
_AIR = 0.14  # and so much more, which a currency sign below needs
_LEAST = 26 / _SMALL


@dataclass(frozen=True, slots=True)
class Part:
    """Words of one size."""

    text: str
    is_number: bool

    @property
    def scale(self) -> float:
        """Their size, in sizes of the number."""
        return 1.0 if self.is_number else _SMALL

    @property
    def weight(self) -> Weight:
        """Their weight."""
        return Weight.EXTRA_BOLD if self.is_number else Weight.SEMI_BOLD


Row = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """One or two rows, and the size of the number in pixels."""

    rows: tuple[Row, ...]
    size: float

    @property
    def height(self) -> float:
        """From the top of the first capital to the last baseline."""
        return _height(self.rows) * self.size

    def lines(self, x: float, top: float, fonts: Fonts, colour: str) -> Iterator[Line]:
        """The text placed, from its upper left corner."""
        baseline = top
        for index, row in enumerate(self.rows):
            baseline += self.size * (_tallest(row) * _CAPITAL + (_gap(self.rows[index - 1]) if index else 0))
            at = x
            for part in row:
                set_in = Type(round(self.size * part.scale, 2), part.weight, colour)
                yield Line(at, baseline, part.text, set_in)
                at += fonts.width(part.text, set_in.size, set_in.weight) + _SPACE * self.size


def parts(value: str) -> Row:
    """A figure in its parts: the hedge before the number, the number with its scale, what is counted."""
    figure = next(iter(find_figures(value)), None)
    if figure is None:
        return (Part(value, is_number=True),)
    start, end = figure.start + len(figure.hedge), figure.end
    end += len(" times") if value[end:].startswith(" times") else 0
    cut = ((value[:start], False), (value[start:end], True), (value[end:], False))
    return tuple(Part(text.strip(), is_number) for text, is_number in cut if text.strip())


def headline(value: str, width: float, largest: float, fonts: Fonts) -> Headline | None:
    """The arrangement in which the number is largest; None when its words would be too small to read."""
    made = (Headline(rows, min(largest, width / _width(rows, fonts.width))) for rows in _arrangements(parts(value)))
    best = max(made, key=lambda each: (each.size, -len(each.rows)))
    return best if best.size >= _LEAST else None


def _arrangements(row: Row) -> Iterator[tuple[Row, ...]]:
    yield (row,)
    for index in range(1, len(row)):
        yield row[:index], row[index:]


def _width(rows: tuple[Row, ...], measure: Callable[[str, float, Weight], float]) -> float:
    """The width of the widest row, in sizes of the number."""
    return max(sum(measure(p.text, p.scale, p.weight) for p in row) + _SPACE * (len(row) - 1) for row in rows)


def _tallest(row: Row) -> float:
    return max(part.scale for part in row)


def _gap(row: Row) -> float:
    return _GAP * _tallest(row) + _AIR


def _height(rows: tuple[Row, ...]) -> float:
    return sum(_tallest(row) * _CAPITAL for row in rows) + sum(map(_gap, rows[:-1]))
