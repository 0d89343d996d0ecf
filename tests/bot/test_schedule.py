"""What is due is planned once, and what was missed is told apart."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from sqlalchemy import select

from bot.schedule import MISSED, OVERTAKEN, Composed, Due, Schedule
from bot.store import deliveries, shown, subscriptions
from bot.store.delivery import Delivery, DeliveryState
from bot.store.store import Store
from bot.store.tables import delivery
from handlers.daily import Cursor
from handlers.request import Place
from handlers.rhythm import EVERY_DAY, Rhythm
from handlers.state import Lately
from handlers.subscription import UNKNOWN_ZONE, Kind, Subscription

HERE = Place("slack", "T1", "C1")
NINE = Rhythm(time(9), EVERY_DAY, "Europe/Paris")
HOUR = 3600.0
DUE = datetime(2026, 11, 23, 8, tzinfo=UTC).timestamp()
FACT = Subscription("s1", HERE, Kind.FACT, NINE, next_at=DUE, created_at=DUE - 24 * HOUR)


class Clock:
    """A clock that is set by hand."""

    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        """The time."""
        return self.now


async def composed(due: Sequence[Due]) -> list[Composed]:
    """Something to post for each, and one fact further."""
    return [
        Composed(f"{each.subscription.id} of {each.at:.0f}", Cursor("further", each.subscription.cursor.cycle))
        for each in due
    ]


def owed(store: Store) -> list[tuple[float | None, str, str, str]]:
    """What is planned: for when, its state, what it holds, and why not."""
    with store.read() as connection:
        rows = connection.execute(select(delivery).order_by(delivery.c.scheduled_for)).mappings()
        return [(row["scheduled_for"], row["state"], row["payload"], row["error"]) for row in rows]


def held(store: Store) -> Subscription:
    """The one subscription."""
    with store.read() as connection:
        (found,) = subscriptions.of_channel(connection, HERE)
    return found


@pytest.fixture
def subscribed(store: Store) -> Store:
    """A store with one subscription, due at nine."""
    with store.begin() as connection:
        subscriptions.put(connection, FACT)
    return store


async def test_nothing_is_planned_before_it_is_due(subscribed: Store) -> None:
    """Not a second before."""
    await Schedule(subscribed, composed, 6 * HOUR, Clock(DUE - 1)).tick()

    assert owed(subscribed) == []
    assert held(subscribed) == FACT


async def test_what_is_due_is_planned_once_and_due_again_the_next_day(subscribed: Store) -> None:
    """However often the clock ticks."""
    schedule = Schedule(subscribed, composed, 6 * HOUR, Clock(DUE + 2))

    await schedule.tick()
    await schedule.tick()

    assert owed(subscribed) == [(DUE, "due", f"s1 of {DUE:.0f}", "")]
    assert held(subscribed) == replace(FACT, next_at=DUE + 24 * HOUR, cursor=Cursor("further"))


async def test_two_processes_that_plan_at_once_plan_once(subscribed: Store) -> None:
    """There is no leader."""
    clocks = [Schedule(subscribed, composed, 6 * HOUR, Clock(DUE)) for _ in range(4)]

    await asyncio.gather(*(schedule.tick() for schedule in clocks))

    assert len(owed(subscribed)) == 1


async def test_the_same_time_is_never_owed_twice(subscribed: Store) -> None:
    """Even when a subscription is set back to a time that was planned."""
    schedule = Schedule(subscribed, composed, 6 * HOUR, Clock(DUE))
    await schedule.tick()
    with subscribed.begin() as connection:
        subscriptions.put(connection, FACT)

    await schedule.tick()

    assert len(owed(subscribed)) == 1


async def test_after_an_outage_the_last_is_posted_late_and_the_rest_are_skipped_with_the_reason(
    subscribed: Store,
) -> None:
    """Three days down: nobody wants three cards at once."""
    await Schedule(subscribed, composed, 6 * HOUR, Clock(DUE + 50 * HOUR)).tick()

    assert [(at, state, why) for at, state, _, why in owed(subscribed)] == [
        (DUE, "skipped", MISSED),
        (DUE + 24 * HOUR, "skipped", MISSED),
        (DUE + 48 * HOUR, "due", ""),
    ]


async def test_what_is_too_late_by_far_is_skipped_altogether(subscribed: Store) -> None:
    """Its facts are not used up."""
    await Schedule(subscribed, composed, 6 * HOUR, Clock(DUE + 7 * HOUR)).tick()

    assert [(state, why) for _, state, _, why in owed(subscribed)] == [("skipped", MISSED)]
    assert held(subscribed) == replace(FACT, next_at=DUE + 24 * HOUR)


async def test_of_two_that_are_late_together_the_later_one_is_posted(store: Store) -> None:
    """A window that is longer than the rhythm does not make a wave."""
    with store.begin() as connection:
        subscriptions.put(connection, FACT)

    await Schedule(store, composed, 30 * HOUR, Clock(DUE + 25 * HOUR)).tick()

    assert [(state, why) for _, state, _, why in owed(store)] == [("skipped", OVERTAKEN), ("due", "")]


async def test_what_has_nothing_to_say_is_skipped_with_its_reason(subscribed: Store) -> None:
    """A quiet week."""

    async def quiet(due: Sequence[Due]) -> list[Composed]:
        return [Composed("", each.subscription.cursor, "nothing is new") for each in due]

    await Schedule(subscribed, quiet, 6 * HOUR, Clock(DUE)).tick()

    assert [(state, why) for _, state, _, why in owed(subscribed)] == [("skipped", "nothing is new")]


async def test_what_a_post_shows_has_been_seen_in_its_channel(subscribed: Store) -> None:
    """What was skipped shows nothing."""

    async def showing(due: Sequence[Due]) -> list[Composed]:
        return [Composed("{}", each.subscription.cursor, shown=(f"{each.at - DUE:.0f}", "b")) for each in due]

    await Schedule(subscribed, showing, 6 * HOUR, Clock(DUE + 24 * HOUR)).tick()

    with subscribed.read() as connection:
        assert shown.seen(connection, HERE) == {f"{24 * HOUR:.0f}", "b"}


async def test_a_zone_that_is_no_more_pauses_the_subscription(store: Store) -> None:
    """And not the others."""
    lost = replace(FACT, id="s0", place=Place("slack", "T1", "C0"), rhythm=Rhythm(time(9), EVERY_DAY, "Mars/Olympus"))
    with store.begin() as connection:
        subscriptions.put(connection, lost)
        subscriptions.put(connection, FACT)

    await Schedule(store, composed, 6 * HOUR, Clock(DUE)).tick()

    with store.read() as connection:
        (paused,) = subscriptions.of_channel(connection, lost.place)
    assert (paused.is_paused, paused.paused_because) == (True, UNKNOWN_ZONE)
    assert len(owed(store)) == 1


async def test_what_is_paused_is_not_planned(subscribed: Store) -> None:
    """Until somebody resumes it."""
    with subscribed.begin() as connection:
        subscriptions.pause(connection, "s1", "not_in_channel")

    await Schedule(subscribed, composed, 6 * HOUR, Clock(DUE + HOUR)).tick()

    assert owed(subscribed) == []
    assert held(subscribed).paused_because == "not_in_channel"


async def test_more_than_a_batch_is_planned_in_one_tick(store: Store) -> None:
    """A thousand channels that are due in the same second."""
    with store.begin() as connection:
        for number in range(1_001):
            subscriptions.put(connection, replace(FACT, id=f"s{number}", place=Place("slack", "T1", f"C{number}")))

    await Schedule(store, composed, 6 * HOUR, Clock(DUE)).tick()

    assert len(owed(store)) == 1_001


def test_what_is_owed_can_be_claimed(subscribed: Store) -> None:
    """It is a delivery like any other."""
    asyncio.run(Schedule(subscribed, composed, 6 * HOUR, Clock(DUE)).tick())
    with subscribed.read() as connection:
        (found,) = deliveries.open_ones(connection, DUE, 9)

    assert isinstance(found, Delivery)
    assert (found.state, found.place, found.subscription_id) == (DeliveryState.DUE, HERE, "s1")


async def test_what_is_due_soon_is_planned_already_and_waits_for_its_time(subscribed: Store) -> None:
    """So that it is posted in time, and not late for having been put together."""
    schedule = Schedule(subscribed, composed, 6 * HOUR, Clock(DUE - 10), ahead=30)

    assert await schedule.tick()
    assert not await schedule.tick()

    with subscribed.read() as connection:
        assert deliveries.open_ones(connection, DUE - 1, 9) == ()
        (found,) = deliveries.open_ones(connection, DUE, 9)
    assert found.scheduled_for == found.ready_at == DUE
    assert held(subscribed).next_at == DUE + 24 * HOUR
    assert await schedule.upcoming() == DUE


async def test_nothing_is_upcoming_that_is_due_by_now(subscribed: Store) -> None:
    """That is posted at the next round."""
    schedule = Schedule(subscribed, composed, 6 * HOUR, Clock(DUE))

    assert await schedule.upcoming() is None
    await schedule.tick()
    assert await schedule.upcoming() is None


async def test_what_changes_while_it_is_put_together_is_planned_as_it_is_then(subscribed: Store) -> None:
    """Somebody chose other topics that very second."""

    async def slow(due: Sequence[Due]) -> list[Composed]:
        if due[0].subscription == FACT:
            with subscribed.begin() as connection:
                subscriptions.put(connection, replace(FACT, topics=("tea",)))
        return [Composed(f"on {each.subscription.topics}", each.subscription.cursor) for each in due]

    schedule = Schedule(subscribed, slow, 6 * HOUR, Clock(DUE))
    await schedule.tick()
    await schedule.tick()

    assert [payload for _, _, payload, _ in owed(subscribed)] == ["on ('tea',)"]


async def test_what_ends_while_it_is_put_together_is_not_planned(subscribed: Store) -> None:
    """Nobody wants it any more."""

    async def slow(due: Sequence[Due]) -> list[Composed]:
        with subscribed.begin() as connection:
            subscriptions.end(connection, "s1", DUE)
        return await composed(due)

    await Schedule(subscribed, slow, 6 * HOUR, Clock(DUE)).tick()

    assert owed(subscribed) == []


async def test_the_store_is_free_while_something_is_put_together(subscribed: Store) -> None:
    """A command in the worker thread may be waiting for it, and planning for the worker."""
    free = []

    async def waiting(due: Sequence[Due]) -> list[Composed]:
        def write() -> None:
            with subscribed.begin() as connection:
                free.append(subscriptions.find(connection, "s1"))

        async with asyncio.timeout(5):
            await asyncio.to_thread(write)
        return await composed(due)

    await Schedule(subscribed, waiting, 6 * HOUR, Clock(DUE)).tick()

    assert free == [FACT]
    assert len(owed(subscribed)) == 1


async def test_only_what_is_for_a_chat_that_is_here_is_planned(store: Store) -> None:
    """Another process may have the other chat."""
    other = replace(FACT, id="s2", place=Place("discord", "1", "2"))
    here = ["discord"]
    with store.begin() as connection:
        for each in (FACT, other):
            subscriptions.put(connection, each)
    schedule = Schedule(store, composed, 6 * HOUR, Clock(DUE - 1), ahead=5, platforms=here)

    await schedule.tick()
    first = [payload for _, _, payload, _ in owed(store)]
    here[:] = ["slack"]
    upcoming = await schedule.upcoming()
    await schedule.tick()

    assert first == [f"s2 of {DUE:.0f}"]
    assert upcoming is None
    assert len(owed(store)) == 2


async def test_a_digest_is_put_together_with_what_happened_in_its_channel(store: Store) -> None:
    """A fact without."""
    told = {}
    with store.begin() as connection:
        for each in (FACT, replace(FACT, id="s2", kind=Kind.DIGEST)):
            subscriptions.put(connection, each)

    async def telling(due: Sequence[Due]) -> list[Composed]:
        told.update({each.subscription.kind: each.lately for each in due})
        return await composed(due)

    await Schedule(store, telling, 6 * HOUR, Clock(DUE)).tick()

    assert told == {Kind.FACT: None, Kind.DIGEST: Lately(FACT.created_at - 7 * 24 * HOUR)}


@pytest.mark.parametrize(("days", "told"), [(0, {"p1"}), (6, {"p1"}), (8, set())])
async def test_a_fact_is_put_together_with_what_the_digest_told_within_a_week(
    store: Store, days: int, told: set[str]
) -> None:
    """Also where it was due a minute before, and is not posted yet."""
    heard: list[frozenset[str]] = []
    due = DUE - days * 24 * HOUR - 60
    digest = replace(FACT, id="s2", kind=Kind.DIGEST, next_at=due)
    with store.begin() as connection:
        subscriptions.put(connection, digest)

    async def telling(due: Sequence[Due]) -> list[Composed]:
        heard.extend(each.told for each in due)
        return [replace(each, shown=("p1",)) for each in await composed(due)]

    await Schedule(store, telling, 6 * HOUR, Clock(due)).tick()
    with store.begin() as connection:
        subscriptions.end(connection, "s2", due)
        subscriptions.put(connection, FACT)
    await Schedule(store, telling, 6 * HOUR, Clock(DUE)).tick()

    assert heard == [frozenset(), told]
