"""An event loop whose time passes only when nothing else is left to do, and then at once."""

import asyncio
import selectors
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from contextvars import ContextVar
from typing import TypeVar, TypeVarTuple, Unpack

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

Breathe = Callable[[], Awaitable[None]]
breathing: ContextVar[Breathe] = ContextVar("breathing")
"""What a worker awaits before and after whatever it has a thread do: there it may be stopped."""


class _Leap(selectors.SelectSelector):
    """Waits by setting the clock; there is nothing to be read or written."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Leap to when something is to be done."""
        if timeout is None:
            raise RuntimeError("nothing will ever happen again")
        self.now += max(timeout, 0.0)
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """Seconds that cost nothing, one thread, and the same order every time."""

    def __init__(self) -> None:
        self._leap = _Leap()
        super().__init__(self._leap)

    def time(self) -> float:
        """The seconds that have passed."""
        return self._leap.now

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[Unpack[Ts]], T], *args: *Ts
    ) -> "asyncio.Task[T]":
        """Do here and now what others do in a thread."""
        del executor
        return self.create_task(_breathing(func, *args))


async def _breathing(func: Callable[[Unpack[Ts]], T], *args: *Ts) -> T:
    breathe = breathing.get()
    await breathe()
    result = func(*args)
    await breathe()
    return result
