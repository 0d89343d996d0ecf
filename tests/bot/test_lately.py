"""A digest goes on where the last one stopped, however early or late it was put together; on each database."""

from datetime import UTC, datetime, time

import pytest

from bot.lately import lately
from bot.store import articles, deliveries, questions
from bot.store.delivery import Delivery, DeliveryState
from bot.store.questions import Asked
from bot.store.store import Store
from handlers.request import Place
from handlers.rhythm import Rhythm
from handlers.subscription import Kind, Subscription

MONDAY = datetime(2026, 11, 23, 8, 30, tzinfo=UTC).timestamp()
WEEK = 7 * 86_400.0
HERE = Place("slack", "T1", "C1")
DIGEST = Subscription(
    "s1", HERE, Kind.DIGEST, Rhythm(time(8, 30), frozenset({0}), "UTC"), next_at=MONDAY, created_at=MONDAY - 4 * WEEK
)
POSTED = Delivery(
    "d1", HERE, "{}", state=DeliveryState.SENT, created_at=MONDAY, subscription_id="s1", scheduled_for=MONDAY
)


def told(store: Store, now: float, due: float) -> tuple[list[str], list[str]]:
    """The articles and the questions that a digest has to tell of."""
    with store.read() as connection:
        found = lately(connection, DIGEST, now, due)
    return [each.article for each in found.news], [each.id for each in found.answered]


@pytest.mark.parametrize(
    ("at", "composed", "first", "second"),
    [
        pytest.param(-3600.0, -30.0, True, False, id="before"),
        pytest.param(-45.0, -30.0, False, True, id="within the last minute"),
        pytest.param(-10.0, -30.0, False, True, id="after it was put together"),
        pytest.param(9_000.0, 9_010.0, False, True, id="after an outage, when the next start brought it"),
    ],
)
def test_each_thing_is_told_once(store: Store, at: float, composed: float, *, first: bool, second: bool) -> None:
    """By the digest of Monday or by that of the Monday after."""
    with store.begin() as connection:
        articles.note(connection, {"old": "1"}, MONDAY - 5 * WEEK)
        articles.note(connection, {"old": "1", "new": "1"}, MONDAY + at)
        questions.add(connection, Asked("q1", HERE, "ada", "When?", "answer", "answer", ("p1",), MONDAY + at))

    this = told(store, MONDAY + composed, MONDAY)
    with store.begin() as connection:
        deliveries.add_all(connection, [POSTED])
    following = told(store, MONDAY + WEEK - 30, MONDAY + WEEK)

    assert this == ((["new"], ["q1"]) if first else ([], []))
    assert following == ((["new"], ["q1"]) if second else ([], []))
