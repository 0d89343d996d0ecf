"""What a channel gets first, and what waits for what."""

from dataclasses import replace

import pytest

from bot.rate import Wave
from bot.store import claims, deliveries
from bot.store.delivery import Delivery, DeliveryState, Lease
from bot.store.store import Store
from handlers.request import Place

PLACE = Place("slack", "T1", "C1")
REPLY = Delivery("reply", PLACE, "{}", ready_at=100.0, created_at=100.0)
POST = replace(REPLY, id="post", subscription_id="s1", scheduled_for=100.0)
TRIED = replace(POST, id="tried", subscription_id="s0", created_at=99.0, first_try_at=100.0)
LEASE = Lease("ours", now=110.0, until=170.0)
AT_ONCE = 9


def claimed(store: Store, *owed: Delivery, now: float = LEASE.now) -> list[str]:
    """What is taken at a time, of what is entered before."""
    with store.begin() as connection:
        deliveries.add_all(connection, owed)
        found = claims.claim_due(connection, "slack", replace(LEASE, now=now), AT_ONCE, Wave(None))
    return [each.id for each in found]


def settle(store: Store, name: str) -> None:
    """Let one be sent."""
    with store.begin() as connection:
        sent = replace(POST, id=name, owner=LEASE.owner)
        assert deliveries.sent(connection, sent, "m1")


def test_replies_go_before_posts(store: Store) -> None:
    """However long the posts have waited."""
    elsewhere = (
        replace(POST, id=f"p{n}", subscription_id=f"s{n}", place=Place("slack", "T1", f"D{n}")) for n in range(9)
    )

    taken = claimed(store, *elsewhere, replace(REPLY, ready_at=109.0, created_at=109.0))

    assert (taken[0], len(taken)) == ("reply", AT_ONCE)


def test_a_channel_gets_its_posts_one_at_a_time_in_the_order_in_which_they_are_due(store: Store) -> None:
    """The next when the one before has arrived."""
    later = replace(POST, id="a", subscription_id="s2", scheduled_for=105.0, created_at=105.0, ready_at=105.0)

    first, meanwhile = claimed(store, later, POST), claimed(store, now=111.0)
    settle(store, "post")
    second = claimed(store, now=112.0)

    assert (first, meanwhile, second) == (["post"], [], ["a"])


def test_other_channels_do_not_wait(store: Store) -> None:
    """Nor a channel of another workspace that happens to have the same id."""
    others = (
        replace(POST, id="a", subscription_id="a", place=Place("slack", "T2", "C1")),
        replace(POST, id="b", subscription_id="b", place=Place("slack", "T1", "C2")),
    )

    assert sorted(claimed(store, POST, *others)) == ["a", "b", "post"]


@pytest.mark.parametrize("state", [DeliveryState.DUE, DeliveryState.SENDING, DeliveryState.UNKNOWN])
def test_a_post_waits_for_the_one_before_whatever_became_of_it(store: Store, state: DeliveryState) -> None:
    """Until it is settled; but for ten minutes at most, for order is worth less than the post."""
    held = replace(TRIED, state=state, ready_at=1_000.0)

    soon, late = claimed(store, held, POST, now=110.0), claimed(store, now=1_001.0)

    assert soon == []
    assert "post" in late


def test_a_post_is_looked_at_again_when_what_it_waits_for_may_be_over(store: Store) -> None:
    """And not before: a wave of what waits would be read again and again."""
    doubted = replace(TRIED, state=DeliveryState.UNKNOWN, ready_at=140.0)
    claimed(store, doubted, POST)

    with store.read() as connection:
        assert [each.ready_at for each in deliveries.open_ones(connection, 150.0, 9)] == [140.0, 140.0]


@pytest.mark.parametrize(
    ("reply", "taken"),
    [
        (replace(REPLY, ready_at=140.0, first_try_at=100.0), []),
        (replace(REPLY, state=DeliveryState.SENDING, ready_at=160.0, first_try_at=100.0), []),
        (replace(REPLY, state=DeliveryState.UNKNOWN, ready_at=140.0, first_try_at=100.0), ["post"]),
    ],
    ids=["refused for now", "being sent", "in doubt"],
)
def test_a_post_lets_replies_go_first(store: Store, reply: Delivery, taken: list[str]) -> None:
    """Also those that came later; but not those of which nobody knows."""
    assert claimed(store, replace(reply, created_at=109.0), POST) == taken


def test_a_reply_waits_for_no_post(store: Store) -> None:
    """Nor for a reply of which nobody knows whether it arrived."""
    post = replace(TRIED, state=DeliveryState.SENDING, ready_at=170.0)
    doubted = replace(REPLY, id="doubted", created_at=99.0, state=DeliveryState.UNKNOWN, ready_at=140.0)

    assert claimed(store, post, doubted, REPLY) == ["reply"]


def test_what_waits_keeps_nothing_else_from_being_taken(store: Store) -> None:
    """More that wait than are taken at once, and one behind them."""
    busy = [replace(POST, id=f"p{n:02}", subscription_id=f"s{n}", created_at=100.0 + n) for n in range(3 * AT_ONCE)]
    behind = replace(POST, id="z", subscription_id="z", place=Place("slack", "T1", "C2"), ready_at=109.0)

    first = claimed(store, *busy, behind)
    second = claimed(store)

    assert (first, second) == (["p00"], ["z"])
