"""Waiting for what changes: without looking again and again, and not for ever."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Waiting:
    """What tests wait for; it says itself when it has changed."""

    def __init__(self) -> None:
        self._waiters: set[asyncio.Future[None]] = set()

    async def until(self, predicate: Callable[[], T | None], seconds: float = 5.0) -> T:
        """Waits until a predicate over this holds and gives what it found.

        Raises:
            TimeoutError: It did not hold in so many seconds.
        """
        async with asyncio.timeout(seconds):
            while not (found := predicate()):
                waiter = asyncio.get_running_loop().create_future()
                self._waiters.add(waiter)
                try:
                    await waiter
                finally:
                    self._waiters.discard(waiter)
        return found

    def changed(self) -> None:
        """Wakes those who wait."""
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)
