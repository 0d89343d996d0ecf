"""What channels were shown."""

from dataclasses import replace
from datetime import time

import pytest

from bot.store import deliveries, shown, subscriptions
from bot.store.delivery import Delivery, DeliveryState
from bot.store.store import Store
from handlers.request import Place
from handlers.rhythm import EVERY_DAY, Rhythm
from handlers.subscription import Kind, Subscription

HERE = Place("slack", "T1", "C1")
OWED = Delivery("d1", HERE, "{}", created_at=10.0, subscription_id="s1", scheduled_for=10.0)


def show(store: Store, owed: Delivery, *passages: str) -> None:
    """Enter a delivery and what it shows."""
    with store.begin() as connection:
        deliveries.add(connection, owed)
        shown.add(connection, [(owed, passages)])


def test_a_channel_has_seen_what_all_its_posts_showed(store: Store) -> None:
    """Each once, and nothing of another channel's."""
    show(store, OWED, "a", "b")
    show(store, replace(OWED, id="d2", scheduled_for=11.0, state=DeliveryState.SENT), "b", "c")
    show(store, replace(OWED, id="d3", subscription_id="s2", place=Place("slack", "T1", "C2")), "z")
    show(store, replace(OWED, id="d4", subscription_id="s3", place=Place("slack", "T2", "C1")), "z")

    with store.read() as connection:
        assert shown.seen(connection, replace(HERE, thread="1.1")) == {"a", "b", "c"}


@pytest.mark.parametrize("state", [DeliveryState.SKIPPED, DeliveryState.FAILED])
def test_what_never_came_was_not_seen(store: Store, state: DeliveryState) -> None:
    """Not even when its delivery is forgotten."""
    show(store, replace(OWED, state=state), "a")

    with store.begin() as connection:
        before = shown.seen(connection, HERE)
        shown.prune(connection, 0.0)
        deliveries.prune(connection, 20.0, posts_before=20.0)
        after = shown.seen(connection, HERE)

    assert (before, after) == (frozenset(), frozenset())


def test_what_came_is_remembered_when_its_delivery_is_forgotten(store: Store) -> None:
    """Until its own time is over."""
    show(store, replace(OWED, state=DeliveryState.SENT), "a")

    with store.begin() as connection:
        deliveries.prune(connection, 20.0, posts_before=20.0)
        shown.prune(connection, 10.0)
        kept = shown.seen(connection, HERE)
        shown.prune(connection, 11.0)
        forgotten = shown.seen(connection, HERE)

    assert (kept, forgotten) == (frozenset({"a"}), frozenset())


def test_posts_that_stand_in_their_channels_are_found_by_what_they_show(store: Store) -> None:
    """The newest first; not what never came, nor what was taken back."""
    sent = replace(OWED, state=DeliveryState.SENT, message_id="1.1")
    show(store, sent, "a", "b")
    show(store, replace(sent, id="d2", scheduled_for=12.0, created_at=12.0), "b", "c")
    show(store, replace(sent, id="d3", scheduled_for=13.0, state=DeliveryState.FAILED), "b")
    show(store, replace(sent, id="d4", scheduled_for=14.0, payload=""), "b")

    with store.read() as connection:
        found = [(post.id, passage) for post, passage in shown.standing(connection, {"a", "b"})]
        assert found == [("d2", "b"), ("d1", "a"), ("d1", "b")]
        assert shown.standing(connection, ()) == ()
        assert shown.passages(connection) == {"a", "b", "c"}


def test_a_post_is_corrected_as_it_was_read_or_not_at_all(store: Store) -> None:
    """Somebody may have changed it meanwhile; then what it shows stays known."""
    sent = replace(OWED, state=DeliveryState.SENT, message_id="1.1")
    show(store, sent, "a", "b")

    with store.begin() as connection:
        other = shown.correct(connection, replace(sent, payload="[]"), "new", ["a"])
        before = shown.passages(connection)
        done = shown.correct(connection, sent, "new", ["a"])
        (left,) = deliveries.open_ones(connection, 0.0, 9)

        assert (other, done, before, shown.passages(connection)) == (False, True, {"a", "b"}, {"b"})
        assert left == replace(sent, state=DeliveryState.UNKNOWN, payload="new", ready_at=0.0)


def test_a_post_may_show_nothing(store: Store) -> None:
    """A digest of news alone."""
    show(store, OWED)

    with store.read() as connection:
        assert shown.seen(connection, HERE) == frozenset()


def test_what_the_digests_of_channels_showed_lately(store: Store) -> None:
    """Of each its own; nothing of facts, nothing older, nothing that never came."""
    nine, next_door = Rhythm(time(9), EVERY_DAY, "UTC"), Place("slack", "T1", "C2")
    with store.begin() as connection:
        for name, kind, place in (("s1", Kind.DIGEST, HERE), ("s2", Kind.FACT, HERE), ("s3", Kind.DIGEST, next_door)):
            subscriptions.put(connection, Subscription(name, place, kind, nine))
    show(store, OWED, "a", "b")
    show(store, replace(OWED, id="d2", scheduled_for=9.0), "old")
    show(store, replace(OWED, id="d3", scheduled_for=11.0, state=DeliveryState.FAILED), "never")
    show(store, replace(OWED, id="d4", subscription_id="s2"), "fact")
    show(store, replace(OWED, id="d5", subscription_id="s3", place=next_door, state=DeliveryState.SENT), "c")

    with store.read() as connection:
        found = shown.in_digests(connection, ["s2", "s3", "s9"], 10.0)

    assert found == {"s2": {"a", "b"}, "s3": {"c"}}
