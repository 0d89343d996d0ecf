"""Who may act on what is owed: what is due is claimed, what is in doubt looked into, what nobody reports on doubted.

On PostgreSQL nobody waits here for anybody: what another has locked is left to it.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, func, literal, or_, select, update

from bot.store import deliveries, order
from bot.store.delivery import Delivery, DeliveryState, Lease
from bot.store.recordset import is_among
from bot.store.tables import IS_OPEN_POST, IS_OPEN_REPLY, delivery
from bot.store.wave import Wave

_OLDEST = (delivery.c.ready_at, delivery.c.id)
_LANES = (IS_OPEN_REPLY, IS_OPEN_POST)
_IS_DUE, _IS_SENDING, _IS_UNKNOWN = (
    delivery.c.state == state for state in (DeliveryState.DUE, DeliveryState.SENDING, DeliveryState.UNKNOWN)
)
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
    by_id = {found.id: found for found in map(deliveries.of, connection.execute(statement).mappings())}
    return tuple(by_id[each] for each in ids)
