"""The process that draws: one for all pictures, replaced when it is dead or stuck, gone when nobody needs it."""

import asyncio
import gc
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event, Timer
from time import monotonic
from typing import Any

import pytest

from bot.errors import PictureError
from bot.picture import png
from bot.picture.fonts import Fonts
from bot.picture.png import SIGNATURE, Drawer

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="10"><rect width="5" height="5"/></svg>'
SMALL = SVG.format(10)
HUGE = f"{SMALL}<!--{'x' * 1_000_000}-->"  # more than a pipe holds
Process = subprocess.Popen[bytes]


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    """One that waits for a second."""
    with closing(Drawer(patience=1)) as drawer:
        yield drawer


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Process]:
    """The processes that are started from now on."""
    started: list[Process] = []

    def start(*command: Any, **options: Any) -> Process:
        started.append(popen(*command, **options))
        return started[-1]

    popen = subprocess.Popen
    monkeypatch.setattr("subprocess.Popen", start)
    return started


def is_gone(process: Process) -> bool:
    """Whether it is over, without asking the object that may not know it yet."""
    try:
        os.kill(process.pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_one_process_draws_all(drawer: Drawer, started: list[Process]) -> None:
    """Whoever asks, each gets its own picture."""
    with ThreadPoolExecutor(4) as threads:
        drawn = [*threads.map(lambda width: drawer.png(SVG.format(width), ()), range(10, 30))]

    assert [int.from_bytes(each[16:20], "big") for each in drawn] == [*range(10, 30)]
    assert len(started) == 1


def test_nothing_is_started_before_there_is_anything_to_draw(started: list[Process]) -> None:
    """A bot that posts no pictures has no process for them."""
    Drawer().close()

    assert started == []


def test_what_cannot_be_drawn_says_why_and_costs_the_next_nothing(
    drawer: Drawer, started: list[Process], bundled: Fonts
) -> None:
    """In the words of the library."""
    with pytest.raises(PictureError, match="the picture cannot be drawn: ValueError"):
        drawer.png("<svg", bundled.files(""))

    assert drawer.png(SMALL, ()).startswith(SIGNATURE)
    assert len(started) == 1


def test_a_process_that_was_killed_is_replaced(drawer: Drawer, started: list[Process]) -> None:
    """By the next picture."""
    before = drawer.png(SMALL, ())
    started[0].kill()
    os.waitid(os.P_PID, started[0].pid, os.WEXITED | os.WNOWAIT)

    assert drawer.png(SMALL, ()) == before
    assert len(started) == 2


@pytest.mark.parametrize("svg", [SMALL, HUGE])
def test_a_process_that_is_stuck_costs_one_picture(drawer: Drawer, started: list[Process], svg: str) -> None:
    """It is ended in time, even when it does not take what it is asked."""
    drawer.png(SMALL, ())
    os.kill(started[0].pid, signal.SIGSTOP)
    began = monotonic()

    with pytest.raises(PictureError, match="took longer than 1 s"):
        drawer.png(svg, ())

    assert monotonic() - began < 3
    assert is_gone(started[0])
    assert drawer.png(SMALL, ()).startswith(SIGNATURE)


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("import os; os.abort()", "ended: exit -6"),
        ("import sys; sys.stdin.buffer.read(9); sys.exit(3)", "ended: exit"),
        ("import sys; sys.stdin.buffer.read(9); sys.stdout.write(chr(0) * 3 + '9' + 'half')", "ended: exit"),
    ],
)
def test_a_process_that_dies_is_an_error_like_any_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, drawer: Drawer, program: str, why: str
) -> None:
    """Were the library to crash, the bot would not; half a picture is none."""
    script = tmp_path / "dies.py"
    script.write_text(program, encoding="utf-8")
    monkeypatch.setattr(png, "_COMMAND", (sys.executable, str(script)))

    with pytest.raises(PictureError, match=why):
        drawer.png(SMALL, ())


def test_a_process_that_cannot_be_started_is_an_error_like_any_other(
    monkeypatch: pytest.MonkeyPatch, drawer: Drawer
) -> None:
    """As where there is no memory for it."""
    monkeypatch.setattr(png, "_COMMAND", ("/nowhere/python",))

    with pytest.raises(PictureError, match=r"cannot be drawn: .* No such file"):
        drawer.png(SMALL, ())


def test_a_closed_drawer_leaves_no_process_and_draws_no_more(drawer: Drawer, started: list[Process]) -> None:
    """Closed as often as one likes."""
    drawer.png(SMALL, ())

    drawer.close()
    drawer.close()

    assert is_gone(started[0])
    with pytest.raises(PictureError, match="the bot is stopping"):
        drawer.png(SMALL, ())
    assert len(started) == 1


async def test_closing_waits_for_no_picture(monkeypatch: pytest.MonkeyPatch, started: list[Process]) -> None:
    """What is being drawn is given up."""
    begun = Event()

    class Watched(Timer):
        def start(self) -> None:
            begun.set()
            super().start()

    drawer = Drawer(patience=60)
    drawer.png(SMALL, ())
    os.kill(started[0].pid, signal.SIGSTOP)
    monkeypatch.setattr(png, "Timer", Watched)
    drawing = asyncio.create_task(asyncio.to_thread(drawer.png, SMALL, ()))

    async with asyncio.timeout(5):
        await asyncio.to_thread(begun.wait)
        await asyncio.to_thread(drawer.close)
        with pytest.raises(PictureError):
            await drawing

    assert is_gone(started[0])


def test_a_drawer_that_nobody_has_any_more_leaves_no_process(started: list[Process]) -> None:
    """Nor a warning that one is still there."""
    Drawer().png(SMALL, ())
    gc.collect()

    assert is_gone(started[0])


def test_the_process_ends_with_its_input(drawer: Drawer, started: list[Process]) -> None:
    """As when the bot is killed."""
    drawer.png(SMALL, ())

    assert started[0].stdin
    started[0].stdin.close()

    assert started[0].wait(5) == 0


def test_ctrl_c_is_for_the_bot_alone(drawer: Drawer, started: list[Process]) -> None:
    """A terminal sends it to the group of the bot, which may still be posting."""
    drawer.png(SMALL, ())

    assert os.getpgid(started[0].pid) != os.getpgrp()
