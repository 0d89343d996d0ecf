"""The program that draws: SVG on standard input, font files as arguments, PNG on standard output."""

import sys

from resvg_py import svg_to_bytes


def main(font_files: list[str]) -> None:
    """Draw with these fonts alone, so that every machine draws the same."""
    svg = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=font_files))


if __name__ == "__main__":
    main(sys.argv[1:])
