"""An SVG as PNG, drawn by a process of its own.

The library holds Python's lock while it draws, so in a thread it would stop everything else for that long; and what is
wrong in it, or takes too long, ends with the process. Starting one takes a fifth of the time.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.errors import PictureError

_SCRIPT = Path(__file__).parent / "rasterise.py"
_PATIENCE = 10  # seconds
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def png(svg: str, font_files: Sequence[Path]) -> bytes:
    """The picture in its own size; PictureError when it cannot be drawn. It waits: for a thread."""
    command = [sys.executable, "-I", *map(str, (_SCRIPT, *font_files))]
    try:
        drawn = subprocess.run(command, input=svg.encode(), capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603 -- ourselves
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PictureError(f"the picture cannot be drawn: {error}") from error
    if drawn.returncode or not drawn.stdout.startswith(SIGNATURE):
        words = drawn.stderr.decode(errors="replace").strip().splitlines()
        raise PictureError(f"the picture cannot be drawn: {words[-1] if words else f'exit {drawn.returncode}'}")
    return drawn.stdout
