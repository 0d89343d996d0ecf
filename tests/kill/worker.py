"""A worker: the schedule and the outbox of one process, over a store that others share."""

import asyncio
import logging
import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass

from bot.delivery import Outbox
from bot.schedule import Composed, Due, Schedule
from bot.store import engine
from bot.store.store import Store
from bot.tasks import Tasks
from tests.kill.fates import TIMING
from tests.kill.line import Line, Marked, Nonced
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


def run(settings: Settings) -> None:
    """Work until SIGTERM."""
    logging.basicConfig(format=f"%(asctime)s {os.getpid()} %(levelname)s %(message)s %(fields)s")
    asyncio.run(_work(settings))


async def _work(settings: Settings) -> None:
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    engine._PATIENCE = settings.patience  # noqa: SLF001 -- ten seconds are long for a test
    store = Store.open(settings.url)
    line = await Line.to(settings.chats)

    async def compose(due: Sequence[Due]) -> Sequence[Composed]:
        line.tell("compose")
        return [Composed(text(each.subscription.id, each.at), each.subscription.cursor) for each in due]

    tasks = Tasks()
    chats = {chat.platform: chat for chat in (Marked(line), Nonced(line))}
    outbox = (Older if settings.is_older else Outbox)(store, chats, TIMING, line.clock)
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
