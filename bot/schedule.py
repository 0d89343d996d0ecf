"""The clock: what is due is planned once, in its channel's own zone, whoever plans it and however late.

What is due is read, then put together, and then entered in one transaction, as far as nobody changed it meanwhile. No
transaction is open while something is put together: a command in the worker thread may wait for the store.

How far a subscription's facts have come moves with planning. So what is skipped, refused or taken back afterwards comes
again in the next cycle at the earliest: a fact may be left out of a cycle, and none repeats within one.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import time
from zoneinfo import ZoneInfoNotFoundError

from sqlalchemy import Connection

from bot.lately import lately, told_lately
from bot.log import logger
from bot.record import new_id
from bot.store import deliveries, posts, shown, subscriptions
from bot.store.delivery import Delivery, DeliveryState
from bot.store.store import Store
from handlers.daily import Cursor
from handlers.rhythm import next_due
from handlers.state import Lately
from handlers.subscription import UNKNOWN_ZONE, Kind, Subscription

_READ = 2_000  # so many at once
_ENTERED = 250  # of them in one transaction; the next are put together meanwhile
_TRANSACTIONS = 3  # at once; half of the threads are left to replies
MISSED = "the bot was not running then"
OVERTAKEN = "a later one took its place"


@dataclass(frozen=True, slots=True)
class Due:
    """A subscription and the time that it is due for, in seconds since 1970; what there is to tell of in a digest.

    ``told`` are the ids of the passages that the channel's digest told of lately, which no fact repeats so soon.
    """

    subscription: Subscription
    at: float
    lately: Lately | None = None
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Composed:
    """What a subscription owes at one time: a payload, or "" and the reason why ``nothing``; how far its facts are.

    ``shown`` are the ids of the passages that the payload shows.
    """

    payload: str
    cursor: Cursor
    nothing: str = ""
    shown: tuple[str, ...] = ()


Compose = Callable[[Sequence[Due]], Awaitable[Sequence[Composed]]]
"""What is owed for each of those that are due, in their order."""


class Schedule:
    """Plans what is due; several processes may share one store.

    A time that was missed by more than ``catch_up`` seconds is skipped; of the others, the last is posted late. What is
    due within ``ahead`` seconds is planned already, and posted at its time. Only subscriptions of ``platforms`` are
    planned; None stands for all. ``clock`` gives seconds since 1970.
    """

    def __init__(  # noqa: PLR0913 -- the last three are for who knows better
        self,
        store: Store,
        compose: Compose,
        catch_up: float,
        clock: Callable[[], float] = time,
        *,
        ahead: float = 0.0,
        platforms: Collection[str] | None = None,
    ) -> None:
        self._store, self._compose, self._catch_up, self._clock = store, compose, catch_up, clock
        self._ahead, self._platforms = ahead, platforms
        self._entering = asyncio.Semaphore(_TRANSACTIONS)

    async def tick(self) -> bool:
        """Plan all that is due by now, or soon; whether anything was."""
        planned = 0
        while entered := await self._plan():
            planned += entered
        return planned > 0

    async def upcoming(self) -> float | None:
        """When the next delivery is to be posted that waits for its time, in seconds since 1970; None for none."""
        return await asyncio.to_thread(self._upcoming, self._here())

    async def _plan(self) -> int:
        """Plan some of what is due; of how many subscriptions. Those that others are at are left to them."""
        found = await asyncio.to_thread(self._read, self._clock(), self._here())
        portions = (found[at : at + _ENTERED] for at in range(0, len(found), _ENTERED))
        return sum(await asyncio.gather(*map(self._complete, portions)))

    async def _complete(self, found: Sequence["_Plan"]) -> int:
        """Put together what some subscriptions post, and enter it; of how many."""
        due = [plan.due for plan in found if plan.due]
        composed = iter(await self._compose(due) if due else ())
        plans = [plan.composed(next(composed)) if plan.due else plan for plan in found]
        async with self._entering:
            return await asyncio.to_thread(self._enter, plans)

    def _upcoming(self, platforms: tuple[str, ...] | None) -> float | None:
        with self._store.read() as connection:
            return posts.soonest(connection, self._clock(), platforms)

    def _read(self, now: float, platforms: tuple[str, ...] | None) -> list["_Plan"]:
        """The plans of some that are due, what they post not yet put together."""
        with self._store.read() as connection:
            due = subscriptions.due(connection, now + self._ahead, _READ, platforms)
            plans = [self._planned(each, now) for each in due]
            told = told_lately(connection, [each.id for each in due if each.kind is Kind.FACT], now)
            return [
                replace(plan, due=_knowing(connection, plan.due, told, now)) if plan.due else plan for plan in plans
            ]

    def _enter(self, plans: Sequence["_Plan"]) -> int:
        """Enter what is planned for those that are still as they were read; how many these are."""
        with self._store.begin() as connection:
            held = subscriptions.locked(connection, [plan.was.id for plan in plans])
            kept = [plan for plan in plans if held.get(plan.was.id) == plan.was]
            deliveries.add_all(connection, [delivery for plan in kept for delivery in plan.owed])
            shown.add(connection, [(plan.owed[-1], plan.shown) for plan in kept if plan.shown])
            subscriptions.planned(connection, [plan.then for plan in kept])
        return len(kept)

    def _here(self) -> tuple[str, ...] | None:
        return None if self._platforms is None else tuple(self._platforms)

    def _planned(self, subscription: Subscription, now: float) -> "_Plan":
        """What a subscription owes for all the times that it is due at until now, and when it is due next."""
        try:
            *missed, last, following = _times(subscription, now + self._ahead)
        except ZoneInfoNotFoundError:
            logger.error("schedule.unknown_zone", subscription=subscription.id, zone=subscription.rhythm.zone)
            return _Plan(subscription, replace(subscription, next_at=None, paused_because=UNKNOWN_ZONE))
        then, skipped = replace(subscription, next_at=following), tuple(self._skipped(subscription, missed, now))
        if now - last > self._catch_up:
            return _Plan(subscription, then, (*skipped, *self._skipped(subscription, [last], now)))
        return _Plan(subscription, then, skipped, due=Due(subscription, last))

    def _skipped(self, subscription: Subscription, times: Iterable[float], now: float) -> Iterator[Delivery]:
        for at in times:
            yield _left_out(_owed(subscription, at), MISSED if now - at > self._catch_up else OVERTAKEN)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A subscription as it was read and as it will be, and what it owes; the passages that the last of that shows.

    ``due`` is what is yet to be put together.
    """

    was: Subscription
    then: Subscription
    owed: tuple[Delivery, ...] = ()
    shown: tuple[str, ...] = ()
    due: Due | None = None

    def composed(self, made: Composed) -> "_Plan":
        """The plan with what was put together."""
        at = self.due.at if self.due else 0.0
        owed = replace(_owed(self.was, at), payload=made.payload)
        last = _left_out(owed, made.nothing) if made.nothing else owed
        return replace(
            self, then=replace(self.then, cursor=made.cursor), owed=(*self.owed, last), shown=made.shown, due=None
        )


def _knowing(connection: Connection, due: Due, told: Mapping[str, frozenset[str]], now: float) -> Due:
    """What is due, with what its channel was told, and with what there is to tell of in a digest."""
    if due.subscription.kind is Kind.DIGEST:
        return replace(due, lately=lately(connection, due.subscription, now, due.at))
    return replace(due, told=told.get(due.subscription.id, frozenset()))


def _times(subscription: Subscription, until: float) -> Iterator[float]:
    """The times from the one that is due up to one, and the first after that."""
    at = until if subscription.next_at is None else subscription.next_at
    while at <= until:
        yield at
        at = next_due(subscription.rhythm, datetime.fromtimestamp(at, UTC)).timestamp()
    yield at


def _owed(subscription: Subscription, at: float) -> Delivery:
    return Delivery(
        new_id(),
        subscription.place,
        "",
        f"scheduled:{subscription.id}:{at:.0f}",
        ready_at=at,
        created_at=at,
        subscription_id=subscription.id,
        scheduled_for=at,
    )


def _left_out(owed: Delivery, why: str) -> Delivery:
    return replace(owed, state=DeliveryState.SKIPPED, error=why)
