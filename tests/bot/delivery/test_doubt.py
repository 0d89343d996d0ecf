"""Posts of which nobody knows what became of them: looked up before anything is posted again."""

import pytest

from bot.delivery import Outbox, Timing, UnsureError
from bot.store.delivery import DeliveryState
from bot.store.store import Store
from tests.bot.delivery.chat import Clock, FakeChat
from tests.bot.delivery.owed import owed, state


@pytest.mark.parametrize("takes", [True, False])
async def test_a_lost_answer_is_looked_up_before_anything_is_posted_again(
    store: Store, outbox: Outbox, chat: FakeChat, clock: Clock, *, takes: bool
) -> None:
    """Posted once, whether the chat had taken it or not."""
    chat.plan, chat.takes = [UnsureError("reset")], takes
    await outbox.post(owed(store, outbox))
    in_doubt = state(store)

    clock.now += Timing().quarantine + 1
    await outbox.tick()
    await outbox.tick()

    assert in_doubt is DeliveryState.UNKNOWN
    assert chat.posted == ["one"]
    assert state(store) is DeliveryState.SENT


async def test_doubt_rests_until_the_history_must_show_it(
    store: Store, outbox: Outbox, chat: FakeChat, clock: Clock
) -> None:
    """A history that lags would deny what is there."""
    chat.plan, chat.takes = [UnsureError("reset")], False
    await outbox.post(owed(store, outbox))

    clock.now += Timing().quarantine - 1
    await outbox.tick()

    assert chat.posted == []
    assert state(store) is DeliveryState.UNKNOWN


async def test_doubt_rests_as_long_when_the_clock_is_set_forward(store: Store, chat: FakeChat, clock: Clock) -> None:
    """The chat knows nothing of our clock."""
    steady = Clock()
    outbox = Outbox(store, {"chat": chat}, clock=clock, steady=steady)
    chat.plan, chat.takes = [UnsureError("reset")], False
    await outbox.post(owed(store, outbox))

    clock.now += 3_600
    steady.now += Timing().quarantine
    await outbox.tick()
    steady.now += Timing().quarantine
    await outbox.tick()
    before = tuple(chat.posted)
    steady.now += 1
    await outbox.tick()

    assert (before, chat.posted) == ((), ["one"])


async def test_a_history_that_cannot_be_read_leaves_the_doubt(
    store: Store, outbox: Outbox, chat: FakeChat, clock: Clock
) -> None:
    """Nothing is posted on a guess."""
    chat.plan, chat.is_readable = [UnsureError("reset")], False
    await outbox.post(owed(store, outbox))

    clock.now += Timing().quarantine + 1
    await outbox.tick()

    assert chat.posted == ["one"]
    assert state(store) is DeliveryState.UNKNOWN


async def test_a_doubt_that_is_never_cleared_up_ends_when_the_reply_would_be_too_late(
    store: Store, outbox: Outbox, chat: FakeChat, clock: Clock
) -> None:
    """A history that is too long to be read would be read for ever."""
    chat.plan, chat.is_readable = [UnsureError("reset")], False
    await outbox.post(owed(store, outbox))

    clock.now += Timing().catch_up + 1
    await outbox.tick()

    assert chat.posted == ["one"]
    assert state(store) is DeliveryState.SKIPPED


async def test_a_chat_that_never_answers_is_given_up_after_the_timeout(
    store: Store, chat: FakeChat, clock: Clock
) -> None:
    """The post's own time is bounded, and its end is in doubt."""
    chat.hangs = True
    outbox = Outbox(store, {"chat": chat}, Timing(timeout=0.01), clock)
    await outbox.post(owed(store, outbox))

    assert state(store) is DeliveryState.UNKNOWN
