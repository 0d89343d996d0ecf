"""An event is taken in once, however often and wherever it arrives."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.store import inbox
from bot.store.store import Store


def take(store: Store, event_id: str, platform: str = "slack") -> bool:
    """Take one event in."""
    with store.begin() as connection:
        return inbox.claim(connection, platform, event_id, at=1.0)


def test_an_event_is_taken_in_once(store: Store) -> None:
    """The second time it is known."""
    assert take(store, "Ev1")
    assert not take(store, "Ev1")
    assert take(store, "Ev2")


def test_chats_may_use_the_same_ids(store: Store) -> None:
    """An event of one chat is not one of another."""
    take(store, "1")

    assert take(store, "1", platform="discord")


def test_an_event_whose_work_failed_can_be_taken_in_again(store: Store) -> None:
    """The claim is undone with the transaction that it belongs to."""

    def fail() -> None:
        with store.begin() as connection:
            inbox.claim(connection, "slack", "Ev1", at=1.0)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert take(store, "Ev1")


def test_of_many_at_once_one_gets_the_event(store: Store, database_url: str) -> None:
    """Two processes with four threads each see the same event."""
    other = Store.open(database_url)
    with ThreadPoolExecutor(8) as threads:
        won = list(threads.map(take, [store, other] * 4, ["Ev1"] * 8))
    other.close()

    assert won.count(True) == 1


def test_old_events_are_forgotten(store: Store) -> None:
    """Those from before a time, and no others."""
    with store.begin() as connection:
        inbox.claim(connection, "slack", "old", at=1.0)
        inbox.claim(connection, "slack", "new", at=2.0)
        inbox.prune(connection, before=2.0)

    assert take(store, "old")
    assert not take(store, "new")
