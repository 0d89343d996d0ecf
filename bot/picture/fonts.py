"""The fonts of a picture: Inter, which is bundled, and those that the operator adds for other scripts."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path

from bot.picture.sfnt import Face, read

_FOLDER = Path(__file__).parent / "font"
_KEPT = 4096  # widths of words
_LEFTWARD = frozenset(("R", "AL", "AN"))  # Hebrew and its like, Arabic and its like, Arabic digits
_UNKNOWN = 1.0  # ems: as wide as characters of no font may be


class Weight(IntEnum):
    """The weights that are bundled; the digits of SEMI_BOLD are all of one width."""

    REGULAR = 400
    SEMI_BOLD = 600
    EXTRA_BOLD = 800


_FILES = {
    Weight.REGULAR: "Inter-Regular.ttf",
    Weight.SEMI_BOLD: "Inter-SemiBold.ttf",
    Weight.EXTRA_BOLD: "Inter-ExtraBold.ttf",
}


@dataclass(frozen=True)
class Fonts:
    """Fonts as read from their files, which must not change while the bot runs; from any thread."""

    bundled: dict[Weight, Face] = field(default_factory=lambda: {w: read(_FOLDER / name) for w, name in _FILES.items()})
    others: tuple[Face, ...] = ()

    def width(self, text: str, size: float, weight: Weight) -> float:
        """How wide a text is in pixels, at most: kerning is left out, which hardly ever widens."""
        return size * self._ems(text, weight)

    def runs(self, text: str) -> Iterator[tuple[str, str]]:
        """A text cut where the font changes: the family, and the characters drawn in it."""
        for family, characters in groupby(text, self._family):
            yield family, "".join(characters)

    def weight(self, text: str, weight: Weight) -> Weight:
        """A weight, but REGULAR where another font takes part, which has no other: its digits would stick out."""
        return weight if all(family == self._own for family, _ in self.runs(text)) else Weight.REGULAR

    def missing(self, text: str) -> str:
        """The characters that no font has, each once."""
        return "".join(dict.fromkeys(c for c in text if self._face(c) is None))

    def files(self, text: str) -> tuple[Path, ...]:
        """The files needed to draw a text: one of another script is large, and seldom needed."""
        families = {family for family, _ in self.runs(text)}
        needed = (face for face in self.others if face.family in families)
        return tuple(face.path for face in (*self.bundled.values(), *needed))

    def _face(self, character: str) -> Face | None:
        faces = (self.bundled[Weight.REGULAR], *self.others)
        return next((face for face in faces if ord(character) in face.advances), None)

    @cached_property
    def _ems(self) -> Callable[[str, Weight], float]:
        """The width of a text in ems; the words of a sentence are asked for again in each size that is tried."""
        return lru_cache(_KEPT)(lambda text, weight: sum(self._advance(ord(c), weight) for c in text))

    def _advance(self, code: int, weight: Weight) -> float:
        faces = (self.bundled[weight], *self.others)
        return next((face.advances[code] for face in faces if code in face.advances), _UNKNOWN)

    def _family(self, character: str) -> str:
        face = self._face(character)
        return face.family if face else self._own

    @property
    def _own(self) -> str:
        return self.bundled[Weight.REGULAR].family


def leftward(text: str) -> str:
    """The characters that are written from right to left, each once: no line is ever set in that direction."""
    return "".join(dict.fromkeys(c for c in text if unicodedata.bidirectional(c) in _LEFTWARD))


def fonts(files: tuple[Path, ...] = ()) -> Fonts:
    """The bundled fonts and further files, asked in this order; PictureError when one cannot be read."""
    return Fonts(others=tuple(map(read, files)))
