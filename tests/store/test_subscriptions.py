"""Subscriptions as they are kept."""

from dataclasses import replace
from datetime import time

import pytest
from sqlalchemy.exc import IntegrityError

from bot.store import subscriptions
from bot.store.store import Store
from handlers.daily import Cursor
from handlers.request import Place
from handlers.rhythm import WEEKDAYS, Rhythm
from handlers.subscription import Kind, Subscription

HERE = Place("slack", "T1", "C1")
FACT = Subscription(
    "s1",
    HERE,
    Kind.FACT,
    Rhythm(time(9, 30), WEEKDAYS, "Europe/Paris"),
    ("cainiao", "alipay"),
    next_at=100.0,
    cursor=Cursor("00ff", 2),
    created_at=1.0,
    skips_quiet=True,
)
DIGEST = replace(FACT, id="s2", kind=Kind.DIGEST, topics=(), next_at=None, paused_because="not_in_channel")
NEXT_DOOR = replace(FACT, id="s3", place=Place("slack", "T1", "C2"))
ABROAD = replace(FACT, id="s4", place=Place("slack", "T2", "C1"))


@pytest.fixture
def held(store: Store) -> Store:
    """A store with two subscriptions of a channel, one of another, and one of another workspace."""
    with store.begin() as connection:
        for each in (FACT, DIGEST, NEXT_DOOR, ABROAD):
            subscriptions.put(connection, each)
    return store


def test_a_subscription_comes_back_as_it_was_put(held: Store) -> None:
    """By its channel, whatever the thread, and by its workspace."""
    with held.read() as connection:
        assert subscriptions.of_channel(connection, replace(HERE, thread="1.1")) == (DIGEST, FACT)
        assert subscriptions.of_workspace(connection, "slack", "T1") == (DIGEST, FACT, NEXT_DOOR)


def test_a_channel_has_one_of_each_kind(held: Store) -> None:
    """A second one would post twice."""
    with pytest.raises(IntegrityError), held.begin() as connection:
        subscriptions.put(connection, replace(FACT, id="other"))


def test_those_that_are_due_come_the_longest_overdue_first(held: Store) -> None:
    """Of all workspaces; not what is paused."""
    with held.begin() as connection:
        subscriptions.put(connection, replace(ABROAD, next_at=50.0))

        assert [each.id for each in subscriptions.due(connection, 49.0, 9)] == []
        assert [each.id for each in subscriptions.due(connection, 100.0, 9)] == ["s4", "s1", "s3"]
        assert [each.id for each in subscriptions.due(connection, 100.0, 1)] == ["s4"]


def test_what_has_ended_is_held_no_more_but_found(held: Store) -> None:
    """It is neither listed nor due; who subscribes again goes on where it stopped."""
    with held.begin() as connection:
        subscriptions.end(connection, "s1", at=60.0)

        assert subscriptions.of_channel(connection, HERE) == (DIGEST,)
        assert subscriptions.of_workspace(connection, "slack", "T1") == (DIGEST, NEXT_DOOR)
        assert FACT not in subscriptions.due(connection, 1_000.0, 9)
        assert subscriptions.find(connection, "s1") == replace(FACT, next_at=None)

        subscriptions.put(connection, FACT)

        assert subscriptions.of_channel(connection, HERE) == (DIGEST, FACT)


def test_what_nobody_had_is_not_found(held: Store) -> None:
    """Nor is anything made of it."""
    with held.begin() as connection:
        assert subscriptions.find(connection, "s9") is None


def test_a_pause_says_why(held: Store) -> None:
    """And for that one alone."""
    with held.begin() as connection:
        subscriptions.pause(connection, "s1", "is_archived")

        paused = replace(FACT, next_at=None, paused_because="is_archived")
        assert subscriptions.of_workspace(connection, "slack", "T1") == (DIGEST, paused, NEXT_DOOR)
