"""Waves of posts are held to a rate."""

import pytest

from bot.rate import RATES, Rate, Scope, Wave

FIVE = Rate(5, 10, Scope.WORKSPACE)
ALL = Rate(5, 10, Scope.PLATFORM)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        """The time."""
        return self.now


def admitted(wave: Wave, workspace: str = "T1", most: int = 100) -> int:
    """How many go out before one is not admitted."""
    return next(count for count in range(most + 1) if not wave.admits(workspace))


@pytest.mark.parametrize("rate", [FIVE, ALL])
def test_after_a_burst_as_many_go_out_as_the_rate_says(rate: Rate) -> None:
    """And never more than a burst at once, however long the rest."""
    clock = Clock()
    wave = Wave(rate, clock)

    counts = []
    for seconds in (0, 1, 0.1, 0.1, 1_000):
        clock.now += seconds
        counts.append(admitted(wave))

    assert counts == [10, 5, 0, 1, 10]


def test_each_workspace_has_its_own() -> None:
    """Those that can take none are named until they can."""
    clock = Clock()
    wave = Wave(FIVE, clock)
    admitted(wave, "T1")

    full, most, other = wave.without(), wave.most(), wave.admits("T2")
    clock.now += 0.2
    then = wave.without()

    assert (full, other, then) == (("T1",), True, ())
    assert most > 1_000


def test_a_whole_platform_counts_together() -> None:
    """Whatever the workspace."""
    wave = Wave(ALL, Clock())
    for _ in range(7):
        wave.admits("T1")

    assert (wave.most(), admitted(wave, "T2"), wave.most(), wave.without()) == (3, 3, 0, ())


@pytest.mark.parametrize("rate", [FIVE, ALL])
def test_a_chat_that_asks_for_a_pause_gets_it(rate: Rate) -> None:
    """Then the wave goes on, without a burst."""
    clock = Clock()
    wave = Wave(rate, clock)
    wave.hold("T1", 30)
    wave.hold("T1", 1)

    counts = []
    for seconds in (0, 29.9, 0.1):
        clock.now += seconds
        counts.append(admitted(wave))

    assert counts == [0, 0, 1]


def test_without_a_rate_nothing_is_held_back() -> None:
    """Not even by a pause."""
    wave = Wave(None)
    wave.hold("T1", 30)

    assert (wave.admits("T1"), wave.without()) == (True, ())
    assert wave.most() > 1_000


def test_each_chat_has_a_rate_below_what_it_allows() -> None:
    """Replies need the rest."""
    assert RATES["slack"].per_second * 60 < 300
    assert RATES["discord"].per_second < 50
