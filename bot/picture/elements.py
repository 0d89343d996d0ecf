"""What a picture is made of: boxes and lines of text, placed in pixels from the upper left corner."""

from dataclasses import dataclass

from bot.picture.fonts import Weight

WIDTH, HEIGHT = 1200, 675


@dataclass(frozen=True, slots=True)
class Type:
    """How text is set: its size in pixels, its weight, its colour as ``#rrggbb``."""

    size: float
    weight: Weight
    colour: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: ``x`` is its left end, ``y`` its baseline."""

    x: float
    y: float
    text: str
    type: Type


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    radius: float = 0


Element = Line | Box
