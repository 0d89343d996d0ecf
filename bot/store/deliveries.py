"""The ledger of what is owed to a chat, and what came of it; who may act on it, ``claims`` says.

due -> sending -> sent | failed | skipped | due (refused for now) | unknown (nobody knows whether it arrived);
unknown -> sent (found in the chat's history) | due (not found there). ``unknown`` is never sent as it is.
What answers somebody is a reply, what a subscription brings is a post.

Who locks several in one transaction does so by their ids (``in_turn``), and their subscription before them: so one may
wait for another, and never both.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Update,
    bindparam,
    case,
    delete,
    literal,
    not_,
    select,
    update,
)

from bot.store import insert
from bot.store.delivery import Delivery, DeliveryState, Ending
from bot.store.places import columns, is_in, place
from bot.store.tables import IS_OPEN, IS_REPLY, IS_SCHEDULED, delivery, subscription

_OLDEST = (delivery.c.ready_at, delivery.c.id)
_IS_TAKEN = (delivery.c.state == DeliveryState.SENDING) | (delivery.c.state == DeliveryState.UNKNOWN)


def _letting_go(*names: str, **values: ColumnElement[Any]) -> Update:
    """What lets go of a delivery that its owner still holds, with new values; made once, for making it takes longer."""
    theirs = update(delivery).where(delivery.c.id == bindparam("which"), delivery.c.owner == bindparam("whose"))
    new: dict[str, ColumnElement[Any]] = {name: bindparam(f"new_{name}") for name in names}
    return theirs.where(delivery.c.owner != "", _IS_TAKEN).values({**new, **values, "owner": ""})


_IS_AS_POSTED = delivery.c.payload == bindparam("new_payload")
_SENT = _letting_go(
    *("message_id", "ready_at", "error"),
    state=case((_IS_AS_POSTED, literal(DeliveryState.SENT)), else_=literal(DeliveryState.UNKNOWN)),
)
_SETTLED = _letting_go("state", "message_id", "error")
_OPEN = _letting_go("state", "ready_at", "error")
_AS_STORED = tuple({field.name for field in fields(Delivery)} - {"place", "state"})


def add(connection: Connection, owed: Delivery) -> bool:
    """Enter a delivery, due or already claimed by its ``owner``; False when its id is there."""
    return insert.add(connection, delivery, _row(owed))


def add_all(connection: Connection, owed: Iterable[Delivery]) -> None:
    """Enter deliveries; those whose id, or whose subscription's time, is there are left out."""
    insert.add_all(connection, delivery, [_row(each) for each in owed])


def settle(connection: Connection, delivery_id: str, owner: str, ending: Ending) -> bool:
    """Write down what came of it; False when the owner has lost it."""
    return _let_go(connection, delivery_id, owner, _SETTLED, asdict(ending))


def sent(connection: Connection, posted: Delivery, message_id: str) -> bool:
    """Write down as which message it stands in the chat; False when its owner has lost it.

    What was rewritten since it was read is unknown again, and ready, so that somebody puts the message right.
    """
    stands = {"message_id": message_id, "ready_at": 0.0, "error": "", "payload": posted.payload}
    return _let_go(connection, posted.id, posted.owner, _SENT, stands)


def release(connection: Connection, delivery_id: str, owner: str, ready_at: float) -> bool:
    """Make it due again from a time on, since it surely did not arrive; False when the owner has lost it."""
    return _let_go(
        connection, delivery_id, owner, _OPEN, {"state": DeliveryState.DUE, "ready_at": ready_at, "error": ""}
    )


def doubt(connection: Connection, delivery_id: str, owner: str, ready_at: float, reason: str) -> bool:
    """Say that it may have arrived, and why; ``ready_at`` ends its quarantine; False when the owner has lost it."""
    changes = {"state": DeliveryState.UNKNOWN, "ready_at": ready_at, "error": reason}
    return _let_go(connection, delivery_id, owner, _OPEN, changes)


def open_ones(connection: Connection, now: float, limit: int) -> tuple[Delivery, ...]:
    """What waits for somebody to act: due, unknown after its quarantine, or past its lease; oldest first."""
    statement = select(delivery).where(IS_OPEN, delivery.c.ready_at <= now).order_by(*_OLDEST).limit(limit)
    return _deliveries(connection.execute(statement).mappings())


