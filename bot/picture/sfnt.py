"""What is read of a font file, TrueType or OpenType: its family, the characters it covers, and how wide each is."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from bot.errors import PictureError

_COLLECTION = b"ttcf"
_WINDOWS, _ENGLISH = 3, 0x409
_FAMILY_NAMES = (16, 1)  # the typographic family, else the family
_NO_GLYPH = 0


@dataclass(frozen=True, slots=True)
class Face:
    """A font: ``advances`` are the widths of its characters by code point, in ems."""

    path: Path
    family: str
    advances: Mapping[int, float]


def read(path: Path) -> Face:
    """The font of a file, the first one of a collection; PictureError when it is no font that can be read."""
    try:
        data = path.read_bytes()
        tables = _tables(data)
        return Face(path, _family(tables[b"name"]), MappingProxyType(_advances(tables)))
    except (OSError, KeyError, struct.error, UnicodeDecodeError, ValueError, IndexError, ZeroDivisionError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no TrueType or OpenType font"
        raise PictureError(f"{path}: {reason}: correct 'font_files' under [picture]") from error


def _tables(data: bytes) -> dict[bytes, bytes]:
    start = struct.unpack_from(">I", data, 12)[0] if data.startswith(_COLLECTION) else 0
    (count,) = struct.unpack_from(">H", data, start + 4)
    found = (struct.unpack_from(">4sIII", data, start + 12 + 16 * index) for index in range(count))
    return {tag: data[offset : offset + length] for tag, _, offset, length in found}


def _family(table: bytes) -> str:
    """The English name of the family, by which SVG asks for it."""
    _, count, texts = struct.unpack_from(">HHH", table)
    names = {}
    for index in range(count):
        platform, _, language, name, length, offset = struct.unpack_from(">6H", table, 6 + 12 * index)
        if platform == _WINDOWS and language == _ENGLISH:
            names[name] = table[texts + offset : texts + offset + length].decode("utf-16-be")
    return next(names[name] for name in _FAMILY_NAMES if name in names) if names else ""


def _advances(tables: Mapping[bytes, bytes]) -> dict[int, float]:
    (units,) = struct.unpack_from(">H", tables[b"head"], 18)
    (count,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    widths = struct.unpack_from(">" + "Hh" * count, tables[b"hmtx"])[::2]
    return {
        code: widths[min(glyph, count - 1)] / units for code, glyph in _glyphs(tables[b"cmap"]) if glyph != _NO_GLYPH
    }


def _glyphs(table: bytes) -> Iterator[tuple[int, int]]:
    """Characters and their glyphs, of every table of a format in use for Unicode."""
    (count,) = struct.unpack_from(">H", table, 2)
    for offset in sorted({struct.unpack_from(">I", table, 8 + 8 * index)[0] for index in range(count)}):
        (kind,) = struct.unpack_from(">H", table, offset)
        if kind == 4:  # noqa: PLR2004 -- the number of the format
            yield from _in_segments(table, offset)
        elif kind == 12:  # noqa: PLR2004 -- the number of the format
            yield from _in_groups(table, offset)


def _in_segments(table: bytes, offset: int) -> Iterator[tuple[int, int]]:
    """Format 4: the characters of the basic plane."""
    segments = struct.unpack_from(">H", table, offset + 6)[0] // 2
    columns = [offset + 14 + 2 * segments * column + (2 if column else 0) for column in range(4)]
    for index in range(segments):
        last, first, delta, at = (struct.unpack_from(">H", table, column + 2 * index)[0] for column in columns)
        for code in range(first, min(last, 0xFFFE) + 1):
            if not at:
                yield code, (code + delta) & 0xFFFF
                continue
            (glyph,) = struct.unpack_from(">H", table, columns[3] + 2 * index + at + 2 * (code - first))
            yield code, (glyph + delta) & 0xFFFF if glyph else _NO_GLYPH


def _in_groups(table: bytes, offset: int) -> Iterator[tuple[int, int]]:
    """Format 12: every character."""
    (groups,) = struct.unpack_from(">I", table, offset + 12)
    for index in range(groups):
        first, last, glyph = struct.unpack_from(">III", table, offset + 16 + 12 * index)
        if last > 0x10FFFF:  # noqa: PLR2004 -- the last character there can be
            raise ValueError
        yield from ((code, glyph + code - first) for code in range(first, last + 1))
