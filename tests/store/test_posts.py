"""What became of the posts of a subscription."""

from dataclasses import replace

import pytest

from bot.store import deliveries, posts
from bot.store.delivery import Delivery, DeliveryState
from bot.store.store import Store
from handlers.request import Place
from handlers.state import Posted, Stage

OWED = Delivery("d1", Place("slack", "T1", "C1"), "{}", subscription_id="s1", scheduled_for=10.0)


def owe(store: Store, *owed: Delivery) -> None:
    """Enter deliveries."""
    with store.begin() as connection:
        deliveries.add_all(connection, owed)


@pytest.mark.parametrize(
    ("state", "posted"),
    [
        (DeliveryState.DUE, Posted(10.0, Stage.PLANNED)),
        (DeliveryState.SENDING, Posted(10.0, Stage.CLAIMED)),
        (DeliveryState.UNKNOWN, Posted(10.0, Stage.SENT)),
        (DeliveryState.SENT, Posted(10.0, Stage.CONFIRMED, message_id="1.5")),
        (DeliveryState.SKIPPED, Posted(10.0, Stage.SKIPPED, "why")),
        (DeliveryState.FAILED, Posted(10.0, Stage.FAILED, "why")),
    ],
)
def test_a_post_says_how_far_it_came(store: Store, state: DeliveryState, posted: Posted) -> None:
    """And what ended it, if something did."""
    owe(store, replace(OWED, state=state, error="why", message_id=posted.message_id))

    with store.read() as connection:
        assert posts.of_subscription(connection, "s1", 9) == (posted,)


def test_the_newest_posts_come_first_and_no_others(store: Store) -> None:
    """Neither another subscription's, nor replies."""
    earlier, later = replace(OWED, id="d0", scheduled_for=5.0), replace(OWED, id="d2", scheduled_for=15.0)
    reply = replace(OWED, id="d4", subscription_id="", scheduled_for=None)
    owe(store, later, OWED, earlier, replace(OWED, id="d3", subscription_id="s2"), reply)

    with store.read() as connection:
        assert [post.scheduled_for for post in posts.of_subscription(connection, "s1", 2)] == [15.0, 10.0]


def test_the_last_is_the_newest_that_was_or_may_be_posted(store: Store) -> None:
    """What was skipped or refused told nobody anything."""
    with store.read() as connection:
        before = posts.last(connection, "s1")
    owe(
        store,
        replace(OWED, state=DeliveryState.SENT),
        replace(OWED, id="d2", scheduled_for=20.0, state=DeliveryState.SKIPPED),
        replace(OWED, id="d3", scheduled_for=30.0, state=DeliveryState.FAILED),
    )

    with store.read() as connection:
        assert (before, posts.last(connection, "s1")) == (None, 10.0)


def test_what_is_open_is_taken_back_and_what_stands_in_the_channel_is_left(store: Store) -> None:
    """What nobody has begun to post is skipped; whoever posts or finds the rest skips or deletes it."""
    owe(
        store,
        OWED,
        replace(OWED, id="d2", scheduled_for=20.0, state=DeliveryState.SENT),
        replace(OWED, id="d3", subscription_id="s2"),
    )

    with store.begin() as connection:
        posts.take_back(connection, "s1")
        found = {
            each: deliveries.rewrite(connection, each, "changed") is not None for each in ("d1", "d2", "d3")
        }  # what was taken back cannot be rewritten

    assert found == {"d1": False, "d2": True, "d3": True}
