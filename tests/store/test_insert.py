"""Rows that are entered together."""

import pytest

from bot.store import deliveries
from bot.store.delivery import Delivery, DeliveryState
from bot.store.store import Store
from handlers.request import Place

HERE = Place("slack", "T1", "C1")
SIMPLE = Delivery("d1", HERE, "{}", created_at=1.0)
POST = Delivery(
    "d2",
    HERE,
    r'{"text": "\u0000 菜鸟 \" \\"}',
    ready_at=1_763_802_000.123456,
    first_try_at=0.1 + 0.2,
    attempt=3,
    created_at=2.0,
    subscription_id="s1",
    scheduled_for=1_763_802_000.0,
)


def stored(store: Store) -> tuple[Delivery, ...]:
    """All that is there."""
    with store.read() as connection:
        return deliveries.newest(connection, tuple(DeliveryState), 9)


def test_rows_come_back_as_they_were_entered(store: Store) -> None:
    """Numbers to the last bit, what is missing as missing, and whatever a text holds."""
    with store.begin() as connection:
        deliveries.add_all(connection, [SIMPLE, POST])

    assert stored(store) == (POST, SIMPLE)


@pytest.mark.parametrize(("text", "kept"), [("a\0b", "ab"), ("a\ud800b", "a?b")])
def test_what_no_database_takes_is_left_out(store: Store, text: str, kept: str) -> None:
    """One character that cannot be stored costs nobody their post."""
    with store.begin() as connection:
        deliveries.add_all(connection, [SIMPLE, Delivery("d2", HERE, text)])

    assert {each.payload for each in stored(store)} == {"{}", kept}


def test_what_is_there_is_left_as_it_was(store: Store) -> None:
    """By its id, or by its subscription and time, also within one call; the others are entered."""
    again = Delivery("d3", HERE, "other", subscription_id=POST.subscription_id, scheduled_for=POST.scheduled_for)
    new = Delivery("d4", HERE, "new", created_at=3.0)
    with store.begin() as connection:
        deliveries.add_all(connection, [SIMPLE])
        deliveries.add_all(connection, [Delivery("d1", HERE, "other"), POST, again, new, new])

    assert stored(store) == (new, POST, SIMPLE)


def test_nothing_may_be_entered(store: Store) -> None:
    """It is no error that nothing is owed."""
    with store.begin() as connection:
        deliveries.add_all(connection, [])

    assert stored(store) == ()
