"""Workers that share a database and two chats, what is owed to them, and what came of it."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from time import time

from sqlalchemy import select, update

from bot.store import subscriptions
from bot.store.delivery import DeliveryState
from bot.store.store import Store
from bot.store.tables import delivery, subscription
from handlers.request import Place
from handlers.rhythm import EVERY_DAY, Rhythm, next_due
from handlers.subscription import Kind, Subscription
from tests.kill.chats import Chats
from tests.kill.clock import Clock
from tests.kill.line import CLOCK
from tests.kill.worker import Settings, text
from tests.processes import ROOT

_CHANNELS = 100
_MOST = 150  # owed at a time


_OPEN = {DeliveryState.DUE, DeliveryState.SENDING, DeliveryState.UNKNOWN}


@dataclass
class Office:
    """The test's view of it all: ``owed`` are the texts that must stand in the chats, each once.

    One worker at a time is ``frozen``; ``said`` is what workers logged, ``clock`` is theirs.
    """

    store: Store
    chats: Chats
    settings: Settings
    nursery: Process
    chance: Random
    clock: Clock
    owed: set[str] = field(default_factory=set)
    workers: set[int] = field(default_factory=set)
    frozen: int = 0
    said: list[str] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def start(self, settings: Settings | None = None) -> int:
        """Start a worker; its process id."""
        assert self.nursery.stdin
        assert self.nursery.stdout
        self.nursery.stdin.write(json.dumps(asdict(settings or self.settings)).encode())
        pid = int(await self.nursery.stdout.readline())
        self.workers.add(pid)
        return pid

    def kill(self, pid: int) -> None:
        """As an electric cut does it."""
        self.workers.remove(pid)
        os.kill(pid, signal.SIGKILL)
        self._let_go(pid)

    def freeze(self, pid: int, at: str) -> asyncio.Future[int]:
        """Stop a process when it next claims, posts, or looks; at once for ""; the future tells that it stands still.

        It stops itself, behind its request or between two steps of its event loop: no client can help being stopped in
        the millionths of a second between the look at its lease and the writing of the request.
        """
        self.frozen = pid
        self.chats.tell(pid, {"do": "freeze", "at": at})
        return self.chats.next("freeze", pid)

    def freeze_for(self, seconds: float, pid: int, at: str) -> None:
        """Stop a process for so long."""
        thaw = partial(asyncio.get_running_loop().call_later, seconds, self.thaw, pid)
        self.freeze(pid, at).add_done_callback(lambda _: thaw())

    def thaw(self, pid: int) -> None:
        """Let a process go on, unless it was killed meanwhile."""
        if pid in self.workers:
            os.kill(pid, signal.SIGCONT)
        self._let_go(pid)

    async def stop(self) -> None:
        """Ask all workers to end, and wait until they have."""
        for pid in tuple(self.workers):
            left = self.chats.next("leave", pid)
            os.kill(pid, signal.SIGTERM)
            await left
            self.workers.remove(pid)

    async def owe(self, number: int) -> None:
        """Make so many subscriptions due now, as far as they have nothing to be planned yet; unless much is owed."""
        if len(self.owed) - self.chats.posted > _MOST:
            return
        at = time()
        chosen = [subscription.id for subscription in self.chance.sample(SUBSCRIPTIONS, number)]
        self.owed |= {text(each, at) for each in await asyncio.to_thread(self._make_due, chosen, at)}

    async def settled(self) -> None:
        """Wait until all that is owed stands in the chats, and nothing is open in the ledger."""
        while not self.owed <= set(self.chats.texts()):
            await self.chats.next("post")
        while _OPEN & (await asyncio.to_thread(self.states)).keys():
            await asyncio.wait({self.chats.next("hear")}, timeout=0.05)

    async def hears(self, words: str, times: int = 1) -> None:
        """Wait until workers have written so many lines with some words in their logs."""
        while sum(words in line for line in self.said) < times:
            self.news.clear()
            await self.news.wait()

    def states(self) -> Counter[str]:
        """How many deliveries stand where."""
        with self.store.read() as connection:
            return Counter(connection.scalars(select(delivery.c.state)))

    def lost(self) -> set[str]:
        """What is owed and stands nowhere."""
        return self.owed - set(self.chats.texts())

    def doubled(self) -> dict[str, int]:
        """What stands in a chat more often than it is owed."""
        owed = Counter(self.owed)
        return {each: number for each, number in Counter(self.chats.texts()).items() if number > owed[each]}

    def _let_go(self, pid: int) -> None:
        if self.frozen == pid:
            self.frozen = 0

    def _make_due(self, ids: list[str], at: float) -> tuple[str, ...]:
        due = update(subscription).where(subscription.c.id.in_(ids), subscription.c.next_at > at)
        with self.store.begin() as connection:
            return tuple(connection.scalars(due.values(next_at=at).returning(subscription.c.id)))


def _subscription(number: int, platform: str, kind: Kind) -> Subscription:
    """A subscription whose own hour is not now."""
    hour = (datetime.now(UTC) - timedelta(hours=2)).replace(minute=0, second=0, microsecond=0)
    rhythm = Rhythm(hour.time(), EVERY_DAY, "UTC")
    place = Place(platform, "T1", f"C{number}")
    return Subscription(
        f"{platform}-{number}-{kind}", place, kind, rhythm, next_at=next_due(rhythm, datetime.now(UTC)).timestamp()
    )


SUBSCRIPTIONS = [
    _subscription(number, platform, kind)
    for number in range(_CHANNELS)
    for platform in ("slack", "discord")
    for kind in Kind
]


@asynccontextmanager
async def opened(url: str, chats: Chats, seed: int) -> AsyncIterator[Office]:
    """An office whose workers are not started yet."""
    store = await asyncio.to_thread(Store.open, url)
    await asyncio.to_thread(_subscribe, store)
    clock = Clock.made(chats.path.with_name(CLOCK))
    nursery = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.kill.nursery"), cwd=ROOT, stdin=PIPE, stdout=PIPE, stderr=PIPE
    )
    office = Office(store, chats, Settings(url, str(chats.path)), nursery, Random(seed), clock)
    hearing = asyncio.ensure_future(_hear(office))
    try:
        yield office
    finally:
        for pid in tuple(office.workers):
            with suppress(ProcessLookupError):
                office.kill(pid)
        assert nursery.stdin
        nursery.stdin.close()
        await nursery.wait()
        await hearing
        await asyncio.to_thread(store.close)


async def _hear(office: Office) -> None:
    """Keep what workers log; a test that fails shows it."""
    assert office.nursery.stderr
    while line := await office.nursery.stderr.readline():
        office.said.append(line.decode().rstrip("\n"))
        office.news.set()
        sys.stderr.write(f"{office.said[-1]}\n")


def _subscribe(store: Store) -> None:
    with store.begin() as connection:
        for each in SUBSCRIPTIONS:
            subscriptions.put(connection, each)
