"""The ledger of what is owed to a chat: who may send it, and what came of it.

due -> sending -> sent | failed | skipped | due (refused for now) | unknown (nobody knows whether it arrived);
unknown -> sent (found in the chat's history) | due (not found there). ``unknown`` is never sent as it is.
What answers somebody is a reply, what a subscription brings is a post.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    RowMapping,
    Select,
    Update,
    bindparam,
    case,
    delete,
    func,
    literal,
    not_,
    or_,
    select,
    update,
)

from bot.store import insert, order
from bot.store.delivery import Delivery, DeliveryState, Ending, Lease
from bot.store.places import columns, is_in, place
from bot.store.recordset import is_among
from bot.store.tables import IS_OPEN, IS_OPEN_POST, IS_OPEN_REPLY, IS_REPLY, IS_SCHEDULED, delivery
from bot.store.wave import Wave

_OLDEST = (delivery.c.ready_at, delivery.c.id)
_LANES = (IS_OPEN_REPLY, IS_OPEN_POST)
_IS_DUE = delivery.c.state == DeliveryState.DUE
_IS_SENDING = delivery.c.state == DeliveryState.SENDING
_IS_UNKNOWN = delivery.c.state == DeliveryState.UNKNOWN


def _letting_go(*names: str, **values: ColumnElement[Any]) -> Update:
    """What lets go of a delivery that its owner still holds, with new values; made once, for making it takes longer."""
    theirs = update(delivery).where(delivery.c.id == bindparam("which"), delivery.c.owner == bindparam("whose"))
    new: dict[str, ColumnElement[Any]] = {name: bindparam(f"new_{name}") for name in names}
    return theirs.where(delivery.c.owner != "", _IS_SENDING | _IS_UNKNOWN).values({**new, **values, "owner": ""})


_IS_READY = (delivery.c.platform == bindparam("on")) & (delivery.c.ready_at <= bindparam("now"))


def _oldest(lane: ColumnElement[bool], state: ColumnElement[bool]) -> Select[Any]:
    """The oldest in a state that are ready; also made once.

    Not a subquery of the update: PostgreSQL may run that again for each row, and then lock more than it is to.
    """
    ready = select(delivery.c.id, *order.COLUMNS).where(lane, state, _IS_READY).order_by(*_OLDEST)
    return ready.limit(bindparam("most")).with_for_update(skip_locked=True)


_DUE_REPLIES, _DUE_POSTS = (_oldest(lane, _IS_DUE) for lane in _LANES)
_DOUBTED_REPLIES, _DOUBTED_POSTS = (_oldest(lane, _IS_UNKNOWN) for lane in _LANES)
_LAPSED = tuple(
    select(delivery.c.id).where(lane, _IS_SENDING, _IS_READY).with_for_update(skip_locked=True) for lane in _LANES
)
_IS_AS_POSTED = delivery.c.payload == bindparam("new_payload")
_SENT = _letting_go(
    *("message_id", "ready_at", "error"),
    state=case((_IS_AS_POSTED, literal(DeliveryState.SENT)), else_=literal(DeliveryState.UNKNOWN)),
)
_SETTLED = _letting_go("state", "message_id", "error")
_OPEN = _letting_go("state", "ready_at", "error")
_IS_ANY_READY = select(
    or_(
        *(
            select(literal(1)).where(lane, state, _IS_READY).exists()
            for lane in _LANES
            for state in (_IS_DUE, _IS_SENDING, _IS_UNKNOWN)
        )
    )
)
_PUT_OFF = update(delivery).where(delivery.c.id == bindparam("which")).values(ready_at=bindparam("until"))
_AS_STORED = tuple({field.name for field in fields(Delivery)} - {"place", "state"})


def add(connection: Connection, owed: Delivery) -> bool:
    """Enter a delivery, due or already claimed by its ``owner``; False when its id is there."""
    return insert.add(connection, delivery, _row(owed))


def add_all(connection: Connection, owed: Iterable[Delivery]) -> None:
    """Enter deliveries; those whose id, or whose subscription's time, is there are left out."""
    insert.add_all(connection, delivery, [_row(each) for each in owed])


def claim_due(connection: Connection, platform: str, lease: Lease, limit: int, wave: Wave) -> tuple[Delivery, ...]:
    """Take those of a platform that are due: replies before posts, of each the oldest first, in ``order``.

    Of posts no more are taken than the ``wave`` admits. What another is taking is left to it.
    """
    replies = _in_order(connection, _DUE_REPLIES, platform, lease, limit)
    full = wave.without()
    others = _DUE_POSTS.where(delivery.c.workspace.not_in(full)) if full else _DUE_POSTS
    posts = _in_order(connection, others, platform, lease, min(limit - len(replies), wave.most()))
    admitted = tuple(each.id for each in posts if wave.admits(each.workspace))
    first = func.coalesce(delivery.c.first_try_at, lease.now)
    begun = {"state": DeliveryState.SENDING, "attempt": delivery.c.attempt + 1, "first_try_at": first}
    return _take(connection, (*(each.id for each in replies), *admitted), lease, begun)


