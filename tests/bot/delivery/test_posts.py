"""What nobody asked for: held to a rate, and paused when the chat will never take it."""

from dataclasses import replace
from datetime import time

import pytest

from bot.delivery import BusyError, Outbox, RefusedError, Timing, UnsureError
from bot.rate import Rate, Scope
from bot.store import claims, deliveries, posts, subscriptions
from bot.store.delivery import Delivery, DeliveryState
from bot.store.store import Store
from handlers.request import Place
from handlers.rhythm import EVERY_DAY, Rhythm
from handlers.state import Stage
from handlers.subscription import Kind, Subscription
from tests.bot.delivery.chat import Clock, FakeChat

HERE = Place("chat", "T1", "C1")
HELD = Subscription("s1", HERE, Kind.FACT, Rhythm(time(9), EVERY_DAY, "UTC"), next_at=90_000.0)
POST = Delivery("p1", HERE, "{}", created_at=990.0, ready_at=990.0, subscription_id="s1", scheduled_for=990.0)
RATE = Rate(2, 3, Scope.WORKSPACE)


@pytest.fixture
def paced(store: Store, chat: FakeChat, clock: Clock) -> Outbox:
    """An outbox whose posts are held to a rate."""
    return Outbox(store, {"chat": chat}, Timing(rates={"chat": RATE}), clock, clock)


def owe(store: Store, *owed: Delivery) -> None:
    """Enter deliveries, of a channel that has a subscription."""
    with store.begin() as connection:
        subscriptions.put(connection, HELD)
        deliveries.add_all(connection, owed)


def wave(workspace: str, count: int = 10) -> list[Delivery]:
    """Posts that are due in so many channels."""
    names = [f"{workspace}-{n}" for n in range(count)]
    return [replace(POST, id=n, subscription_id=n, place=Place("chat", workspace, n)) for n in names]


async def test_a_wave_goes_out_at_its_rate_and_replies_do_not_wait_for_it(
    store: Store, paced: Outbox, chat: FakeChat, clock: Clock
) -> None:
    """Another workspace has a rate of its own."""
    owe(store, *wave("T1"), *wave("T2", 2))

    await paced.tick()
    first = sorted(chat.posted)
    owe(store, replace(POST, id="reply", subscription_id="", scheduled_for=None))
    await paced.tick()
    clock.now += 1
    await paced.tick()

    assert first == ["T1-0", "T1-1", "T1-2", "T2-0", "T2-1"]
    assert chat.posted[5:] == ["reply", "T1-3", "T1-4"]


async def test_a_chat_that_is_busy_is_left_alone_by_the_whole_wave(
    store: Store, paced: Outbox, chat: FakeChat, clock: Clock
) -> None:
    """Each post would only be told the same."""
    chat.plan = [BusyError(30)]
    owe(store, *wave("T1", 1))
    await paced.tick()
    owe(store, *wave("T1"))

    await paced.tick()
    clock.now += 29
    await paced.tick()
    before = list(chat.posted)
    clock.now += 2
    await paced.tick()

    assert before == []
    assert len(chat.posted) == 3


async def test_what_the_chat_will_never_take_pauses_its_subscription(
    store: Store, outbox: Outbox, chat: FakeChat
) -> None:
    """Somebody is told once, what else is planned is taken back, and it says why."""
    chat.plan = [RefusedError("is_archived")]
    owe(store, POST, replace(POST, id="p2", scheduled_for=995.0, created_at=995.0, ready_at=995.0))

    await outbox.tick()
    await outbox.tick()

    with store.read() as connection:
        (held,) = subscriptions.of_channel(connection, HERE)
        told = [(post.stage, post.error) for post in posts.of_subscription(connection, "s1", 9)]
    assert (held.is_paused, held.paused_because) == (True, "is_archived")
    assert told == [(Stage.SKIPPED, "taken back"), (Stage.FAILED, "is_archived")]
    assert (chat.posted, chat.told) == ([], ["p1: is_archived"])


async def test_who_has_lost_a_post_pauses_nothing(store: Store, outbox: Outbox, chat: FakeChat, clock: Clock) -> None:
    """Another has taken over, and may have had more luck."""
    chat.plan = [RefusedError("is_archived")]
    post = outbox.claimed(POST)
    owe(store, post)
    with store.begin() as connection:
        claims.lapse(connection, "chat", clock.now + Timing().lease, clock.now + 99)

    assert await outbox.post(post) is DeliveryState.FAILED
    with store.read() as connection:
        (held,) = subscriptions.of_channel(connection, HERE)
    assert (held.is_paused, chat.told) == (False, [])


async def test_a_refused_reply_pauses_nothing(store: Store, outbox: Outbox, chat: FakeChat) -> None:
    """What comes by itself may still be welcome."""
    chat.plan = [RefusedError("thread_locked")]
    owe(store, replace(POST, subscription_id="", scheduled_for=None))

    await outbox.tick()

    with store.read() as connection:
        (held,) = subscriptions.of_channel(connection, HERE)
    assert not held.is_paused


async def test_what_failed_while_it_was_looked_for_is_not_posted_twice_by_a_replay(
    store: Store, outbox: Outbox, chat: FakeChat, clock: Clock
) -> None:
    """The bot was taken out of the channel between the post and the look."""
    chat.plan, find = [UnsureError("cut")], chat.find

    async def out(_delivery: Delivery) -> str:
        raise RefusedError("not_in_channel")

    owe(store, POST)
    await outbox.tick()
    clock.now += 40
    vars(chat)["find"] = out
    await outbox.tick()
    vars(chat)["find"] = find
    with store.begin() as connection:
        again = deliveries.replay(connection, (), clock.now)
    await outbox.tick()

    assert [each.id for each in again] == chat.posted == ["p1"]


async def test_what_an_ended_subscription_brought_is_not_replayed(
    store: Store, outbox: Outbox, chat: FakeChat, clock: Clock
) -> None:
    """Nobody wants it there any more."""
    chat.plan = [RefusedError("not_in_channel")]
    owe(store, POST)
    await outbox.tick()

    with store.begin() as connection:
        subscriptions.end(connection, HELD.id, clock.now)
        again = deliveries.replay(connection, (), clock.now)

    assert again == ()
