"""Which sentences each channel was shown unasked: a digest does not tell them again."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, delete, select

from bot.store import deliveries, insert
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


def passages(connection: Connection) -> set[str]:
    """The ids of all that any channel was shown."""
    return set(connection.scalars(select(shown.c.passage).distinct()))


def standing(connection: Connection, wanted: Collection[str]) -> tuple[tuple[Delivery, str], ...]:
    """The posts that stand in their channels and show one of some passages, each with it; the newest first."""
    if not wanted:
        return ()
    there = select(delivery, shown.c.passage).join(shown, shown.c.delivery_id == delivery.c.id)
    theirs = there.where(shown.c.passage.in_(wanted), delivery.c.state == DeliveryState.SENT, delivery.c.payload != "")
    newest = connection.execute(
        theirs.order_by(delivery.c.created_at.desc(), delivery.c.id, shown.c.passage)
    ).mappings()
    return tuple((deliveries.of(row), row["passage"]) for row in newest)


def correct(connection: Connection, posted: Delivery, payload: str, gone: Iterable[str]) -> bool:
    """Have a post that stands in its channel say something else, and show some passages no more; False if it moved on.

    It is unknown until whoever looks for it next has put its message right.
    """
    if not deliveries.revise(connection, posted, payload):
        return False
    showing = shown.c.delivery_id == posted.id
    connection.execute(delete(shown).where(showing, shown.c.passage.in_(tuple(gone))))
    return True
