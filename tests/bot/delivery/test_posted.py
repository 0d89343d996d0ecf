"""The outbox: every delivery posted once, whatever the chat answers and wherever the process ends."""

import asyncio
from dataclasses import replace

import pytest

from bot.delivery import BusyError, Outbox, RefusedError, Timing
from bot.store import deliveries
from bot.store.delivery import Delivery, DeliveryState
from bot.store.store import Store
from tests.bot.delivery.chat import Clock, FakeChat
from tests.bot.delivery.owed import PLACE, owed, state


async def test_what_the_chat_takes_is_sent(store: Store, outbox: Outbox, chat: FakeChat) -> None:
    """The usual way: posted and settled."""
    await outbox.post(owed(store, outbox))

    assert chat.posted == ["one"]
    assert state(store) is DeliveryState.SENT


async def test_a_busy_chat_is_asked_again_when_it_said(
    store: Store, outbox: Outbox, chat: FakeChat, clock: Clock
) -> None:
    """Not before the time it named, and once after."""
    chat.plan = [BusyError(30)]
    await outbox.post(owed(store, outbox))

    clock.now += 29
    await outbox.tick()
    before = list(chat.posted)
    clock.now += 2
    await outbox.tick()
    await outbox.tick()

    assert before == []
    assert chat.posted == ["one"]
    assert state(store) is DeliveryState.SENT


async def test_a_refusal_is_final_and_somebody_is_told(store: Store, outbox: Outbox, chat: FakeChat) -> None:
    """What a chat will never take is not tried again."""
    chat.plan = [RefusedError("not_in_channel")]
    await outbox.post(owed(store, outbox))
    await outbox.tick()

    assert chat.posted == []
    assert chat.told == ["one: not_in_channel"]
    assert state(store) is DeliveryState.FAILED


@pytest.mark.parametrize("was_posted", [True, False])
async def test_a_process_that_ends_between_claim_and_settling_costs_nothing(
    store: Store, outbox: Outbox, chat: FakeChat, clock: Clock, *, was_posted: bool
) -> None:
    """Another takes over when the lease is past, and looks before it posts."""
    owed(store, outbox)
    if was_posted:
        chat.posted.append("one")

    for _ in range(3):
        clock.now += Timing().lease + 1
        await outbox.tick()

    assert chat.posted == ["one"]
    assert state(store) is DeliveryState.SENT


async def test_a_process_that_was_frozen_past_its_lease_posts_nothing(
    store: Store, outbox: Outbox, chat: FakeChat, clock: Clock
) -> None:
    """Another may have taken over meanwhile."""
    delivery = owed(store, outbox)
    clock.now += Timing().lease - Timing().timeout
    await outbox.post(delivery)

    assert chat.posted == []
    assert state(store) is DeliveryState.DUE


async def test_a_machine_that_slept_past_a_lease_posts_nothing(store: Store, chat: FakeChat, clock: Clock) -> None:
    """The clock that nobody sets slept, too."""
    outbox = Outbox(store, {"chat": chat}, clock=clock, steady=Clock())
    delivery = owed(store, outbox)
    clock.now += Timing().may_post_for
    await outbox.post(delivery)

    assert chat.posted == []


async def test_a_clock_that_is_set_back_does_not_lengthen_a_lease(store: Store, chat: FakeChat, clock: Clock) -> None:
    """How long it has lasted is measured by a clock that nobody sets."""
    steady = Clock()
    outbox = Outbox(store, {"chat": chat}, clock=clock, steady=steady)
    delivery = owed(store, outbox)
    clock.now -= 3_600
    steady.now += Timing().lease - Timing().timeout
    await outbox.post(delivery)

    assert chat.posted == []


async def test_what_is_hours_late_is_skipped_and_says_so(
    store: Store, outbox: Outbox, chat: FakeChat, clock: Clock
) -> None:
    """An answer to yesterday's question would only surprise."""
    chat.plan = [BusyError(1)]
    await outbox.post(owed(store, outbox))

    clock.now += Timing().catch_up + 2
    await outbox.tick()

    assert chat.posted == []
    assert state(store) is DeliveryState.SKIPPED


async def test_two_processes_share_the_work(store: Store, chat: FakeChat, clock: Clock) -> None:
    """What is due is posted by one of them."""
    first, second = (Outbox(store, {"chat": chat}, clock=clock) for _ in range(2))
    with store.begin() as connection:
        for number in range(10):
            here = replace(PLACE, channel=f"C{number}")
            deliveries.add(connection, Delivery(f"d{number}", here, "{}", created_at=clock.now))

    await asyncio.gather(first.tick(), second.tick())

    assert sorted(chat.posted) == sorted(f"d{number}" for number in range(10))
