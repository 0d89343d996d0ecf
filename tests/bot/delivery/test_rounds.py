"""A round takes more as soon as it can, and ends when it is told to."""

import asyncio
from typing import Any

import pytest

from bot.delivery import Outbox
from bot.errors import BotError
from bot.store import claims, deliveries
from bot.store.delivery import Delivery, DeliveryState
from bot.store.store import Store
from handlers.request import Place
from tests.bot.delivery.chat import Clock, FakeChat


def owe(store: Store, count: int) -> None:
    """Let so many channels be owed something."""
    with store.begin() as connection:
        names = [f"d{number}" for number in range(count)]
        deliveries.add_all(connection, [Delivery(name, Place("chat", "T1", name), "{}") for name in names])


async def test_a_round_posts_all_that_is_due(store: Store, outbox: Outbox, chat: FakeChat, clock: Clock) -> None:
    """However much it is."""
    clock.now = 10.0
    owe(store, 250)

    await outbox.tick()

    assert len(set(chat.posted)) == len(chat.posted) == 250


async def test_one_that_is_slow_does_not_keep_the_next_from_being_taken(
    store: Store, chat: FakeChat, clock: Clock
) -> None:
    """The chat is silent to one post; others come meanwhile."""
    clock.now = 10.0
    outbox, send = Outbox(store, {"chat": chat}, clock=clock, steady=clock), chat.send

    async def silent_once(delivery: Delivery) -> str:
        if delivery.id == "d0":
            owe(store, 2)
            await asyncio.Event().wait()
        return await send(delivery)

    vars(chat)["send"] = silent_once
    owe(store, 1)
    async with asyncio.timeout(8):
        ticking = asyncio.create_task(outbox.tick())
        await chat.is_posted_to.wait()
    ticking.cancel()
    await asyncio.gather(ticking, return_exceptions=True)

    assert chat.posted == ["d1"]


async def test_a_fault_in_one_costs_no_other(store: Store, outbox: Outbox, chat: FakeChat, clock: Clock) -> None:
    """It is raised when the others are done, and nothing more is taken before."""
    clock.now = 10.0
    send = chat.send

    async def faulty(delivery: Delivery) -> str:
        if delivery.id == "d0":
            raise BotError("away")
        return await send(delivery)

    vars(chat)["send"] = faulty
    owe(store, 3)

    with pytest.raises(BotError, match="away"):
        await outbox.tick()

    assert sorted(chat.posted) == ["d1", "d2"]


async def test_who_stops_finishes_what_is_under_way_and_takes_nothing_more(
    store: Store, chat: FakeChat, clock: Clock
) -> None:
    """Nothing is left in doubt."""
    clock.now = 10.0
    outbox, goes_on, is_sending, send = (
        Outbox(store, {"chat": chat}, clock=clock),
        asyncio.Event(),
        asyncio.Event(),
        chat.send,
    )

    async def slow(delivery: Delivery) -> str:
        is_sending.set()
        await goes_on.wait()
        return await send(delivery)

    vars(chat)["send"] = slow
    owe(store, 1)
    ticking = asyncio.create_task(outbox.tick())
    await is_sending.wait()
    stopping = asyncio.create_task(outbox.stop(5))
    await asyncio.sleep(0)
    goes_on.set()
    await stopping
    await ticking
    owe(store, 2)
    await outbox.tick()

    assert chat.posted == ["d0"]


async def test_what_is_taken_as_the_bot_begins_to_stop_is_left_to_others(
    store: Store, outbox: Outbox, chat: FakeChat, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A post that is begun then would be cut off, and doubted."""
    clock.now, loop, claim_due = 10.0, asyncio.get_running_loop(), claims.claim_due

    def stopped_meanwhile(*known: Any) -> tuple[Delivery, ...]:
        taken = claim_due(*known)
        asyncio.run_coroutine_threadsafe(outbox.stop(5), loop).result(5)
        return taken

    monkeypatch.setattr(claims, "claim_due", stopped_meanwhile)
    owe(store, 3)

    await outbox.tick()

    with store.read() as connection:
        left = deliveries.open_ones(connection, clock.now, 10)
    assert chat.posted == []
    assert [each.state for each in left] == [DeliveryState.DUE] * 3


async def test_what_a_sender_that_died_left_does_not_wait_for_the_end_of_a_wave(
    store: Store, outbox: Outbox, chat: FakeChat, clock: Clock
) -> None:
    """It is doubted, looked for and posted while the wave goes on."""
    clock.now, send = 10.0, chat.send
    left = Delivery("left", Place("chat", "T1", "C1"), "{}", state=DeliveryState.SENDING, owner="dead", ready_at=15.0)

    async def slow(delivery: Delivery) -> str:
        clock.now += 10
        if len(chat.posted) < 12:
            with store.begin() as connection:
                name = f"w{len(chat.posted)}"
                deliveries.add(connection, Delivery(name, Place("chat", "T1", name), "{}", created_at=clock.now))
        return await send(delivery)

    vars(chat)["send"] = slow
    owe(store, 1)
    with store.begin() as connection:
        deliveries.add(connection, left)

    await outbox.tick()

    assert "left" in chat.posted[:-3]
