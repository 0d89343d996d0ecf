"""The ledger of what is owed to a chat: who may send it, and what came of it.

due -> sending -> sent | failed | skipped | due (refused for now) | unknown (nobody knows whether it arrived);
unknown -> sent (found in the chat's history) | due (not found there). ``unknown`` is never sent as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, case, delete, func, not_, select, update

from bot.store import insert
from bot.store.delivery import Delivery, DeliveryState, Ending, Lease
from bot.store.places import columns, is_in, place
from bot.store.tables import IS_OPEN, delivery

_OLDEST = (delivery.c.ready_at, delivery.c.created_at, delivery.c.id)
_IS_DUE = delivery.c.state == DeliveryState.DUE
_IS_SENDING = delivery.c.state == DeliveryState.SENDING
_IS_UNKNOWN = delivery.c.state == DeliveryState.UNKNOWN
_AS_STORED = tuple({field.name for field in fields(Delivery)} - {"place", "state"})


def add(connection: Connection, owed: Delivery) -> bool:
    """Enter a delivery, due or already claimed by its ``owner``; False when its id is there."""
    return insert.add(connection, delivery, _row(owed))


def add_all(connection: Connection, owed: Iterable[Delivery]) -> None:
    """Enter deliveries; those whose id, or whose subscription's time, is there are left out."""
    insert.add_all(connection, delivery, [_row(each) for each in owed])


def claim_due(connection: Connection, platform: str, lease: Lease, limit: int) -> tuple[Delivery, ...]:
    """Take those of a platform that are due, oldest first; what another is taking is left to it."""
    first = func.coalesce(delivery.c.first_try_at, lease.now)
    begun = {"state": DeliveryState.SENDING, "attempt": delivery.c.attempt + 1, "first_try_at": first}
    return _take(connection, _ready(connection, _IS_DUE & _is_on(platform), lease, limit), lease, begun)


def inspect(connection: Connection, platform: str, lease: Lease, limit: int) -> tuple[Delivery, ...]:
    """Take unknown ones whose quarantine is over, to be looked for in the chat's history; they stay unknown."""
    return _take(connection, _ready(connection, _IS_UNKNOWN & _is_on(platform), lease, limit), lease)


def settle(connection: Connection, delivery_id: str, owner: str, ending: Ending) -> bool:
    """Write down what came of it; False when the owner has lost it."""
    return _let_go(connection, delivery_id, owner, asdict(ending))


def sent(connection: Connection, posted: Delivery, message_id: str) -> bool:
    """Write down as which message it stands in the chat; False when its owner has lost it.

    What was rewritten since it was read is unknown again, and ready, so that somebody puts the message right.
    """
    is_same = delivery.c.payload == posted.payload
    state = case((is_same, DeliveryState.SENT), else_=DeliveryState.UNKNOWN)
    changes = {"state": state, "message_id": message_id, "ready_at": 0.0, "error": ""}
    return _let_go(connection, posted.id, posted.owner, changes)


def release(connection: Connection, delivery_id: str, owner: str, ready_at: float) -> bool:
    """Make it due again from a time on, since it surely did not arrive; False when the owner has lost it."""
    return _let_go(connection, delivery_id, owner, {"state": DeliveryState.DUE, "ready_at": ready_at, "error": ""})


def doubt(connection: Connection, delivery_id: str, owner: str, ready_at: float, reason: str) -> bool:
    """Say that it may have arrived, and why; ``ready_at`` ends its quarantine; False when the owner has lost it."""
    changes = {"state": DeliveryState.UNKNOWN, "ready_at": ready_at, "error": reason}
    return _let_go(connection, delivery_id, owner, changes)


def lapse(connection: Connection, now: float, ready_at: float) -> int:
    """Doubt all whose lease is over, since their owner died or stalled; how many they were."""
    over = update(delivery).where(IS_OPEN, _IS_SENDING, delivery.c.ready_at <= now)
    doubted = {"state": DeliveryState.UNKNOWN, "owner": "", "ready_at": ready_at, "error": "the sender did not report"}
    return connection.execute(over.values(doubted)).rowcount


def open_ones(connection: Connection, now: float, limit: int) -> tuple[Delivery, ...]:
    """What waits for somebody to act: due, unknown after its quarantine, or past its lease; oldest first."""
    statement = select(delivery).where(IS_OPEN, delivery.c.ready_at <= now).order_by(*_OLDEST).limit(limit)
    return _deliveries(connection.execute(statement).mappings())


def answering(connection: Connection, platform: str, workspace: str, event_id: str) -> Delivery | None:
    """The last delivery that answers an event, to be edited or deleted when its question is."""
    statement = select(delivery).where(is_in(delivery, platform, workspace), delivery.c.event_id == event_id)
    latest = statement.order_by(delivery.c.created_at.desc(), delivery.c.id).limit(1)
    return next(iter(_deliveries(connection.execute(latest).mappings())), None)


def rewrite(connection: Connection, delivery_id: str, payload: str) -> Delivery | None:
    """Put another payload into one, or "" to take it back for good; as it now is, None when it was taken back before.

    While it is open, whoever posts or finds it puts the message right; of one that is sent the caller has to.
    """
    theirs = update(delivery).where(delivery.c.id == delivery_id, delivery.c.payload != "")
    changed = connection.execute(theirs.values(payload=payload).returning(delivery))
    return next(iter(_deliveries(changed.mappings())), None)


def prune(connection: Connection, before: float) -> None:
    """Forget what was entered before a time and is settled."""
    connection.execute(delete(delivery).where(delivery.c.created_at < before, not_(IS_OPEN)))


def _is_on(platform: str) -> ColumnElement[bool]:
    """That a delivery is of a platform; an expression, or SQLite would search all of a platform, not what is open."""
    return delivery.c.platform.concat("") == platform


def _ready(connection: Connection, wanted: ColumnElement[bool], lease: Lease, limit: int) -> tuple[str, ...]:
    """The ids of those that are ready, locked until the transaction ends; what others have locked is passed over.

    Not a subquery of the update: PostgreSQL may run that again for each row, and then lock more than ``limit``.
    """
    ready = select(delivery.c.id).where(IS_OPEN, wanted, delivery.c.ready_at <= lease.now)
    return tuple(connection.scalars(ready.order_by(*_OLDEST).limit(limit).with_for_update(skip_locked=True)))


def _take(
    connection: Connection, ids: tuple[str, ...], lease: Lease, also: Mapping[str, Any] = MappingProxyType({})
) -> tuple[Delivery, ...]:
    if not ids:
        return ()
    taken = {"owner": lease.owner, "ready_at": lease.until, **also}
    statement = update(delivery).where(delivery.c.id.in_(ids)).values(taken).returning(delivery)
    by_id = {found.id: found for found in _deliveries(connection.execute(statement).mappings())}
    return tuple(by_id[each] for each in ids)


def _row(owed: Delivery) -> dict[str, Any]:
    return {name: getattr(owed, name) for name in _AS_STORED} | columns(owed.place) | {"state": owed.state}


def _let_go(connection: Connection, delivery_id: str, owner: str, changes: Mapping[str, Any]) -> bool:
    theirs = update(delivery).where(delivery.c.id == delivery_id, delivery.c.owner == owner, delivery.c.owner != "")
    return connection.execute(theirs.where(_IS_SENDING | _IS_UNKNOWN).values({**changes, "owner": ""})).rowcount == 1


def _deliveries(rows: Iterable[RowMapping]) -> tuple[Delivery, ...]:
    return tuple(
        Delivery(place=place(row), state=DeliveryState(row["state"]), **{name: row[name] for name in _AS_STORED})
        for row in rows
    )
