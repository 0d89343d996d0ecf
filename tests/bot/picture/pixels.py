"""PNG read: its size, and its pixels."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Image:
    """Rows of pixels, four bytes each: red, green, blue, opacity."""

    width: int
    height: int
    rows: tuple[bytes, ...]

    def greys(self) -> bytes:
        """How bright each pixel is, row by row."""
        return bytes(
            (row[at] * 299 + row[at + 1] * 587 + row[at + 2] * 114) // 1000
            for row in self.rows
            for at in range(0, len(row), 4)
        )


def size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels."""
    width, height = struct.unpack_from(">II", png, 16)
    return width, height


def decoded(png: bytes) -> Image:
    """A picture of four bytes a pixel."""
    assert png[24:29] == b"\x08\x06\x00\x00\x00"
    width, height = size(png)
    data = zlib.decompress(b"".join(_chunks(png)))
    stride, rows = 4 * width, list[bytes]()
    for start in range(0, len(data), stride + 1):
        above = rows[-1] if rows else bytes(stride)
        rows.append(_unfiltered(data[start], data[start + 1 : start + 1 + stride], above))
    return Image(width, height, tuple(rows))


def _chunks(png: bytes) -> Iterator[bytes]:
    at = 8
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        if kind == b"IDAT":
            yield png[at + 8 : at + 8 + length]
        at += length + 12


def _unfiltered(kind: int, row: bytes, above: bytes) -> bytes:
    made = bytearray(row)
    for at in range(len(made)):
        left, corner = (made[at - 4], above[at - 4]) if at > 3 else (0, 0)
        made[at] = (made[at] + _predicted(kind, left, above[at], corner)) & 255
    return bytes(made)


def _predicted(kind: int, left: int, up: int, corner: int) -> int:
    if kind == 4:
        return min((left, up, corner), key=lambda each: abs(left + up - corner - each))
    return (0, left, up, (left + up) // 2)[kind]
