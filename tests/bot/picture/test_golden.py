"""Ten pictures, kept for review; ``UPDATE_GOLDEN=1`` writes them anew."""

import hashlib
import os
import platform
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from resvg_py import svg_to_bytes

from bot.picture.draw import Sketch, sketch
from bot.picture.fonts import Fonts
from bot.picture.png import Drawer
from tests.bot.picture.cards import CARDS
from tests.bot.picture.pixels import decoded, size

FOLDER = Path(__file__).parent / "golden"
DAY = date(2026, 11, 22)
IS_SAME = sys.platform == "linux" and platform.machine() == "x86_64"
UNLIKE = 6  # of 255: what another platform's arithmetic may change of a pixel


def drawn(name: str, fonts: Fonts) -> Sketch:
    """A card laid out; its name stands for its topic."""
    return sketch(CARDS[name], name, fonts, DAY)


def kept(name: str, made: str) -> str:
    """What the file of this name holds, after it was written anew where that is wanted."""
    file = FOLDER / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(made, encoding="utf-8")
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CARDS)
def test_the_svg_is_as_it_was_reviewed(name: str, both: Fonts) -> None:
    """To the last number."""
    made = drawn(name, both)

    assert made.svg == kept(f"{name}.svg", made.svg)


@pytest.mark.parametrize("name", CARDS)
def test_the_png_looks_as_it_did(name: str, both: Fonts) -> None:
    """40 pixels wide, and so nearly the same everywhere."""
    made = drawn(name, both)
    files = [str(path) for path in both.files(made.characters)]

    small = decoded(svg_to_bytes(svg_string=made.svg, width=40, skip_system_fonts=True, font_files=files)).greys()

    before = bytes.fromhex(kept(f"{name}.grey", f"{small.hex(' ', 40)}\n"))
    assert len(small) == len(before)
    assert max(abs(one - other) for one, other in zip(small, before, strict=True)) <= UNLIKE


@pytest.mark.parametrize("name", ["share", "chinese"])
def test_the_png_is_the_same_each_time(name: str, both: Fonts) -> None:
    """1200 x 675, drawn by two processes; on one platform, from release to release too."""
    made = drawn(name, both)
    files = both.files(made.characters)

    with closing(Drawer()) as drawer, closing(Drawer()) as second:
        one, other = drawer.png(made.svg, files), second.png(made.svg, files)

    assert one == other
    assert size(one) == (1200, 675)
    digest = hashlib.sha256(one).hexdigest()
    if IS_SAME:
        assert kept(f"{name}.sha256", f"{digest}\n") == f"{digest}\n"
