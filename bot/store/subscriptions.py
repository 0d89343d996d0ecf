"""Who gets what, when: the subscriptions of every channel."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import time
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, bindparam, delete, select, update

from bot.store import insert
from bot.store.places import columns, is_in, place
from bot.store.tables import subscription
from handlers.daily import Cursor
from handlers.request import Place
from handlers.rhythm import Rhythm
from handlers.subscription import Kind, Subscription

_PLANNED = ("next_at", "paused_because", "cursor")  # what planning changes
_IS_HELD: ColumnElement[bool] = subscription.c.ended_at.is_(None)


def put(connection: Connection, wanted: Subscription) -> None:
    """Enter a subscription, or change the one with its id."""
    insert.put(connection, subscription, _row(wanted))


def find(connection: Connection, subscription_id: str) -> Subscription | None:
    """The subscription with an id, also when it was ended, locked until the transaction ends; None when none was."""
    found = select(subscription).where(subscription.c.id == subscription_id).with_for_update()
    return next(iter(_subscriptions(connection.execute(found).mappings())), None)


def of_channel(connection: Connection, place: Place) -> tuple[Subscription, ...]:
    """The subscriptions of a channel, whatever the thread: at most one of each kind."""
    here = is_in(subscription, place.platform, place.workspace, place.channel) & _IS_HELD
    return _subscriptions(connection.execute(select(subscription).where(here).order_by(subscription.c.kind)).mappings())


def of_workspace(connection: Connection, platform: str, workspace: str) -> tuple[Subscription, ...]:
    """The subscriptions of all channels of a workspace."""
    here = select(subscription).where(is_in(subscription, platform, workspace), _IS_HELD)
    ordered = here.order_by(subscription.c.channel, subscription.c.kind)
    return _subscriptions(connection.execute(ordered).mappings())


def due(connection: Connection, now: float, limit: int) -> tuple[Subscription, ...]:
    """Those that are due, the longest overdue first, locked until the transaction ends; others' are passed over."""
    ready = (
        select(subscription).where(subscription.c.next_at <= now).order_by(subscription.c.next_at, subscription.c.id)
    )
    return _subscriptions(connection.execute(ready.limit(limit).with_for_update(skip_locked=True)).mappings())


def planned(connection: Connection, done: Iterable[Subscription]) -> None:
    """Keep when each is due next or why it is not any more, and how far its facts have come."""
    rows = [{"which": each.id, **{name: _row(each)[name] for name in _PLANNED}} for each in done]
    if rows:
        theirs = update(subscription).where(subscription.c.id == bindparam("which"))
        connection.execute(theirs.values({name: bindparam(name) for name in _PLANNED}), rows)


def pause(connection: Connection, subscription_id: str, because: str) -> None:
    """Let nothing be due any more, and say why."""
    theirs = update(subscription).where(subscription.c.id == subscription_id)
    connection.execute(theirs.values(next_at=None, paused_because=because))


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
        "id": wanted.id,
        "kind": wanted.kind,
        "topics": json.dumps(wanted.topics),
        "at_local": rhythm.at.strftime("%H:%M"),
        "days": "".join(map(str, sorted(rhythm.days))),
        "zone": rhythm.zone,
        "next_at": wanted.next_at,
        "paused_because": wanted.paused_because,
        "cursor": _cursor(wanted),
        "created_at": wanted.created_at,
        "skips_quiet": wanted.skips_quiet,
        "ended_at": None,
    }


def _cursor(wanted: Subscription) -> str:
    return json.dumps(asdict(wanted.cursor))


def _subscriptions(rows: Iterable[RowMapping]) -> tuple[Subscription, ...]:
    return tuple(
        Subscription(
            row["id"],
            place(row),
            Kind(row["kind"]),
            Rhythm(time.fromisoformat(row["at_local"]), frozenset(map(int, row["days"])), row["zone"]),
            tuple(json.loads(row["topics"])),
            row["next_at"],
            row["paused_because"],
            Cursor(**json.loads(row["cursor"])),
            row["created_at"],
            row["skips_quiet"],
        )
        for row in rows
    )
