"""A worker: the schedule and the outbox of one process, over a store that others share."""

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from bot.delivery import Chat, Outbox, Timing
from bot.schedule import Composed, Due, Schedule
from bot.store import engine
from bot.store.store import Store
from bot.tasks import Tasks
from tests.kill.fates import TIMING
from tests.kill.line import Line, Marked, Nonced, stand_still
from tests.kill.older import Older

_TICK = 0.02
_DRAIN = 5.0


@dataclass(frozen=True)
class Settings:
    """Where the database is, where the chats are, and how this worker goes about it."""

    url: str
    chats: str
    catch_up: float = 6 * 3600.0
    patience: float = 10.0  # seconds that one writer waits for another
    is_older: bool = False  # of the version that knew no subscriptions
    threads: int = 8  # with one, nothing holds a lock on the database while that one stands still
    lacks: str = ""  # what it does without, so that a test can see what that is good for: fence, quarantine


_WITHOUT = {
    "": TIMING,
    "fence": replace(TIMING, margin=-60.0),
    "quarantine": replace(TIMING, taken_within=0.0, shown_within=0.0),
}


class Stopping(Outbox):
    """Can be stopped between the claim and the post."""

    def __init__(
        self, line: Line, store: Store, chats: Mapping[str, Chat], timing: Timing, clock: Callable[[], float]
    ) -> None:
        super().__init__(store, chats, timing, clock)
        self._line = line

    async def _take(self, platform: str, most: int) -> list[Coroutine[None, None, None]]:
        taken = await super()._take(platform, most)
        if taken and self._line.is_to_freeze("claim"):
            await asyncio.to_thread(stand_still)
        return taken


def run(settings: Settings) -> None:
    """Work until SIGTERM."""
    logging.basicConfig(format=f"%(asctime)s {os.getpid()} %(levelname)s %(message)s %(fields)s")
    asyncio.run(_work(settings))


async def _work(settings: Settings) -> None:
    stopping, loop = asyncio.Event(), asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stopping.set)
    loop.set_default_executor(ThreadPoolExecutor(settings.threads))
    engine._PATIENCE = settings.patience  # noqa: SLF001 -- ten seconds are long for a test
    store = Store.open(settings.url)
    line = await Line.to(settings.chats)

    async def compose(due: Sequence[Due]) -> Sequence[Composed]:
        line.tell("compose")
        return [Composed(text(each.subscription.id, each.at), each.subscription.cursor) for each in due]

    tasks = Tasks()
    chats = {chat.platform: chat for chat in (Marked(line), Nonced(line))}
    timing = _WITHOUT[settings.lacks]
    older = Older(store, chats, timing, line.clock) if settings.is_older else None
    outbox = older or Stopping(line, store, chats, timing, line.clock)
    if not settings.is_older:
        tasks.every(_TICK, Schedule(store, compose, settings.catch_up, line.clock).tick)
    tasks.every(_TICK, outbox.tick)
    await stopping.wait()
    await outbox.stop(_DRAIN)
    await tasks.drain(1)
    store.close()


def text(subscription_id: str, at: float) -> str:
    """What is posted of a subscription's time."""
    return f"{subscription_id} {at!r}"
