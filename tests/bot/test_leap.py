"""A clock that is set, as one that nobody sets shows it."""

import pytest

from bot.leap import Leap
from tests.bot.delivery.chat import Clock


@pytest.mark.parametrize(("seconds", "is_seen"), [(3_600, True), (2, True), (0.5, False), (-3_600, False)])
def test_only_a_clock_that_is_set_forward_has_leapt(seconds: float, *, is_seen: bool) -> None:
    """Set back, it only makes everybody wait longer."""
    clock, steady = Clock(), Clock()
    leap = Leap(clock, steady)

    clock.now += 10 + seconds
    steady.now += 10
    seen = leap.since()
    clock.now += 7
    steady.now += 7

    assert (seen == 0, leap.since() == 7) == (is_seen, is_seen)
