"""Many write at once on PostgreSQL: one waits for another, and never both."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from threading import Barrier

import pytest
from sqlalchemy import Connection, select, text

from bot.choices import Choices
from bot.errors import BotError
from bot.state import StoredState
from bot.store import deliveries, posts, subscriptions
from bot.store.delivery import Delivery, DeliveryState, Ending
from bot.store.store import Store
from bot.store.tables import delivery
from bot.together import Together
from handlers.request import Place
from handlers.state import Reach
from tests.store.test_subscriptions import FACT

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

PLACE = Place("slack", "T1", "C1")
SENT = Ending(DeliveryState.SENT, message_id="1.2")
LATER = Delivery("d2", PLACE, "{}", subscription_id="s1", scheduled_for=10.0)
FIRST = replace(LATER, id="d1", scheduled_for=20.0, created_at=1.0)
WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
Write = Callable[[Connection], object]


def owe(store: Store, state: DeliveryState = DeliveryState.DUE, owner: str = "") -> None:
    """Enter two deliveries of a subscription: the later by its id lies before the other, however one looks for them."""
    with store.begin() as connection:
        subscriptions.put(connection, FACT)
        deliveries.add_all(connection, [replace(each, state=state, owner=owner) for each in (LATER, FIRST)])


def done(store: Store, write: Write) -> object:
    """Write something in a transaction."""
    with store.begin() as connection:
        return write(connection)


def until_waiting(store: Store, number: int = 1) -> None:
    """Return once so many transactions wait for others."""
    while True:
        with store.read() as connection:
            if connection.scalar(WAITING) == number:
                return


def lock(connection: Connection, name: str) -> None:
    """Hold a delivery until the transaction ends."""
    connection.execute(select(delivery.c.id).where(delivery.c.id == name).with_for_update())


def free(connection: Connection) -> list[str]:
    """The ids of the deliveries that nobody holds."""
    return list(connection.scalars(select(delivery.c.id).with_for_update(skip_locked=True)))


@pytest.mark.parametrize(
    ("state", "write"),
    [
        (DeliveryState.FAILED, lambda connection: deliveries.replay(connection, (), 9.0)),
        (DeliveryState.FAILED, lambda connection: deliveries.prune(connection, 9.0, 9.0)),
        (DeliveryState.DUE, lambda connection: posts.withdraw(connection, "s1", 1.0)),
        (DeliveryState.DUE, lambda connection: posts.take_back(connection, "s1")),
    ],
    ids=["replay", "prune", "withdraw", "take_back"],
)
def test_who_waits_for_one_holds_none_that_comes_after_it(store: Store, state: DeliveryState, write: Write) -> None:
    """Wherever they lie."""
    owe(store, state)

    with ThreadPoolExecutor(1) as thread:
        with store.begin() as holding:
            lock(holding, "d1")
            writing = thread.submit(done, store, write)
            until_waiting(store)
            with store.begin() as connection:
                found = free(connection)
        writing.result()

    assert found == ["d2"]


async def test_what_is_written_together_and_what_is_taken_back_do_not_wait_in_a_circle(store: Store) -> None:
    """In whatever order it comes."""
    owe(store, DeliveryState.SENDING, "ours")
    taking_back = list[Future[object]]()

    def settle(connection: Connection, name: str) -> bool:
        is_ours = deliveries.settle(connection, name, "ours", SENT)
        if not taking_back:
            taking_back.append(thread.submit(done, store, lambda other: posts.take_back(other, "s1")))
            until_waiting(store)
        return is_ours

    with ThreadPoolExecutor(1) as thread:
        together = Together(store)
        later, first = (together.write(each.id, partial(settle, name=each.id)) for each in (LATER, FIRST))
        outcomes = await asyncio.gather(later, first)
        taking_back[0].result()

    assert [*outcomes] == [True, True]


def test_what_is_refused_while_its_subscription_is_ended_does_not_wait_in_a_circle(store: Store) -> None:
    """Who ends it waits for what is planned, and who gives up waits for that."""
    owe(store)
    refused = replace(FIRST, id="d0", state=DeliveryState.SENDING, owner="ours", scheduled_for=1.0)
    done(store, lambda connection: deliveries.add(connection, refused))
    admin = StoredState(store, Choices(store, {}), lambda _: "", PLACE, Reach.WORKSPACE, clock=lambda: 5.0)

    with ThreadPoolExecutor(2) as threads:
        with store.begin() as holding:
            lock(holding, "d1")
            ending = threads.submit(admin.unsubscribe, "s1")
            until_waiting(store)
            giving_up = threads.submit(done, store, lambda connection: posts.give_up(connection, refused, "gone"))
            until_waiting(store, 2)
        ending.result()

        assert giving_up.result()


def test_who_waits_in_a_circle_all_the_same_is_told_to_try_again(store: Store) -> None:
    """One of them; the other gets what it waits for."""
    owe(store)
    barrier = Barrier(2)

    def cross(*names: str) -> None:
        with store.begin() as connection:
            for name in names:
                deliveries.rewrite(connection, name, " ".join(names))
                if name == names[0]:
                    barrier.wait()

    with ThreadPoolExecutor(2) as threads:
        crossing = [threads.submit(cross, *names) for names in (("d1", "d2"), ("d2", "d1"))]
        failed = [error for each in crossing if (error := each.exception())]

    with store.read() as connection:
        kept = set(connection.scalars(select(delivery.c.payload)))
    assert [(type(error), "deadlock detected" in str(error)) for error in failed] == [(BotError, True)]
    assert len(kept) == 1
