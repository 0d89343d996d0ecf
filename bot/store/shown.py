"""Which sentences each channel was shown unasked: a digest does not tell them again."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, and_, delete, select

from bot.store import deliveries, insert
from bot.store.delivery import Delivery, DeliveryState
from bot.store.places import columns, is_in
from bot.store.recordset import is_among
from bot.store.tables import IS_SCHEDULED, delivery, shown, subscription
from handlers.request import Place
from handlers.subscription import Kind

_NEVER = (DeliveryState.SKIPPED, DeliveryState.FAILED)
_UNPOSTED = select(delivery.c.id).where(delivery.c.id == shown.c.delivery_id, delivery.c.state.in_(_NEVER))


def add(connection: Connection, owed: Iterable[tuple[Delivery, Iterable[str]]]) -> None:
    """Remember which passages, by id, deliveries show."""
    insert.add_all(connection, shown, [_row(each, passage) for each, passages in owed for passage in passages])


def seen(connection: Connection, place: Place) -> frozenset[str]:
    """The ids of the passages that a channel was shown, or is about to be; not those of what never came."""
    here = is_in(shown, place.platform, place.workspace, place.channel)
    return frozenset(connection.scalars(select(shown.c.passage).where(here, ~_UNPOSTED.exists())))


def in_digests(connection: Connection, subscriptions: Collection[str], since: float) -> dict[str, frozenset[str]]:
    """The ids of the passages that the digest of a channel showed, or is about to show, since a time.

    By the ids of subscriptions of that channel, of some that are asked for.
    """
    digest = subscription.alias()
    there = and_(*(digest.c[name] == subscription.c[name] for name in ("platform", "workspace", "channel")))
    theirs = delivery.c.subscription_id == digest.c.id
    told = (
        select(subscription.c.id, shown.c.passage)
        .join_from(subscription, digest, there & (digest.c.kind == Kind.DIGEST))
        .join(delivery, theirs & IS_SCHEDULED & (delivery.c.scheduled_for >= since))
        .join(shown, shown.c.delivery_id == delivery.c.id)
        .where(is_among(connection, subscription.c.id, subscriptions), delivery.c.state.not_in(_NEVER))
    )
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, passage in connection.execute(told):
        found[name].add(passage)
    return {name: frozenset(passages) for name, passages in found.items()}


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