def inspect(connection: Connection, platform: str, lease: Lease, limit: int) -> tuple[Delivery, ...]:
    """Take unknown ones whose quarantine is over, to be looked for in the chat's history; they stay unknown."""
    taken: list[str] = []
    for doubted in (_DOUBTED_REPLIES, _DOUBTED_POSTS):
        taken += [row.id for row in _ready(connection, doubted, platform, lease, limit - len(taken))]
    return _take(connection, tuple(taken), lease)


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


def lapse(connection: Connection, platform: str, now: float, ready_at: float) -> None:
    """Doubt all of a platform whose lease is over, since their owner died or stalled.

    What another is writing to is left to it: mostly that is the owner, late.
    """
    doubted = {"state": DeliveryState.UNKNOWN, "owner": "", "ready_at": ready_at, "error": "the sender did not report"}
    for lapsed in _LAPSED:
        if ids := connection.scalars(lapsed, {"on": platform, "now": now}).all():
            connection.execute(update(delivery).where(is_among(connection, delivery.c.id, ids)).values(doubted))


def is_any_ready(connection: Connection, platform: str, now: float) -> bool:
    """Whether something of a platform waits for somebody to act."""
    return bool(connection.scalar(_IS_ANY_READY, {"on": platform, "now": now}))


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
    """Make those that failed due again as if they had just been entered: some, or all when no ids are given.

    What was taken back stays so.
    """
    failed = (delivery.c.state == DeliveryState.FAILED) & (delivery.c.payload != "")
    wanted = failed & delivery.c.id.in_(ids) if ids else failed
    anew = {"state": DeliveryState.DUE, "ready_at": now, "created_at": now, "first_try_at": None, "attempt": 0}
    again = update(delivery).where(wanted).values({**anew, "error": ""}).returning(delivery)
    return _deliveries(connection.execute(again).mappings())


def prune(connection: Connection, before: float, posts_before: float) -> None:
    """Forget what was entered before a time and is settled; posts before another, for they may have to be corrected."""
    is_past = delivery.c.created_at < case((IS_SCHEDULED, posts_before), else_=before)
    connection.execute(delete(delivery).where(delivery.c.created_at < before, is_past, not_(IS_OPEN)))


def of(row: RowMapping) -> Delivery:
    """The delivery of a row."""
    return Delivery(place=place(row), state=DeliveryState(row["state"]), **{name: row[name] for name in _AS_STORED})


def _in_order(
    connection: Connection, wanted: Select[Any], platform: str, lease: Lease, limit: int
) -> Sequence[Row[Any]]:
    """Those that may be sent now; what something else holds back is put off, and more are looked at meanwhile."""
    while limit > 0 and (found := _ready(connection, wanted, platform, lease, limit)):
        waits = order.waits(connection, found, lease.now)
        if waits:
            connection.execute(_PUT_OFF, [{"which": name, "until": until} for name, until in waits.items()])
        if free := [row for row in found if row.id not in waits]:
            return free
    return ()


def _ready(connection: Connection, wanted: Select[Any], platform: str, lease: Lease, limit: int) -> Sequence[Row[Any]]:
    """Those that are ready, locked until the transaction ends; what others have locked is passed over."""
    return connection.execute(wanted, {"on": platform, "now": lease.now, "most": limit}).all()


def _take(
    connection: Connection, ids: tuple[str, ...], lease: Lease, also: Mapping[str, Any] = MappingProxyType({})
) -> tuple[Delivery, ...]:
    if not ids:
        return ()
    taken = {"owner": lease.owner, "ready_at": lease.until, **also}
    theirs = update(delivery).where(is_among(connection, delivery.c.id, ids))
    statement = theirs.values(taken).returning(delivery)
    by_id = {found.id: found for found in _deliveries(connection.execute(statement).mappings())}
    return tuple(by_id[each] for each in ids)


def _row(owed: Delivery) -> dict[str, Any]:
    return {name: getattr(owed, name) for name in _AS_STORED} | columns(owed.place) | {"state": owed.state}


def _let_go(connection: Connection, delivery_id: str, owner: str, statement: Update, values: Mapping[str, Any]) -> bool:
    """Say what came of a delivery, and hold it no more; False when its owner has lost it."""
    named = {f"new_{name}": value for name, value in values.items()}
    return connection.execute(statement, {"which": delivery_id, "whose": owner, **named}).rowcount == 1


def _deliveries(rows: Iterable[RowMapping]) -> tuple[Delivery, ...]:
    return tuple(map(of, rows))
