"""Many take from one ledger: nothing is taken twice, nothing is left."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from bot.rate import Wave
from bot.store import claims, deliveries
from bot.store.delivery import Delivery, DeliveryState, Ending, Lease
from bot.store.store import Store
from handlers.request import Place

PLATFORM = "slack"
OWED = [Delivery(f"d{number}", Place(PLATFORM, "T1", f"C{number}"), "{}", ready_at=1.0) for number in range(200)]


@pytest.fixture
def ledger(store: Store) -> Store:
    """A store where two hundred deliveries are due."""
    with store.begin() as connection:
        for owed in OWED:
            deliveries.add(connection, owed)
    return store


def test_no_delivery_is_given_to_two(ledger: Store, database_url: str) -> None:
    """Two processes with four threads each take all that is due, three at a time."""
    other = Store.open(database_url)

    def take_three(store: Store) -> tuple[Delivery, ...]:
        with store.begin() as connection:
            return claims.claim_due(
                connection, PLATFORM, Lease(uuid4().hex, now=2.0, until=62.0), limit=3, wave=Wave(None)
            )

    def take(store: Store) -> list[str]:
        taken: list[str] = []
        while batch := take_three(store):
            taken += [delivery.id for delivery in batch]
        return taken

    with ThreadPoolExecutor(8) as threads:
        taken = Counter(name for names in threads.map(take, [ledger, other] * 4) for name in names)
    other.close()

    assert taken == Counter(owed.id for owed in OWED)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_what_another_is_taking_is_passed_over(ledger: Store, database_url: str) -> None:
    """On PostgreSQL nobody waits: each takes what the others leave."""
    other = Store.open(database_url)
    with ledger.begin() as mine, other.begin() as theirs:
        first = claims.claim_due(mine, PLATFORM, Lease("ours", now=2.0, until=62.0), limit=120, wave=Wave(None))
        second = claims.claim_due(theirs, PLATFORM, Lease("theirs", now=2.0, until=62.0), limit=120, wave=Wave(None))
    other.close()

    assert len(first) == 120
    assert {delivery.id for delivery in (*first, *second)} == {owed.id for owed in OWED}


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_what_another_is_writing_to_does_not_lapse(ledger: Store, database_url: str) -> None:
    """On PostgreSQL nobody waits for an owner that reports late: all others that are past their lease are doubted."""
    other = Store.open(database_url)
    with ledger.begin() as connection:
        taken = claims.claim_due(connection, PLATFORM, Lease("dead", 2.0, 62.0), limit=3, wave=Wave(None))
    late, *others = (delivery.id for delivery in taken)
    with other.begin() as theirs, ledger.begin() as mine:
        deliveries.settle(theirs, late, "dead", Ending(DeliveryState.SENT))
        claims.lapse(mine, PLATFORM, now=62.0, ready_at=92.0)
    other.close()

    with ledger.read() as connection:
        assert [delivery.id for delivery in deliveries.newest(connection, [DeliveryState.SENT], 9)] == [late]
        assert {delivery.id for delivery in deliveries.newest(connection, [DeliveryState.UNKNOWN], 9)} == {*others}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_is_due_is_found_by_the_index_of_what_is_open(ledger: Store) -> None:
    """The ledger keeps what was sent for a month; finding what is due must not read all of that."""
    seen: list[str] = []
    with ledger.begin() as connection:
        raw = connection.connection.driver_connection
        assert raw
        raw.set_trace_callback(seen.append)
        claims.claim_due(connection, PLATFORM, Lease("ours", now=2.0, until=62.0), limit=300, wave=Wave(None))
        raw.set_trace_callback(None)
        queries = [statement for statement in seen if statement.startswith("SELECT")]
        plans = [str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}").all()) for query in queries]

    assert [plan.partition("USING INDEX ix_delivery_open_")[2].partition(" ")[0] for plan in plans] == [
        "reply",
        "channel",
        "post",
    ]
