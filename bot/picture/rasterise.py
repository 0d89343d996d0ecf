"""The program that draws: it is asked on standard input for one picture after the other, and ends with it.

A request is font files and an SVG, parted by NUL; the answer, on standard output, a PNG, or what is wrong. Each stands
behind its length in four bytes. What would make it start later, such as JSON, is not imported.
"""

import sys

from resvg_py import svg_to_bytes

_SIZE = 4


def main() -> None:
    """Draw with the fonts named alone, so that every machine draws the same."""
    while size := int.from_bytes(sys.stdin.buffer.read(_SIZE), "big"):
        *font_files, svg = sys.stdin.buffer.read(size).decode(errors="surrogateescape").split("\0")
        answer = _answer(svg, font_files)
        sys.stdout.buffer.write(len(answer).to_bytes(_SIZE, "big") + answer)
        sys.stdout.buffer.flush()


def _answer(svg: str, font_files: list[str]) -> bytes:
    try:
        return svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=font_files)
    except ValueError as error:
        return f"{type(error).__name__}: {error}".encode(errors="replace")


if __name__ == "__main__":
    main()
