"""Fonts: the bundled ones, and one that is made here, for a font with Chinese letters is large."""

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from bot.picture.fonts import Fonts, fonts
from tests.bot.picture.cards import CARDS

FAMILY = "Squares"


def make_font(path: Path, characters: str, *, advance: int = 1000) -> Path:
    """A font whose every character is a square, 1,000 units to the em."""
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for corner in ((100, 800), (900, 800), (900, 0)):
        pen.lineTo(corner)
    pen.closePath()
    glyphs = [".notdef", *(f"u{ord(c):x}" for c in characters)]
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({ord(c): f"u{ord(c):x}" for c in characters})
    builder.setupGlyf(dict.fromkeys(glyphs, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (advance, 100)))
    builder.setupHorizontalHeader(ascent=900, descent=-100)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.setupHead(unitsPerEm=1000, created=0, modified=0)
    builder.save(path)
    return path


@pytest.fixture(scope="session")
def bundled() -> Fonts:
    """Inter alone."""
    return fonts()


@pytest.fixture(scope="session")
def squares(tmp_path_factory: pytest.TempPathFactory, bundled: Fonts) -> Path:
    """A font with the letters of the card in Chinese that Inter lacks."""
    chinese = CARDS["chinese"]
    fact = next(chinese.facts())
    texts = (chinese.title, fact.text, fact.attribution, chinese.sources[0].title)
    return make_font(tmp_path_factory.mktemp("fonts") / "squares.ttf", bundled.missing("".join(texts)))


@pytest.fixture(scope="session")
def both(squares: Path) -> Fonts:
    """Inter, and squares for Chinese."""
    return fonts((squares,))
