"""Replies that the outbox posts to Discord once, whatever becomes of the post."""

import asyncio

import pytest

from bot.delivery import Outbox, Timing
from bot.store import deliveries
from bot.store.delivery import Delivery, DeliveryState
from tests.discord.chat.bench import MINUTES, POST, Bench
from tests.discord.fake.faults import Fault


@pytest.mark.parametrize(
    "fault", [Fault(status=503), Fault(is_cut=True), Fault(is_cut=True, is_done=True)], ids=["503", "cut", "lost"]
)
@pytest.mark.parametrize("seconds", [0, MINUTES], ids=["soon", "late"])
async def test_a_reply_is_posted_once_whatever_becomes_of_the_post(bench: Bench, fault: Fault, seconds: float) -> None:
    """By the outbox, within the time of the nonce and after it."""
    bench.discord.faults.add(POST, fault)
    outbox, delivery = filed(bench)

    state = await outbox.post(delivery)
    bench.discord.pass_time(seconds)
    await outbox.tick()

    assert state is DeliveryState.UNKNOWN
    assert len(bench.said()) == 1
    assert is_settled(bench)


async def test_a_reply_that_takes_too_long_is_posted_once(bench: Bench) -> None:
    """It is done after the first attempt was given up, and the second comes to the same message."""
    gate = asyncio.Event()
    bench.discord.faults.add(POST, Fault(gate=gate))
    outbox, delivery = filed(bench)

    state = await outbox.post(delivery)
    gate.set()
    await bench.discord.until(bench.said)
    await outbox.tick()

    assert state is DeliveryState.UNKNOWN
    assert len(bench.said()) == 1
    assert is_settled(bench)


def filed(bench: Bench) -> tuple[Outbox, Delivery]:
    """An outbox of little patience, and what it owes."""
    timing = Timing(timeout=0.5, taken_within=0, shown_within=0, margin=0.1)
    now = bench.discord.clock.now
    outbox = Outbox(bench.store, {"discord": bench.chat}, timing, now, now)
    delivery = outbox.claimed(bench.owed())
    with bench.store.begin() as connection:
        deliveries.add(connection, delivery)
    return outbox, delivery


def is_settled(bench: Bench) -> bool:
    """Whether nothing is owed any more."""
    with bench.store.read() as connection:
        return not deliveries.open_ones(connection, bench.discord.clock.now() + MINUTES, 9)