def answering(connection: Connection, platform: str, workspace: str, event_id: str) -> Delivery | None:
    """The last delivery that answers an event, to be edited or deleted when its question is."""
    here = IS_REPLY & is_in(delivery, platform, workspace)
    statement = select(delivery).where(here, delivery.c.event_id == event_id)
    latest = statement.order_by(delivery.c.created_at.desc(), delivery.c.id).limit(1)
    return next(iter(_deliveries(connection.execute(latest).mappings())), None)


def rewrite(connection: Connection, delivery_id: str, payload: str) -> Delivery | None:
    """Put another payload into one, or "" to take it back for good; as it now is, None when it was taken back before.

    While it is open, whoever posts or finds it puts the message right; of one that is sent the caller has to.
    """
    theirs = update(delivery).where(delivery.c.id == delivery_id, delivery.c.payload != "")
    changed = connection.execute(theirs.values(payload=payload).returning(delivery))
    return next(iter(_deliveries(changed.mappings())), None)


def revise(connection: Connection, posted: Delivery, payload: str) -> bool:
    """Put another payload into one that stands in the chat; False when it is not what it was any more.

    It is unknown from then on, and ready, so that somebody puts the message right.
    """
    as_it_was = (delivery.c.state == DeliveryState.SENT) & (delivery.c.payload == posted.payload)
    theirs = update(delivery).where(delivery.c.id == posted.id, as_it_was)
    changed = connection.execute(theirs.values(payload=payload, state=DeliveryState.UNKNOWN, ready_at=0.0))
    return changed.rowcount == 1


def newest(connection: Connection, states: Collection[DeliveryState], limit: int) -> tuple[Delivery, ...]:
    """Those in some states, the newest first."""
    wanted = select(delivery).where(delivery.c.state.in_(states))
    latest = wanted.order_by(delivery.c.created_at.desc(), delivery.c.id.desc()).limit(limit)
    return _deliveries(connection.execute(latest).mappings())


def replay(connection: Connection, ids: Collection[str], now: float) -> tuple[Delivery, ...]:
    """Owe what failed as if it had just been entered, once it was looked for: some, or all when no ids are given.

    It is unknown first, for it may have failed while it was looked for in the chat, and stand there. What was taken
    back stays so, and what a subscription brought that was ended.
    """
    failed = (delivery.c.state == DeliveryState.FAILED) & (delivery.c.payload != "")
    is_held = (subscription.c.id == delivery.c.subscription_id) & subscription.c.ended_at.is_(None)
    owed = failed & (IS_REPLY | select(subscription.c.id).where(is_held).exists())
    wanted = owed & delivery.c.id.in_(ids) if ids else owed
    anew = {"state": DeliveryState.UNKNOWN, "ready_at": now, "created_at": now, "error": ""}
    again = update(delivery).where(in_turn(wanted)).values(anew).returning(delivery)
    return _deliveries(connection.execute(again).mappings())


def prune(connection: Connection, before: float, posts_before: float) -> None:
    """Forget what was entered before a time and is settled; posts before another, for they may have to be corrected."""
    is_past = delivery.c.created_at < case((IS_SCHEDULED, posts_before), else_=before)
    connection.execute(delete(delivery).where(in_turn((delivery.c.created_at < before) & is_past & not_(IS_OPEN))))


def in_turn(wanted: ColumnElement[bool]) -> ColumnElement[bool]:
    """That one meets a condition, for a statement that writes: it waits for one after another, by their ids."""
    ids = select(delivery.c.id).where(wanted).order_by(delivery.c.id).with_for_update()
    return delivery.c.id.in_(ids.correlate(None))


def of(row: RowMapping) -> Delivery:
    """The delivery of a row."""
    return Delivery(place=place(row), state=DeliveryState(row["state"]), **{name: row[name] for name in _AS_STORED})


def _row(owed: Delivery) -> dict[str, Any]:
    return {name: getattr(owed, name) for name in _AS_STORED} | columns(owed.place) | {"state": owed.state}


def _let_go(connection: Connection, delivery_id: str, owner: str, statement: Update, values: Mapping[str, Any]) -> bool:
    """Say what came of a delivery, and hold it no more; False when its owner has lost it."""
    named = {f"new_{name}": value for name, value in values.items()}
    return connection.execute(statement, {"which": delivery_id, "whose": owner, **named}).rowcount == 1


def _deliveries(rows: Iterable[RowMapping]) -> tuple[Delivery, ...]:
    return tuple(map(of, rows))
