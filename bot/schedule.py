"""The clock: what is due is planned once, in its channel's own zone, whoever plans it and however late."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import time
from zoneinfo import ZoneInfoNotFoundError

from bot.log import logger
from bot.record import new_id
from bot.store import deliveries, shown, subscriptions
from bot.store.delivery import Delivery, DeliveryState
from bot.store.store import Store
from handlers.daily import Cursor
from handlers.rhythm import next_due
from handlers.subscription import UNKNOWN_ZONE, Subscription

_AT_ONCE = 500
MISSED = "the bot was not running then"
OVERTAKEN = "a later one took its place"


@dataclass(frozen=True, slots=True)
class Composed:
    """What a subscription owes at one time: a payload, or "" and the reason why ``nothing``; how far its facts are.

    ``shown`` are the ids of the passages that the payload shows.
    """

    payload: str
    cursor: Cursor
    nothing: str = ""
    shown: tuple[str, ...] = ()


Compose = Callable[[Subscription, float, float], Composed]
"""What a subscription owes for the time that it was due at, planned now: both in seconds since 1970; in any thread."""


class Schedule:
    """Plans what is due; several processes may share one store.

    A time that was missed by more than ``catch_up`` seconds is skipped; of the others, the last is posted late.
    ``clock`` gives seconds since 1970.
    """

    def __init__(self, store: Store, compose: Compose, catch_up: float, clock: Callable[[], float] = time) -> None:
        self._store, self._compose, self._catch_up, self._clock = store, compose, catch_up, clock

    async def tick(self) -> None:
        """Plan all that is due by now."""
        while await asyncio.to_thread(self._plan):
            pass

    def _plan(self) -> bool:
        """Plan some of what is due, all of it or nothing; whether there may be more."""
        now = self._clock()
        with self._store.begin() as connection:
            due = subscriptions.due(connection, now, _AT_ONCE)
            plans = [self._planned(each, now) for each in due]
            deliveries.add_all(connection, [delivery for plan in plans for delivery in plan.owed])
            shown.add(connection, [(plan.owed[-1], plan.shown) for plan in plans if plan.shown])
            subscriptions.planned(connection, [plan.subscription for plan in plans])
        return len(due) == _AT_ONCE

    def _planned(self, subscription: Subscription, now: float) -> "_Plan":
        """What a subscription owes for all the times that it was due at until now, and when it is due next."""
        try:
            *missed, last, following = _times(subscription, now)
        except ZoneInfoNotFoundError:
            logger.error("schedule.unknown_zone", subscription=subscription.id, zone=subscription.rhythm.zone)
            return _Plan(replace(subscription, next_at=None, paused_because=UNKNOWN_ZONE), ())
        skipped = [self._skipped(subscription, at, now) for at in missed]
        if now - last > self._catch_up:
            return _Plan(replace(subscription, next_at=following), (*skipped, self._skipped(subscription, last, now)))
        composed = self._compose(subscription, last, now)
        owed = _owed(subscription, last, composed.payload)
        if composed.nothing:
            owed = replace(owed, state=DeliveryState.SKIPPED, error=composed.nothing)
        further = replace(subscription, next_at=following, cursor=composed.cursor)
        return _Plan(further, (*skipped, owed), composed.shown)

    def _skipped(self, subscription: Subscription, at: float, now: float) -> Delivery:
        reason = MISSED if now - at > self._catch_up else OVERTAKEN
        return replace(_owed(subscription, at, ""), state=DeliveryState.SKIPPED, error=reason)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A subscription as it is after planning, what it owes, and the passages that the last of that shows."""

    subscription: Subscription
    owed: tuple[Delivery, ...]
    shown: tuple[str, ...] = ()


def _times(subscription: Subscription, now: float) -> Iterator[float]:
    """The times from the one that is due until now, and the first after that."""
    at = subscription.next_at or now
    while at <= now:
        yield at
        at = next_due(subscription.rhythm, datetime.fromtimestamp(at, UTC)).timestamp()
    yield at


def _owed(subscription: Subscription, at: float, payload: str) -> Delivery:
    return Delivery(
        new_id(),
        subscription.place,
        payload,
        f"scheduled:{subscription.id}:{at:.0f}",
        ready_at=at,
        created_at=at,
        subscription_id=subscription.id,
        scheduled_for=at,
    )
