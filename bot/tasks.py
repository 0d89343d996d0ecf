"""Work in the background: held until it is done, its failures logged, its end awaited at the stop."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine

from bot.log import logger


class Tasks:
    """The tasks of one part."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._repeated: list[asyncio.Task[None]] = []

    def start(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        """Begin something that nobody awaits."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def every(self, seconds: float, work: Callable[[], Awaitable[None]]) -> None:
        """Do something now and then again and again, until the drain; a failure is logged and tried again."""
        self._repeated.append(asyncio.get_running_loop().create_task(_repeat(seconds, work)))

    async def drain(self, seconds: float) -> None:
        """Wait for all to end; what is not done in so many seconds is cancelled."""
        for task in self._repeated:
            task.cancel()
        await asyncio.gather(*self._repeated, return_exceptions=True)
        if self._tasks:
            _, late = await asyncio.wait(tuple(self._tasks), timeout=seconds)
            for task in late:
                logger.warning("task.cancelled", task=task.get_name())
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            logger.error("task.failed", task=task.get_name(), exc_info=error)


async def _repeat(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await work()
        except Exception:  # noqa: BLE001 -- a round that fails must not be the last
            logger.exception("task.failed", task=getattr(work, "__qualname__", "?"))
        await asyncio.sleep(seconds)
