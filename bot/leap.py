"""A clock that is set forward while the bot runs: what it says has passed has not, for a while."""

from collections.abc import Callable
from math import inf

_MOST = 1.0  # seconds between two looks by which a clock may gain without having been set


class Leap:
    """Compares a clock with one that nobody sets, whenever it is looked at; both in seconds."""

    def __init__(self, clock: Callable[[], float], steady: Callable[[], float]) -> None:
        self._clock, self._steady = clock, steady
        self._apart = clock() - steady()
        self._at = -inf

    def since(self) -> float:
        """Seconds since the clock was seen to have been set forward."""
        now = self._steady()
        apart = self._clock() - now
        if apart - self._apart > _MOST:
            self._at = now
        self._apart = apart
        return now - self._at
