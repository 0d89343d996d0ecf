"""What is kept, and for how long."""

from dataclasses import replace
from datetime import time

import pytest
from sqlalchemy import Table, func, select

from bot.store import deliveries, inbox, oauth_states, questions, retention, shown, subscriptions, threads, votes
from bot.store.delivery import Delivery, DeliveryState
from bot.store.questions import Asked
from bot.store.store import Store
from bot.store.tables import delivery, oauth_state, question, subscription, thread, vote
from bot.store.tables import inbox as events
from bot.store.tables import shown as seen
from bot.store.votes import Vote
from handlers.card import Context
from handlers.request import Place
from handlers.rhythm import EVERY_DAY, Rhythm
from handlers.subscription import Kind, Subscription

PLACE = Place("slack", "T1", "C1", "1.1")
DAY = 86_400.0
ASKED = Asked("answered", PLACE, "ada", "When?", "answer", "answer", (), at=0.0)
WEEKLY = Subscription("s1", PLACE, Kind.DIGEST, Rhythm(time(9), EVERY_DAY, "UTC"))
OWED = Delivery("sent", PLACE, "{}", state=DeliveryState.SENT)


@pytest.fixture
def full(store: Store) -> Store:
    """A store with something of each kind, all at time 0."""
    with store.begin() as connection:
        inbox.claim(connection, "slack", "Ev1", at=0.0)
        threads.save(connection, PLACE, Context(), at=0.0)
        questions.add(connection, ASKED, replace(ASKED, id="gap", outcome="none"))
        votes.cast(connection, Vote("answered", "ada", is_helpful=True, reason="", at=0.0))
        deliveries.add(connection, OWED)
        deliveries.add(connection, replace(OWED, id="due", state=DeliveryState.DUE))
        deliveries.add(connection, replace(OWED, id="post", subscription_id="s1", scheduled_for=0.0))
        shown.add(connection, [(OWED, ["p1"])])
        for each in (Kind.FACT, Kind.DIGEST):
            subscriptions.put(connection, replace(WEEKLY, id=each, kind=each))
        subscriptions.end(connection, Kind.FACT, at=0.0)
        oauth_states.use(connection, "digest", expires_at=600.0, now=0.0)
    return store


@pytest.mark.parametrize(
    ("table", "days", "left"),
    [
        (oauth_state, 1, 0),
        (events, 7, 0),
        (thread, 7, 0),
        (delivery, 30, 2),  # what is open, and a post, which may have to be corrected
        (delivery, 180, 1),
        (question, 180, 1),
        (vote, 180, 0),
        (seen, 180, 0),
        (subscription, 180, 1),
    ],
    ids=str,
)
def test_each_kind_is_kept_for_its_time(full: Store, table: Table, days: int, left: int) -> None:
    """Until the last day all is there; after it, only what is still open."""

    def rows(now: float) -> int:
        with full.begin() as connection:
            retention.prune(connection, now)
            return connection.execute(select(func.count()).select_from(table)).scalar_one()

    before = rows((days - 1) * DAY)
    after = rows(days * DAY + 1)

    assert (before > left, after) == (True, left)


def test_what_is_open_is_kept(full: Store) -> None:
    """A gap until it is resolved, a delivery until it is settled."""
    with full.begin() as connection:
        retention.prune(connection, 1_000 * DAY)

        assert [gap.id for gap in questions.gaps(connection, "slack", "T1", limit=9)] == ["gap"]
        assert [owed.id for owed in deliveries.open_ones(connection, 1_000 * DAY, limit=9)] == ["due"]
