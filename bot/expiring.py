"""What was looked up is remembered for a while, and never more than so much."""

import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
_NOTHING = None, 0.0


class Expiring(Generic[K, V]):
    """Values by key, each for so many seconds; when it is full, what was put in first goes first."""

    def __init__(self, seconds: float, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._most = most
        self._clock = clock
        self._entries: dict[K, tuple[V, float]] = {}

    def __contains__(self, key: K) -> bool:
        """Whether there is a value."""
        return key in self._entries and self._clock() < self._entries[key][1]

    def __getitem__(self, key: K) -> V:
        """The value; KeyError when there is none, or none any more."""
        value, ends_at = self._entries[key]
        if self._clock() >= ends_at:
            del self._entries[key]
            raise KeyError(key)
        return value

    def get(self, key: K) -> V | None:
        """The value; None when there is none, or none any more."""
        value, ends_at = self._entries.get(key, _NOTHING)
        return value if self._clock() < ends_at else None

    def __setitem__(self, key: K, value: V) -> None:
        self._entries.pop(key, None)
        while len(self._entries) >= self._most:
            del self._entries[next(iter(self._entries))]
        self._entries[key] = value, self._clock() + self._seconds

    def drop(self, is_stale: Callable[[K, V], bool]) -> None:
        """Forget what is stale."""
        self._entries = {key: entry for key, entry in self._entries.items() if not is_stale(key, entry[0])}
