"""SVG as PNG, drawn by a process that stays.

The library holds Python's lock while it draws, so in a thread it would stop everything else for that long; and what is
wrong in it, or takes too long, ends with the process. Starting one for each picture would take a fifth of the time.
"""

import subprocess
import sys
import weakref
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE
from threading import Lock, Timer
from time import monotonic
from typing import IO, cast

from bot.errors import PictureError

_COMMAND = (sys.executable, "-I", str(Path(__file__).parent / "rasterise.py"))
_SIZE = 4  # bytes that say how long a request is, or an answer
SIGNATURE = b"\x89PNG\r\n\x1a\n"


class Drawer:
    """Draws one picture at a time, from any thread, in a process that starts with the first.

    One that is dead, or takes longer than ``patience`` seconds, is replaced with the next picture. It ends when the
    drawer is closed, or no longer there, or the bot is gone.
    """

    def __init__(self, patience: float = 10) -> None:
        self._patience = patience
        self._turn = Lock()
        self._is_closed = False
        self._process: subprocess.Popen[bytes] | None = None
        self._end: weakref.finalize[[subprocess.Popen[bytes]], Drawer] | None = None

    def png(self, svg: str, font_files: Sequence[Path]) -> bytes:
        """The picture in its own size; PictureError when it cannot be drawn. It waits: for a thread."""
        asked = "\0".join((*map(str, font_files), svg)).encode(errors="surrogateescape")
        with self._turn:
            answer = self._answer(len(asked).to_bytes(_SIZE, "big") + asked)
        if not answer.startswith(SIGNATURE):
            raise PictureError(f"the picture cannot be drawn: {answer.decode(errors='replace')}")
        return answer

    def close(self) -> None:
        """End the process, also under a picture; nothing is drawn from then on."""
        self._is_closed = True
        self._stop()
        with self._turn:
            self._stop()  # one that was being started

    def _answer(self, asked: bytes) -> bytes:
        """PNG, or what is wrong with the SVG; PictureError when there is no answer."""
        process, began = self._running(), monotonic()
        late = Timer(self._patience, process.kill)
        late.start()
        try:
            return _exchanged(process, asked)
        except (OSError, EOFError, ValueError) as error:  # ValueError: ``close`` closed the pipe
            self._stop()
            is_late = monotonic() - began >= self._patience
            why = f"took longer than {self._patience:g} s" if is_late else f"ended: exit {process.returncode}"
            raise PictureError(f"the picture cannot be drawn: the process that draws {why}") from error
        finally:
            late.cancel()

    def _running(self) -> "subprocess.Popen[bytes]":
        """The process, started where there is none."""
        if self._is_closed:
            raise PictureError("the picture cannot be drawn: the bot is stopping")
        if self._process is None or self._process.poll() is not None:
            self._stop()
            try:
                self._process = _started()
            except OSError as error:
                raise PictureError(f"the picture cannot be drawn: {error}") from error
            self._end = weakref.finalize(self, _ended, self._process)
        return self._process

    def _stop(self) -> None:
        if self._end:
            self._end()


def _started() -> "subprocess.Popen[bytes]":
    """The program in a group of its own, which Ctrl-C spares: the bot, which it is for, may have more to draw."""
    return subprocess.Popen(_COMMAND, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, process_group=0)  # noqa: S603 -- ourselves


def _exchanged(process: "subprocess.Popen[bytes]", asked: bytes) -> bytes:
    """What a process answers; OSError or EOFError when it does not."""
    into, out = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    into.write(asked)
    into.flush()
    size = int.from_bytes(out.read(_SIZE), "big")
    answer = out.read(size)
    if not size or len(answer) < size:
        raise EOFError
    return answer


def _ended(process: "subprocess.Popen[bytes]") -> None:
    """A process ended at once, for it keeps nothing."""
    with suppress(OSError), process:  # OSError: what it was asked, and did not read
        process.kill()
