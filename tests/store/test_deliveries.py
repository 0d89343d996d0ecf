"""The ledger: every step of a delivery, and who may take it."""

from dataclasses import replace

import pytest
from sqlalchemy import Connection, update
from sqlalchemy.exc import IntegrityError

from bot.rate import Wave
from bot.store import claims, deliveries
from bot.store.delivery import Delivery, DeliveryState, Ending, Lease
from bot.store.store import Store
from bot.store.tables import delivery
from handlers.request import Place

PLATFORM = "slack"
PLACE = Place(PLATFORM, "T1", "C1", "1.1")
OWED = Delivery("d1", PLACE, '{"text": "阿里 \\u0000"}', event_id="C1:1.1", ready_at=10.0, created_at=10.0)
LEASE = Lease("ours", now=11.0, until=71.0)
SENDING = replace(
    OWED, state=DeliveryState.SENDING, attempt=1, owner="ours", ready_at=LEASE.until, first_try_at=LEASE.now
)
ANY = Wave(None)
SENT = Ending(DeliveryState.SENT, message_id="1.2")


def claim(connection: Connection, lease: Lease) -> Delivery | None:
    """The one delivery that is due, taken."""
    return next(iter(claims.claim_due(connection, PLATFORM, lease, limit=1, wave=ANY)), None)


def the(connection: Connection) -> Delivery | None:
    """The delivery as it stands."""
    return deliveries.answering(connection, "slack", "T1", "C1:1.1")


def test_what_is_due_is_claimed_once(store: Store) -> None:
    """Then it is being sent, by its owner, for the length of the lease."""
    with store.begin() as connection:
        deliveries.add(connection, OWED)

        assert claim(connection, LEASE) == SENDING
        assert claim(connection, replace(LEASE, owner="theirs")) is None
        assert the(connection) == SENDING


def test_a_delivery_can_be_entered_as_claimed(store: Store) -> None:
    """A reply is sent at once by whoever owes it."""
    with store.begin() as connection:
        assert deliveries.add(connection, SENDING)
        assert deliveries.settle(connection, "d1", "ours", SENT)


def test_a_delivery_is_entered_once(store: Store) -> None:
    """The first one stays as it is."""
    with store.begin() as connection:
        assert deliveries.add(connection, OWED)
        assert not deliveries.add(connection, replace(OWED, payload="{}"))
        assert the(connection) == OWED


def test_nothing_is_claimed_before_its_time(store: Store) -> None:
    """However many are asked for."""
    early = Lease("ours", now=9.9, until=69.9)
    with store.begin() as connection:
        deliveries.add(connection, OWED)

        assert claims.claim_due(connection, PLATFORM, early, limit=9, wave=ANY) == ()


def test_the_oldest_are_claimed_first(store: Store) -> None:
    """As many as are asked for."""
    with store.begin() as connection:
        for name, ready_at in (("d1", 3.0), ("d2", 1.0), ("d3", 2.0)):
            deliveries.add(connection, replace(OWED, id=name, ready_at=ready_at, place=Place(PLATFORM, "T1", name)))
        first = claims.claim_due(connection, PLATFORM, LEASE, limit=2, wave=ANY)
        rest = claims.claim_due(connection, PLATFORM, LEASE, limit=2, wave=ANY)

    assert [claimed.id for claimed in first] == ["d2", "d3"]
    assert [claimed.id for claimed in rest] == ["d1"]


@pytest.mark.parametrize(
    "ending",
    [SENT, Ending(DeliveryState.FAILED, error="not_in_channel"), Ending(DeliveryState.SKIPPED, error="7 hours late")],
)
def test_an_ending_is_final(store: Store, ending: Ending) -> None:
    """It is written down once and never claimed again."""
    with store.begin() as connection:
        deliveries.add(connection, SENDING)

        assert deliveries.settle(connection, "d1", "ours", ending)
        assert not deliveries.settle(connection, "d1", "ours", SENT)
        assert not deliveries.release(connection, "d1", "ours", ready_at=0.0)
        assert claim(connection, LEASE) is None
        assert the(connection) == replace(
            SENDING, state=ending.state, owner="", message_id=ending.message_id, error=ending.error
        )


def test_a_refusal_for_now_makes_it_due_again(store: Store) -> None:
    """The next try counts; the first one's time stays."""
    later = Lease("second", now=42.0, until=102.0)
    with store.begin() as connection:
        deliveries.add(connection, SENDING)

        assert deliveries.release(connection, "d1", "ours", ready_at=41.0)
        assert the(connection) == replace(OWED, attempt=1, ready_at=41.0, first_try_at=11.0)
        assert claim(connection, LEASE) is None
        claimed = claim(connection, later)

    assert claimed == replace(SENDING, attempt=2, owner="second", ready_at=102.0)


