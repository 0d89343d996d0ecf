"""Each chat is dealt with by itself."""

import asyncio

from bot.delivery import BusyError, Outbox, UnsureError
from bot.store.delivery import DeliveryState
from bot.store.store import Store
from tests.bot.delivery.chat import Clock, FakeChat
from tests.bot.delivery.owed import owed, state


async def test_what_is_owed_to_a_chat_that_is_elsewhere_is_left_to_it(
    store: Store, outbox: Outbox, clock: Clock
) -> None:
    """Two processes with a chat each share one store."""
    elsewhere = Outbox(store, {"other": FakeChat()}, clock=clock, steady=clock)
    chat = FakeChat(plan=[BusyError(1.0)])
    here = Outbox(store, {"chat": chat}, clock=clock, steady=clock)
    await here.post(owed(store, here))
    clock.now += 2

    await elsewhere.tick()
    left = state(store)
    await outbox.tick()

    assert left is DeliveryState.DUE
    assert state(store) is DeliveryState.SENT


async def test_a_chat_that_is_silent_holds_up_no_other(store: Store, clock: Clock) -> None:
    """Nor does one doubt hold up the next."""
    silent, chat = FakeChat(plan=[UnsureError("cut")], takes=False), FakeChat(plan=[BusyError(1.0)])
    vars(silent)["find"] = lambda _: asyncio.Event().wait()
    both = Outbox(store, {"silent": silent, "chat": chat}, clock=clock, steady=clock)
    await both.post(owed(store, both, "doubted", "silent"))
    await both.post(owed(store, both))
    clock.now += 40

    async with asyncio.timeout(5):
        ticking = asyncio.create_task(both.tick())
        await chat.is_posted_to.wait()
    is_waiting = not ticking.done()
    ticking.cancel()
    await asyncio.gather(ticking, return_exceptions=True)

    assert chat.posted == ["one"]
    assert is_waiting
