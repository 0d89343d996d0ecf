"""Which sentences each channel was shown unasked: a digest does not tell them again."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, select

from bot.store import insert
from bot.store.delivery import Delivery, DeliveryState
from bot.store.places import columns, is_in
from bot.store.tables import delivery, shown
from handlers.request import Place

_UNPOSTED = select(delivery.c.id).where(
    delivery.c.id == shown.c.delivery_id, delivery.c.state.in_((DeliveryState.SKIPPED, DeliveryState.FAILED))
)


def add(connection: Connection, owed: Iterable[tuple[Delivery, Iterable[str]]]) -> None:
    """Remember which passages, by id, deliveries show."""
    insert.add_all(connection, shown, [_row(each, passage) for each, passages in owed for passage in passages])


def seen(connection: Connection, place: Place) -> frozenset[str]:
    """The ids of the passages that a channel was shown, or is about to be; not those of what never came."""
    here = is_in(shown, place.platform, place.workspace, place.channel)
    return frozenset(connection.scalars(select(shown.c.passage).where(here, ~_UNPOSTED.exists())))


def prune(connection: Connection, before: float) -> None:
    """Forget what was shown before a time, and what never came."""
    connection.execute(delete(shown).where((shown.c.shown_at < before) | _UNPOSTED.exists()))


def _row(owed: Delivery, passage: str) -> dict[str, Any]:
    here = {name: value for name, value in columns(owed.place).items() if name != "thread"}
    return {"delivery_id": owed.id, "passage": passage, "shown_at": owed.created_at, **here}
