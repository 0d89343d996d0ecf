"""Work in the background: held until it is done, its failures logged, its end awaited at the stop."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress

from bot.log import logger


class Tasks:
    """The tasks of one part."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._repeated: set[asyncio.Task[None]] = set()
        self._wakers: list[asyncio.Event] = []
        self._is_ending = self._is_closed = False

    def start(self, work: Coroutine[object, object, None]) -> None:
        """Begin something that nobody awaits; after the drain it is not begun at all."""
        if self._is_closed:
            work.close()
            return
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def later(self, seconds: float, work: Callable[[], Coroutine[object, object, None]]) -> None:
        """Begin something in so many seconds, unless the drain is over by then: it waits for none of this."""
        asyncio.get_running_loop().call_later(seconds, lambda: self.start(work()))

    def every(self, seconds: float, work: Callable[[], Awaitable[object]]) -> Callable[[], None]:
        """Do something now and then again and again, until the drain; a failure is logged and tried again.

        To call what comes back has it done at once, or once more where it is being done.
        """
        waker = asyncio.Event()
        self._wakers.append(waker)
        self._repeated.add(asyncio.get_running_loop().create_task(self._repeat(seconds, work, waker)))
        return waker.set

    async def drain(self, seconds: float) -> None:
        """Wait for all to end; what is not done in so many seconds is cancelled."""
        self._is_ending = True
        for waker in self._wakers:
            waker.set()
        if under_way := self._tasks | self._repeated:
            await asyncio.wait(under_way, timeout=seconds)
        self._is_closed = True
        late = [task for task in (*self._tasks, *self._repeated) if not task.done()]
        for task in late:
            logger.warning("task.cancelled", task=_name(task))
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            logger.error("task.failed", task=_name(task), exc_info=error)

    async def _repeat(self, seconds: float, work: Callable[[], Awaitable[object]], waker: asyncio.Event) -> None:
        """Of failures in a row, the first is logged, and the end of them."""
        name, is_failing = getattr(work, "__qualname__", "?"), False
        while not self._is_ending:
            waker.clear()
            try:
                await work()
            except Exception:  # noqa: BLE001 -- a round that fails must not be the last
                if not is_failing:
                    logger.exception("task.failed", task=name)
                is_failing = True
            else:
                if is_failing:
                    logger.info("task.recovered", task=name)
                is_failing = False
            with suppress(TimeoutError):
                await asyncio.wait_for(waker.wait(), seconds)


def _name(task: asyncio.Task[None]) -> str:
    return getattr(task.get_coro(), "__qualname__", task.get_name())
