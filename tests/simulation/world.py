"""A chat and a few workers that crash and freeze at every step; chance decides, by a seed."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

from bot.delivery import BusyError, Outbox, RefusedError, Timing, UnsureError
from bot.store.delivery import Delivery
from bot.store.store import Store
from tests.simulation.virtual import breathing

_LATEST, _LAG = Timing().taken_within, Timing().shown_within  # as bad as is believed possible, in seconds
_TICK = 5.0  # seconds between the rounds of a worker
_CRASH, _FREEZE = 0.004, 0.004  # how likely each is at a step


@dataclass
class World:
    """What happens: when each delivery was taken, who was told of a refusal; by delivery.

    Nothing goes wrong any more from ``calm_from`` on, in seconds. All clocks are right.
    """

    chance: Random
    store: Store
    timing: Timing
    calm_from: float
    refusing: frozenset[str] = frozenset()
    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    told: list[str] = field(default_factory=list)
    is_over: asyncio.Event = field(default_factory=asyncio.Event)
    crashes: int = 0
    freezes: int = 0

    def now(self) -> float:
        """The seconds that have passed."""
        return asyncio.get_running_loop().time()

    def happens(self, likelihood: float) -> bool:
        """Whether something goes wrong."""
        return self.now() < self.calm_from and self.chance.random() < likelihood

    async def employ(self) -> None:
        """Have a worker work, and another in its place whenever it crashed; until this is cancelled."""
        while True:
            worker = Worker(self)
            working, dying = asyncio.create_task(worker.work()), asyncio.create_task(worker.is_dead.wait())
            done, _ = await asyncio.wait({working, dying}, return_when=asyncio.FIRST_COMPLETED)
            assert dying in done, working.exception()
            await asyncio.sleep(self.chance.uniform(0.1, 5))


class Worker:
    """A process: an outbox of its own, which stops for good or for a while wherever it has to wait."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._thaws_at = 0.0
        self.is_dead = asyncio.Event()

    async def work(self) -> None:
        """Tick for ever."""
        breathing.set(self.breathe)
        world = self._world
        outbox = _Outbox(self, world)
        await asyncio.sleep(world.chance.uniform(0, _TICK))
        while True:
            await outbox.tick()
            await asyncio.sleep(_TICK)

    async def breathe(self) -> None:
        """A step: perhaps the last one; perhaps a long one."""
        world = self._world
        if world.happens(_CRASH) and not self.is_dead.is_set():
            self.is_dead.set()
            world.crashes += 1
        if world.happens(_FREEZE):
            self._thaws_at = world.now() + world.chance.choice((0.05, 12, 40, 55, 70, 100, 130, 200))
            world.freezes += 1
        if (frozen := self._thaws_at - world.now()) > 0:
            await asyncio.sleep(frozen)
        if self.is_dead.is_set():
            await world.is_over.wait()


class _Outbox(Outbox):
    """May also be stopped between the claim and each post."""

    def __init__(self, worker: Worker, world: World) -> None:
        super().__init__(world.store, {"chat": Chat(world, worker)}, world.timing, world.now, world.now)
        self._worker = worker

    async def _post_in_time(self, delivery: Delivery) -> None:
        await self._worker.breathe()
        await super()._post_in_time(delivery)


@dataclass(frozen=True)
class Chat:
    """The chat as one worker sees it: it takes what it is sent late or never, answers or not, and forgets nothing."""

    world: World
    worker: Worker

    async def send(self, delivery: Delivery) -> str:
        """Take it, or not; from the last look at the lease to this nothing waits, so nothing stops there."""
        world = self.world
        if delivery.id in world.refusing:
            await self._answered(0.1)
            raise RefusedError("is_archived")
        if world.happens(0.05):
            await self._answered(0.1)
            raise BusyError(world.chance.uniform(0.5, 20))
        if world.happens(0.1):
            await self._lost(delivery)
        self._take(delivery.id)
        await self._answered(world.chance.choice((0.1, 0.1, 0.1, 0.4)))
        return f"m-{delivery.id}"

    async def find(self, delivery: Delivery) -> str | None:
        """What the history shows by now."""
        await self._answered(0.2)
        if self.world.happens(0.1):
            raise UnsureError("history is away")
        seen = [at for at in self.world.taken[delivery.id] if at + _lag(delivery.id) <= self.world.now()]
        return f"m-{delivery.id}" if seen else None

    async def correct(self, delivery: Delivery, message_id: str) -> None:
        """Nothing is rewritten here."""

    async def refused(self, delivery: Delivery, reason: str) -> None:
        """Tell somebody."""
        await self._answered(0.1)
        self.world.told.append(f"{delivery.id}: {reason}")

    async def _lost(self, delivery: Delivery) -> None:
        """Take it late, or never, and answer with a cut line, or not at all."""
        world = self.world
        if world.chance.random() < 0.7:
            late = world.chance.choice((0.0, 5.0, _LATEST))
            asyncio.get_running_loop().call_later(late, self._take, delivery.id)
        if world.chance.random() < 0.5:
            await world.is_over.wait()
        await self._answered(world.chance.choice((0.1, 8)))
        raise UnsureError("reset")

    def _take(self, delivery_id: str) -> None:
        self.world.taken[delivery_id].append(self.world.now())

    async def _answered(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self.worker.breathe()


def _lag(delivery_id: str) -> float:
    """Seconds until the history shows a message; the same every time."""
    return Random(delivery_id).uniform(0, _LAG)
