"""The outbox: every delivery posted once, whatever the chat answers and wherever the process ends."""

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.delivery import BusyError, Outbox, PostError, RefusedError, Timing, UnsureError
from bot.store import deliveries
from bot.store.delivery import Delivery, DeliveryState
from bot.store.store import Store
from handlers.request import Place

PLACE = Place("chat", "T1", "C1", "1.0")


@dataclass
class Clock:
    """A clock that is set by hand."""

    now: float = 1_000.0

    def __call__(self) -> float:
        """The time that is set."""
        return self.now


@dataclass
class FakeChat:
    """A chat that does what it is told to: ``plan`` holds what comes of each post, None for its being taken.

    A post whose answer is lost is taken all the same when ``takes`` says so.
    """

    plan: list[PostError | None] = field(default_factory=list)
    takes: bool = True
    is_readable: bool = True
    hangs: bool = False
    posted: list[str] = field(default_factory=list)
    corrected: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    async def send(self, delivery: Delivery) -> str:
        """Do what comes next in the plan."""
        if self.hangs:
            await asyncio.Event().wait()
        trouble = self.plan.pop(0) if self.plan else None
        if trouble is None or (isinstance(trouble, UnsureError) and self.takes):
            self.posted.append(delivery.id)
        if trouble:
            raise trouble
        return f"m-{delivery.id}"

    async def find(self, delivery: Delivery) -> str | None:
        """What was taken, when the history can be read."""
        if not self.is_readable:
            raise UnsureError("history is away")
        return f"m-{delivery.id}" if delivery.id in self.posted else None

    async def correct(self, delivery: Delivery, message_id: str) -> None:
        """Note what the message is to be."""
        self.corrected.append(f"{message_id}: {delivery.payload}")

    async def refused(self, delivery: Delivery, reason: str) -> None:
        """Note what was told."""
        self.told.append(f"{delivery.id}: {reason}")


@pytest.fixture
def clock() -> Clock:
    """The time."""
    return Clock()


@pytest.fixture
def chat() -> FakeChat:
    """The chat."""
    return FakeChat()


@pytest.fixture
def outbox(store: Store, chat: FakeChat, clock: Clock) -> Outbox:
    """An outbox over the store."""
    return Outbox(store, {"chat": chat}, clock=clock, steady=clock)


def owed(store: Store, outbox: Outbox, name: str = "one") -> Delivery:
    """A delivery that is added and claimed."""
    delivery = outbox.claimed(Delivery(name, PLACE, "{}", event_id=name))
    with store.begin() as connection:
        deliveries.add(connection, delivery)
    return delivery


def rewrite(store: Store, payload: str, name: str = "one") -> None:
    """Have another payload in the place of a delivery's, or none."""
    with store.begin() as connection:
        assert deliveries.rewrite(connection, name, payload)


def state(store: Store, name: str = "one") -> DeliveryState:
    """What the store says of a delivery."""
    with store.read() as connection:
        found = deliveries.answering(connection, PLACE.platform, PLACE.workspace, name)
    assert found
    return found.state


async def doubt(store: Store, outbox: Outbox, chat: FakeChat, *, takes: bool) -> None:
    """Post a delivery whose answer is lost."""
    chat.plan, chat.takes = [UnsureError("reset")], takes
    await outbox.post(owed(store, outbox))


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


async def test_a_chat_that_never_answers_is_given_up_after_the_timeout(
    store: Store, chat: FakeChat, clock: Clock
) -> None:
    """The post's own time is bounded, and its end is in doubt."""
    chat.hangs = True
    outbox = Outbox(store, {"chat": chat}, Timing(timeout=0.01), clock)
    await outbox.post(owed(store, outbox))

    assert state(store) is DeliveryState.UNKNOWN


async def test_two_processes_share_the_work(store: Store, chat: FakeChat, clock: Clock) -> None:
    """What is due is posted by one of them."""
    first, second = (Outbox(store, {"chat": chat}, clock=clock) for _ in range(2))
    with store.begin() as connection:
        for number in range(10):
            deliveries.add(connection, Delivery(f"d{number}", PLACE, "{}", created_at=clock.now))

    await asyncio.gather(first.tick(), second.tick())

    assert sorted(chat.posted) == sorted(f"d{number}" for number in range(10))
