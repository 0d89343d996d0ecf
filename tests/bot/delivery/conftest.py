"""What the tests of the outbox share: a clock, a chat, and an outbox over the store."""

import pytest

from bot.delivery import Outbox
from bot.store.store import Store
from tests.bot.delivery.chat import Clock, FakeChat


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
