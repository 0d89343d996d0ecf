"""Fonts: what is read of their files, and which one draws what."""

import struct
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont

from bot.errors import PictureError
from bot.picture.fonts import Fonts, Weight, fonts, leftward
from bot.picture.sfnt import read
from tests.bot.picture.conftest import FAMILY, make_font


@pytest.mark.parametrize("weight", Weight)
def test_widths_are_those_of_the_font(weight: Weight, bundled: Fonts) -> None:
    """As another reader of fonts finds them."""
    face = bundled.bundled[weight]
    font = TTFont(face.path)

    expected = {code: font["hmtx"][name][0] / 2048 for code, name in font.getBestCmap().items()}

    assert dict(face.advances) == expected
    assert face.family == "Inter"


def test_digits_of_one_weight_have_one_width(bundled: Fonts) -> None:
    """For figures that are read beneath each other."""
    assert len({bundled.width(digit, 1, Weight.SEMI_BOLD) for digit in "0123456789"}) == 1


def test_characters_beyond_the_basic_plane_are_read(tmp_path: Path) -> None:
    """Rare Chinese letters."""
    face = read(make_font(tmp_path / "rare.ttf", "双\U00020000\U00020001"))

    assert sorted(face.advances) == [ord("双"), 0x20000, 0x20001]


def test_the_first_font_of_a_collection_is_read(tmp_path: Path) -> None:
    """Fonts for Chinese often come as collections."""
    collection = TTCollection()
    collection.fonts = [TTFont(make_font(tmp_path / "a.ttf", "双")), TTFont(make_font(tmp_path / "b.ttf", "十"))]
    collection.save(tmp_path / "both.ttc")

    assert list(read(tmp_path / "both.ttc").advances) == [ord("双")]


def test_a_text_is_cut_where_the_font_changes(both: Fonts, bundled: Fonts, squares: Path) -> None:
    """Each part is measured in its own font; a further font is loaded only for what needs it."""
    assert list(both.runs("Day 双十一!")) == [("Inter", "Day "), (FAMILY, "双十一"), ("Inter", "!")]
    assert both.width("双十", 20, Weight.REGULAR) == 40
    assert both.files("Day") == bundled.files("Day")
    assert both.files("双") == (*bundled.files("Day"), squares)


def test_what_no_font_has_is_known(both: Fonts, bundled: Fonts) -> None:
    """Each character once."""
    assert bundled.missing("双十一 Day 双") == "双十一"
    assert both.missing("双十一 Day ☃") == "☃"


def test_what_is_written_from_right_to_left_is_known() -> None:
    """Letters and digits, each once; not what is written in the other direction."""
    assert leftward("Day שלום ٣ ישראל سلام 双十一 é") == "שלום" + "٣" + "ירא" + "سلام"


@pytest.mark.parametrize(
    "content", [b"", b"no font at all, whatever it is called", b"\x00\x01\x00\x00\xff\xff" + b"\xff" * 99]
)
def test_a_file_that_is_no_font_is_named(tmp_path: Path, content: bytes) -> None:
    """With what to correct."""
    file = tmp_path / "font.ttf"
    file.write_bytes(content)

    with pytest.raises(PictureError, match=r"font\.ttf: no TrueType or OpenType font: correct 'font_files'"):
        fonts((file,))


@pytest.mark.parametrize("table", ["cmap", "hmtx", "name", "head"])
def test_a_font_cut_short_is_no_font(tmp_path: Path, table: str) -> None:
    """Whatever part is missing."""
    font = TTFont(make_font(tmp_path / "whole.ttf", "双"))
    del font[table]
    font.save(tmp_path / "part.ttf")

    with pytest.raises(PictureError, match="no TrueType"):
        read(tmp_path / "part.ttf")


def test_a_font_that_claims_more_characters_than_there_are_is_no_font(tmp_path: Path) -> None:
    """It would be counted for hours."""
    file = make_font(tmp_path / "many.ttf", "双\U00020000\U00020001")
    data = file.read_bytes()
    file.write_bytes(data.replace(struct.pack(">II", 0x20000, 0x20001), struct.pack(">II", 0x20000, 0xFFFFFFFF)))

    with pytest.raises(PictureError, match="no TrueType"):
        read(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """As the system says it."""
    with pytest.raises(PictureError, match="No such file"):
        read(tmp_path / "none.ttf")
