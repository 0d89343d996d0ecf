"""What a probe asks: how late the event loop is, and which parts are not ready."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping

from bot.log import logger

Check = Callable[[], Awaitable[bool]]

_TICK = 0.5
_LATE = 1.0
_TICKS_KEPT = 120  # a minute
_PATIENCE = 2.0
_FRESH = 1.0


class LoopLag:
    """How late the event loop woke of late: what blocks it makes every chat wait."""

    def __init__(self) -> None:
        self._late = deque([0.0], _TICKS_KEPT)

    @property
    def last(self) -> float:
        """Seconds, of the last wake."""
        return self._late[-1]

    @property
    def worst(self) -> float:
        """Seconds, the most within a minute."""
        return max(self._late)

    async def watch(self) -> None:
        """Measure until cancelled; a second and more is logged."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + _TICK
            await asyncio.sleep(_TICK)
            self._late.append(loop.time() - due)
            if self.last >= _LATE:
                logger.warning("loop.late", ms=round(1000 * self.last))


class Readiness:
    """Which checks fail; answers are kept for a second, so that probes do not wear out what they check."""

    def __init__(self, checks: Mapping[str, Check]) -> None:
        self._checks = checks
        self._running: dict[str, asyncio.Future[bool]] = {}
        self._asking = asyncio.Lock()
        self._causes: dict[str, str] | None = None
        self._stale_at = 0.0

    async def failing(self) -> tuple[str, ...]:
        """The names of the checks that say no, raise, or take longer than two seconds."""
        loop = asyncio.get_running_loop()
        async with self._asking:
            if self._causes is None or loop.time() >= self._stale_at:
                self._note(await self._ask())
                self._stale_at = loop.time() + _FRESH
            return tuple(self._causes or ())

    def close(self) -> None:
        """Give up checks that are still running."""
        for answer in self._running.values():
            answer.cancel()

    async def _ask(self) -> dict[str, str]:
        """The causes of failing by name; a check still running since an earlier probe is not started again."""
        for name, check in self._checks.items():
            if name not in self._running:
                self._running[name] = asyncio.ensure_future(check())
        if self._running:
            await asyncio.wait(self._running.values(), timeout=_PATIENCE)
        answers, self._running = self._running, {n: one for n, one in self._running.items() if not one.done()}
        return {name: cause for name, answer in answers.items() if (cause := _cause(answer))}

    def _note(self, causes: dict[str, str]) -> None:
        """Log what changed since the last probe."""
        if causes and causes != self._causes:
            logger.warning("ready.lost", failing=causes)
        elif self._causes and not causes:
            logger.info("ready.regained")
        self._causes = causes


def _cause(answer: asyncio.Future[bool]) -> str:
    """Why a check fails; empty when it passes."""
    if not answer.done():
        return f"no answer in {_PATIENCE:g} s"
    if answer.cancelled():
        return "cancelled"
    if error := answer.exception():
        return repr(error)
    return "" if answer.result() else "says no"
