"""A fact card drawn."""

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.errors import PictureError
from bot.picture.alt import alt
from bot.picture.elements import Line
from bot.picture.fonts import Fonts, leftward
from bot.picture.layout import layout
from bot.picture.png import Drawer
from bot.picture.shown import Shown, shown
from bot.picture.svg import svg
from handlers.card import Card


@dataclass(frozen=True, slots=True)
class Sketch:
    """A picture as SVG, what it says in words, and all the characters that stand in it."""

    svg: str
    alt: str
    characters: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as PNG, and what it says in words."""

    png: bytes
    alt: str

    def save(self, file: Path) -> None:
        """Write the PNG; PictureError when the file cannot be written."""
        try:
            file.write_bytes(self.png)
        except OSError as error:
            raise PictureError(f"the picture cannot be written to {file}: {error.strerror}") from error


def sketch(card: Card, topic: str, fonts: Fonts, day: date | None = None) -> Sketch:
    """A fact card laid out; ``topic`` is its id, "" for none, ``day`` the one it is posted for.

    PictureError when it shows no fact, or a character that no font has, for a name with a hole in it is none; or one
    that is written from right to left.
    """
    return _sketch(shown(card, topic, day), fonts)


def draw(card: Card, topic: str, fonts: Fonts, day: date | None = None) -> Picture:
    """A fact card as a picture, as ``sketch`` takes it, by a process that ends with it."""
    with closing(Drawer()) as drawer:
        return draw_shown(shown(card, topic, day), fonts, drawer)


def draw_shown(seen: Shown, fonts: Fonts, drawer: Drawer) -> Picture:
    """What a card shows as a picture; it waits for the drawer: for a thread."""
    made = _sketch(seen, fonts)
    return Picture(drawer.png(made.svg, fonts.files(made.characters)), made.alt)


def _sketch(seen: Shown, fonts: Fonts) -> Sketch:
    elements = layout(seen, fonts)
    characters = "".join(dict.fromkeys("".join(each.text for each in elements if isinstance(each, Line))))
    if strange := leftward(characters):
        raise PictureError(f"pictures have no letters that are written from right to left, such as {strange}")
    if missing := fonts.missing(characters):
        raise PictureError(f"no font has {missing}: name one that has under [picture], 'font_files'")
    words = alt(seen)
    return Sketch(svg(elements, fonts, words), words, characters)
