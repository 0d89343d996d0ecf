"""A picture as SVG, a text of its own that nothing outside is needed for but the fonts."""

from collections.abc import Iterable, Iterator
from itertools import chain
from xml.sax.saxutils import escape, quoteattr

from bot.picture.elements import HEIGHT, WIDTH, Box, Element, Line
from bot.picture.fonts import Fonts


def svg(elements: Iterable[Element], fonts: Fonts, title: str) -> str:
    """The elements from back to front, one a line; ``title`` is what is read to those who do not see it."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-label={quoteattr(title)}>'
    )
    drawn = (_line(each, fonts) if isinstance(each, Line) else (_box(each),) for each in elements)
    return "\n".join((head, *chain.from_iterable(drawn), "</svg>\n"))


def _box(box: Box) -> str:
    round_ = f' rx="{_n(box.radius)}"' if box.radius else ""
    return (
        f'<rect x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"{round_} '
        f'fill="{box.colour}"/>'
    )


def _line(line: Line, fonts: Fonts) -> Iterator[str]:
    """A line in runs of one font, each an element: in one, a single strange character changes the font of all."""
    x, kind = line.x, line.type
    for family, text in fonts.runs(line.text):
        yield (
            f'<text x="{_n(x)}" y="{_n(line.y)}" font-family={quoteattr(family)} font-size="{_n(kind.size)}" '
            f'font-weight="{kind.weight.value}" fill="{kind.colour}" xml:space="preserve">{escape(text)}</text>'
        )
        x += fonts.width(text, kind.size, kind.weight)


def _n(number: float) -> str:
    """A number with at most two decimals."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
