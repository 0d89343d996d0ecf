"""Progress: when the bar is drawn, what it shows, that it goes; work that is broken off."""

import io
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from bot.progress import Bar, Stoppable, StoppedError


class Terminal(io.StringIO):
    """A stream that takes itself for a terminal."""

    def isatty(self) -> bool:
        """As a terminal says."""
        return True

    def shown(self) -> str:
        """What a reader sees of the last line, each stretch written over the one before."""
        line = ""
        for stretch in self.getvalue().split("\r"):
            line = stretch + line[len(stretch) :]
        return line.rstrip()


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal as standard error, which pytest would take back from ``sys`` itself."""
    terminal = Terminal()
    monkeypatch.setattr("bot.progress.sys", SimpleNamespace(stderr=terminal))
    return terminal


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Lets seconds pass on a clock that stands still by itself."""
    now = [5.0]
    monkeypatch.setattr("bot.progress.monotonic", lambda: now[0])

    def passed(seconds: float) -> None:
        now[0] += seconds

    return passed


def test_work_of_less_than_a_second_is_not_worth_a_bar(screen: Terminal, wait: Callable[[float], None]) -> None:
    """Nothing is written, not even what would wipe a bar away."""
    bar = Bar("Reading")

    bar(1, 3)
    wait(0.9)
    bar(2, 3)
    wait(0.9)
    bar(3, 3)

    assert screen.getvalue() == ""


def test_after_a_second_a_bar_tells_how_much_is_done(screen: Terminal, wait: Callable[[float], None]) -> None:
    """It grows on one line."""
    bar = Bar("Reading")
    bar(10, 200)
    wait(1)

    bar(50, 200)
    first = screen.shown()
    bar(110, 200)

    assert first == "Reading [#####...............] 25 %"
    assert screen.shown() == "Reading [###########.........] 55 %"
    assert "\n" not in screen.getvalue()


def test_the_bar_is_gone_when_all_is_done(screen: Terminal, wait: Callable[[float], None]) -> None:
    """The next thing written stands at the beginning of an empty line."""
    bar = Bar("Reading")
    bar(1, 4)
    wait(1)
    bar(3, 4)
    was_drawn = screen.shown() != ""

    bar(4, 4)
    screen.write("Tea")

    assert was_drawn
    assert screen.shown() == "Tea"


def test_nothing_is_drawn_twice(screen: Terminal, wait: Callable[[float], None]) -> None:
    """A large corpus does not write a line for each of its sentences."""
    bar = Bar("Reading")
    bar(1, 10_000)
    wait(1)
    bar(5_000, 10_000)
    written = screen.getvalue()

    bar(5_001, 10_000)

    assert screen.getvalue() == written


def test_further_work_has_a_second_of_its_own(screen: Terminal, wait: Callable[[float], None]) -> None:
    """What was done before does not count."""
    bar = Bar("Reading")
    bar(1, 2)
    bar(2, 2)
    wait(60)

    bar(1, 2)
    at_once = screen.getvalue()
    wait(1)
    bar(1, 2)

    assert at_once == ""
    assert "50 %" in screen.shown()


@pytest.mark.parametrize("stream", [io.StringIO(), None])
def test_a_stream_that_is_no_terminal_stays_empty(
    monkeypatch: pytest.MonkeyPatch, wait: Callable[[float], None], stream: io.StringIO | None
) -> None:
    """Neither a file nor a closed stream gets a bar."""
    monkeypatch.setattr("bot.progress.sys", SimpleNamespace(stderr=stream))
    bar = Bar("Reading")
    bar(1, 4)
    wait(1)

    bar(2, 4)
    bar(4, 4)

    assert stream is None or stream.getvalue() == ""


def test_work_is_broken_off_once_it_is_told_to_stop() -> None:
    """Until then its progress is passed on."""
    heard: list[tuple[int, int]] = []
    progress = Stoppable(lambda done, total: heard.append((done, total)))

    progress(1, 3)
    progress.stop()

    with pytest.raises(StoppedError):
        progress(2, 3)
    assert heard == [(1, 3)]