def test_what_is_doubted_is_looked_for_before_it_is_due_again(store: Store) -> None:
    """It is nobody's until its quarantine ends, then one's alone, and never claimed for sending."""
    looking = Lease("finder", now=50.0, until=110.0)
    with store.begin() as connection:
        deliveries.add(connection, SENDING)

        assert deliveries.doubt(connection, "d1", "ours", ready_at=50.0, reason="timeout")
        assert claims.inspect(connection, PLATFORM, replace(looking, now=49.0), limit=9) == ()
        assert claims.claim_due(connection, PLATFORM, looking, limit=9, wave=ANY) == ()
        (doubted,) = claims.inspect(connection, PLATFORM, looking, limit=9)
        assert claims.inspect(connection, PLATFORM, replace(looking, owner="late"), limit=9) == ()
        assert deliveries.release(connection, "d1", "finder", ready_at=51.0)
        assert claim(connection, replace(looking, now=51.0))

    assert doubted == replace(
        SENDING, state=DeliveryState.UNKNOWN, owner="finder", ready_at=looking.until, error="timeout"
    )


def test_a_search_that_died_is_taken_over(store: Store) -> None:
    """After its lease another may look, and the first one's finding counts no more."""
    with store.begin() as connection:
        deliveries.add(connection, replace(SENDING, state=DeliveryState.UNKNOWN, owner="", ready_at=50.0))
        claims.inspect(connection, PLATFORM, Lease("first", now=50.0, until=60.0), limit=9)
        (taken,) = claims.inspect(connection, PLATFORM, Lease("second", now=60.0, until=70.0), limit=9)

        assert taken.owner == "second"
        assert not deliveries.release(connection, "d1", "first", ready_at=61.0)
        assert deliveries.settle(connection, "d1", "second", SENT)


def test_a_lost_lease_cannot_settle(store: Store) -> None:
    """Once it ran out, the delivery is in doubt, and its owner may not say what came of it."""
    with store.begin() as connection:
        deliveries.add(connection, SENDING)

        claims.lapse(connection, PLATFORM, now=70.9, ready_at=100.0)
        before = the(connection)
        claims.lapse(connection, "discord", now=71.0, ready_at=100.0)
        elsewhere = the(connection)
        claims.lapse(connection, PLATFORM, now=71.0, ready_at=101.0)

        assert before == elsewhere == SENDING
        assert not deliveries.settle(connection, "d1", "ours", SENT)
        assert not deliveries.release(connection, "d1", "ours", ready_at=0.0)
        assert not deliveries.doubt(connection, "d1", "ours", ready_at=0.0, reason="timeout")
        assert the(connection) == replace(
            SENDING, state=DeliveryState.UNKNOWN, owner="", ready_at=101.0, error="the sender did not report"
        )


def test_what_is_nobodys_can_be_settled_by_nobody(store: Store) -> None:
    """An empty owner is no owner."""
    with store.begin() as connection:
        deliveries.add(connection, replace(SENDING, state=DeliveryState.UNKNOWN, owner=""))

        assert not deliveries.settle(connection, "d1", "", SENT)


def test_what_waits_for_somebody_is_listed(store: Store) -> None:
    """Due, in doubt or past its lease, once its time has come; never what is settled."""
    with store.begin() as connection:
        for at, state in enumerate(DeliveryState):
            deliveries.add(connection, replace(OWED, id=state.value, state=state, owner="ours", ready_at=float(at)))

        assert [each.id for each in deliveries.open_ones(connection, now=9.0, limit=9)] == ["due", "sending", "unknown"]
        assert [each.id for each in deliveries.open_ones(connection, now=1.0, limit=9)] == ["due", "sending"]
        assert [each.id for each in deliveries.open_ones(connection, now=9.0, limit=1)] == ["due"]


def test_the_last_reply_to_an_event_is_found(store: Store) -> None:
    """In its own workspace alone."""
    with store.begin() as connection:
        deliveries.add(connection, OWED)
        deliveries.add(connection, replace(OWED, id="d0", created_at=20.0))

        assert deliveries.answering(connection, "slack", "T1", "C1:1.1") == replace(OWED, id="d0", created_at=20.0)
        assert deliveries.answering(connection, "slack", "T2", "C1:1.1") is None
        assert deliveries.answering(connection, "slack", "T1", "C1:9.9") is None


def test_a_state_that_does_not_exist_is_refused(store: Store) -> None:
    """A slip of ours must not end up in the ledger."""
    with store.begin() as connection:
        deliveries.add(connection, OWED)

    with pytest.raises(IntegrityError), store.begin() as connection:
        connection.execute(update(delivery).values(state="lost"))


def test_what_is_owed_on_another_platform_is_left_to_it(store: Store) -> None:
    """A process without that chat could do nothing with it."""
    with store.begin() as connection:
        deliveries.add(connection, OWED)
        deliveries.add(connection, replace(SENDING, id="d2", state=DeliveryState.UNKNOWN, ready_at=1.0))

        assert claims.claim_due(connection, "discord", LEASE, limit=9, wave=ANY) == ()
        assert claims.inspect(connection, "discord", LEASE, limit=9) == ()
        assert [each.id for each in claims.claim_due(connection, PLATFORM, LEASE, limit=9, wave=ANY)] == ["d1"]
        assert [each.id for each in claims.inspect(connection, PLATFORM, LEASE, limit=9)] == ["d2"]
