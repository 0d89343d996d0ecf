"""How far long work is: a bar on standard error, and a way to break the work off."""

import sys
from collections.abc import Callable
from time import monotonic

_PATIENCE = 1.0  # seconds
_CELLS = 20


class Bar:
    """Drawn once the work has taken a second, wiped away when all is done; nothing on a stream that is no terminal.

    It is one line of plain characters: work that is broken off leaves no hidden cursor and no thread behind.
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._start: float | None = None
        self._drawn = ""

    def __call__(self, done: int, total: int) -> None:
        """Hear how much is done; all of it ends the work, and what is heard next begins another."""
        if done >= total:
            self._start = None
            self._draw("")
        elif self._start is None:
            self._start = monotonic()
        elif monotonic() - self._start >= _PATIENCE:
            cells = "#" * (_CELLS * done // total)
            self._draw(f"{self._title} [{cells:.<{_CELLS}}] {100 * done // total} %")

    def _draw(self, line: str) -> None:
        """Write a line over the one that stands there."""
        if line != self._drawn and sys.stderr is not None and sys.stderr.isatty():
            sys.stderr.write(f"\r{' ' * len(self._drawn)}\r{line}")
            sys.stderr.flush()
            self._drawn = line


class StoppedError(Exception):
    """Work was broken off because nobody waits for it any more."""


class Stoppable:
    """Passes progress on until it is told to stop; the work that tells of the next is ended by a StoppedError."""

    def __init__(self, progress: Callable[[int, int], None]) -> None:
        self._progress = progress
        self._is_stopped = False

    def __call__(self, done: int, total: int) -> None:
        """Hear how much is done."""
        if self._is_stopped:
            raise StoppedError
        self._progress(done, total)

    def stop(self) -> None:
        """End the work; from any thread."""
        self._is_stopped = True
