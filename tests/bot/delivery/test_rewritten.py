"""Deliveries that are rewritten or taken back, wherever they stand."""

import pytest

from bot.delivery import BusyError, Outbox, Timing, UnsureError
from bot.store import deliveries
from bot.store.delivery import DeliveryState
from bot.store.store import Store
from tests.bot.delivery.chat import Clock, FakeChat
from tests.bot.delivery.owed import owed, state


def rewrite(store: Store, payload: str, name: str = "one") -> None:
    """Have another payload in the place of a delivery's, or none."""
    with store.begin() as connection:
        assert deliveries.rewrite(connection, name, payload)


async def doubt(store: Store, outbox: Outbox, chat: FakeChat, *, takes: bool) -> None:
    """Post a delivery whose answer is lost."""
    chat.plan, chat.takes = [UnsureError("reset")], takes
    await outbox.post(owed(store, outbox))


async def test_what_is_rewritten_while_it_is_posted_is_put_right(store: Store, outbox: Outbox, chat: FakeChat) -> None:
    """The chat has taken what it was before."""
    delivery = owed(store, outbox)
    rewrite(store, '"new"')
    await outbox.post(delivery)
    posted = state(store)
    await outbox.tick()
    await outbox.tick()

    assert posted is DeliveryState.UNKNOWN
    assert chat.posted == ["one"]
    assert chat.corrected == ['m-one: "new"']
    assert state(store) is DeliveryState.SENT


@pytest.mark.parametrize("takes", [True, False])
async def test_what_is_rewritten_while_in_doubt_is_corrected_where_it_stands_or_posted_as_it_is_now(
    store: Store, outbox: Outbox, chat: FakeChat, clock: Clock, *, takes: bool
) -> None:
    """Once somebody has looked."""
    await doubt(store, outbox, chat, takes=takes)
    rewrite(store, '"new"')

    clock.now += Timing().quarantine + 1
    await outbox.tick()
    await outbox.tick()

    assert (chat.posted, chat.corrected) == (["one"], ['m-one: "new"'] * takes)
    assert state(store) is DeliveryState.SENT


async def test_what_is_taken_back_while_in_doubt_is_not_posted_again(
    store: Store, outbox: Outbox, chat: FakeChat, clock: Clock
) -> None:
    """The chat never took it."""
    await doubt(store, outbox, chat, takes=False)
    rewrite(store, "")

    clock.now += Timing().quarantine + 1
    await outbox.tick()
    await outbox.tick()

    assert (chat.posted, chat.corrected) == ([], [])
    assert state(store) is DeliveryState.SKIPPED


async def test_what_is_taken_back_while_it_is_due_is_not_posted(
    store: Store, outbox: Outbox, chat: FakeChat, clock: Clock
) -> None:
    """And it can be taken back once."""
    chat.plan = [BusyError(30)]
    await outbox.post(owed(store, outbox))
    rewrite(store, "")
    with store.begin() as connection:
        again = deliveries.rewrite(connection, "one", '"new"')

    clock.now += 31
    await outbox.tick()

    assert again is None
    assert chat.posted == []
    assert state(store) is DeliveryState.SKIPPED
