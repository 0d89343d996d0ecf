"""Who gets what, when: the subscriptions of every channel."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import time
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, bindparam, delete, select, update

from bot.store import insert, recordset
from bot.store.places import columns, is_in, place
from bot.store.recordset import is_among
from bot.store.tables import subscription
from handlers.daily import Cursor
from handlers.request import Place
from handlers.rhythm import Rhythm
from handlers.subscription import Kind, Subscription

_PROGRESS = ("next_at", "paused_because", "cursor")  # what planning changes
_PROGRESSING = (
    update(subscription)
    .where(subscription.c.id == bindparam("new_id"))
    .values({name: bindparam(f"new_{name}") for name in _PROGRESS})
)
_GIVEN = recordset.given(subscription)
_PROGRESSING_GIVEN = (
    update(subscription).where(subscription.c.id == _GIVEN.c.id).values({name: _GIVEN.c[name] for name in _PROGRESS})
)
_IS_HELD: ColumnElement[bool] = subscription.c.ended_at.is_(None)


def put(connection: Connection, wanted: Subscription) -> None:
    """Enter a subscription, or change the one with its id."""
    insert.put(connection, subscription, _row(wanted))


def find(connection: Connection, subscription_id: str) -> Subscription | None:
    """The subscription with an id, also when it was ended, locked until the transaction ends; None when none was."""
    found = select(subscription).where(subscription.c.id == subscription_id).with_for_update()
    return next(iter(_subscriptions(connection.execute(found).mappings())), None)


def cursor(connection: Connection, subscription_id: str) -> Cursor:
    """How far the facts of the subscription with an id have come, also when it was ended."""
    found = connection.scalar(select(subscription.c.cursor).where(subscription.c.id == subscription_id))
    return Cursor(**json.loads(found)) if found else Cursor()


def of_channel(connection: Connection, place: Place) -> tuple[Subscription, ...]:
    """The subscriptions of a channel, whatever the thread: at most one of each kind."""
    here = is_in(subscription, place.platform, place.workspace, place.channel) & _IS_HELD
    return _subscriptions(connection.execute(select(subscription).where(here).order_by(subscription.c.kind)).mappings())


def of_workspace(connection: Connection, platform: str, workspace: str) -> tuple[Subscription, ...]:
    """The subscriptions of all channels of a workspace."""
    here = select(subscription).where(is_in(subscription, platform, workspace), _IS_HELD)
    ordered = here.order_by(subscription.c.channel, subscription.c.kind)
    return _subscriptions(connection.execute(ordered).mappings())


def from_config(connection: Connection, platform: str) -> tuple[Subscription, ...]:
    """Those of a chat that were set in the configuration."""
    theirs = subscription.c.is_from_config & (subscription.c.platform == platform) & _IS_HELD
    return _subscriptions(connection.execute(select(subscription).where(theirs)).mappings())


def due(
    connection: Connection, now: float, limit: int, platforms: Collection[str] | None = None
) -> tuple[Subscription, ...]:
    """Those that are due, the longest overdue first; of some platforms, or of all for None."""
    ready = subscription.c.next_at <= now
    if platforms is not None:
        ready &= subscription.c.platform.in_(platforms)
    oldest = select(subscription).where(ready).order_by(subscription.c.next_at)  # as the index has them: no sorting
    return _subscriptions(connection.execute(oldest.limit(limit)).mappings())


def locked(connection: Connection, ids: Sequence[str]) -> dict[str, Subscription]:
    """Those with some ids, by id, locked until the transaction ends; what others have locked is passed over."""
    theirs = select(subscription).where(is_among(connection, subscription.c.id, ids)).order_by(subscription.c.id)
    found = connection.execute(theirs.with_for_update(skip_locked=True)).mappings()
    return {each.id: each for each in _subscriptions(found)}


def planned(connection: Connection, done: Iterable[Subscription]) -> None:
    """Keep when each is due next or why it is not any more, and how far its facts have come."""
    rows = [{"id": each.id, **_progress(each)} for each in done]
    if connection.dialect.name == "postgresql":
        connection.execute(_PROGRESSING_GIVEN, recordset.values(rows))
    elif rows:
        connection.execute(_PROGRESSING, [{f"new_{name}": value for name, value in row.items()} for row in rows])


def pause(connection: Connection, subscription_id: str, because: str) -> None:
    """Let nothing be due any more, and say why."""
    theirs = update(subscription).where(subscription.c.id == subscription_id)
    connection.execute(theirs.values(next_at=None, paused_because=because))


def paused(connection: Connection, ids: Collection[str]) -> tuple[str, ...]:
    """Which of some subscriptions, by id, are paused."""
    theirs = subscription.c.id.in_(ids) & subscription.c.next_at.is_(None) & _IS_HELD
    return tuple(connection.scalars(select(subscription.c.id).where(theirs)))


def end(connection: Connection, subscription_id: str, at: float) -> None:
    """Hold a subscription no more; whoever subscribes again finds its facts where they stopped."""
    theirs = update(subscription).where(subscription.c.id == subscription_id)
    connection.execute(theirs.values(next_at=None, ended_at=at))


def prune(connection: Connection, before: float) -> None:
    """Forget what was ended before a time."""
    connection.execute(delete(subscription).where(subscription.c.ended_at < before))


def _row(wanted: Subscription) -> dict[str, Any]:
    rhythm = wanted.rhythm
    return {
        **columns(wanted.place),
        **_progress(wanted),
        "id": wanted.id,
        "kind": wanted.kind,
        "topics": json.dumps(wanted.topics),
        "at_local": rhythm.at.strftime("%H:%M"),
        "days": "".join(map(str, sorted(rhythm.days))),
        "zone": rhythm.zone,
        "created_at": wanted.created_at,
        "skips_quiet": wanted.skips_quiet,
        "has_picture": wanted.has_picture,
        "is_from_config": wanted.is_from_config,
        "ended_at": None,
    }


def _progress(wanted: Subscription) -> dict[str, Any]:
    cursor = json.dumps(asdict(wanted.cursor))
    return {"next_at": wanted.next_at, "paused_because": wanted.paused_because, "cursor": cursor}


def _subscriptions(rows: Iterable[RowMapping]) -> tuple[Subscription, ...]:
    return tuple(
        Subscription(
            row["id"],
            place(row),
            Kind(row["kind"]),
            _rhythm(row["at_local"], row["days"], row["zone"]),
            tuple(json.loads(row["topics"])),
            row["next_at"],
            row["paused_because"],
            Cursor(**json.loads(row["cursor"])),
            row["created_at"],
            row["skips_quiet"],
            row["has_picture"],
            row["is_from_config"],
        )
        for row in rows
    )


@lru_cache
def _rhythm(at_local: str, days: str, zone: str) -> Rhythm:
    """Kept, for many channels have the same, and to read it takes longer than all else of a row."""
    return Rhythm(time.fromisoformat(at_local), frozenset(map(int, days)), zone)
