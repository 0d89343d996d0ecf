"""Subscriptions that are due, put into a bot's store before it starts."""

from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from bot.store import subscriptions
from bot.store.delivery import Delivery
from bot.store.places import place
from bot.store.store import Store
from bot.store.tables import delivery
from handlers.request import Place
from handlers.rhythm import EVERY_DAY, Rhythm
from handlers.subscription import Kind, Subscription

FACT, DIGEST = "fac70fac70fa", "d19e57d19e57"


def subscribed(folder: Path, place: Place, kind: Kind = Kind.FACT, since_due: float = 0.0, **more: Any) -> Store:
    """The store of a data folder in which a place has a subscription that was due so many seconds ago; to be closed."""
    store = Store.open(folder / "dossier.sqlite3")
    now = datetime.now(UTC)
    at = now.timestamp() - since_due
    due = datetime.fromtimestamp(at, UTC)
    rhythm = Rhythm(time(due.hour, due.minute), EVERY_DAY, "UTC")
    number = FACT if kind is Kind.FACT else DIGEST
    wanted = Subscription(number, place, kind, rhythm, next_at=at, created_at=at)
    with store.begin() as connection:
        subscriptions.put(connection, replace(wanted, **more))
    return store


def the_delivery(store: Store) -> Delivery:
    """What a subscription owed, the one thing there is."""
    with store.read() as connection:
        row = connection.execute(delivery.select()).mappings().one()
        return Delivery(row["id"], place(row), row["payload"], row["event_id"])
