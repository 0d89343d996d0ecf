"""What subscriptions brought to their channels: their deliveries, by the time that each was due."""

from sqlalchemy import ColumnElement, Connection, select, update

from bot.store.delivery import DeliveryState
from bot.store.tables import IS_OPEN, IS_SCHEDULED, delivery
from handlers.state import Posted, Stage

_STAGES = {
    DeliveryState.DUE: Stage.PLANNED,
    DeliveryState.SENDING: Stage.CLAIMED,
    DeliveryState.UNKNOWN: Stage.SENT,
    DeliveryState.SENT: Stage.CONFIRMED,
    DeliveryState.SKIPPED: Stage.SKIPPED,
    DeliveryState.FAILED: Stage.FAILED,
}
_NOT_POSTED = (DeliveryState.SKIPPED, DeliveryState.FAILED)


def of_subscription(connection: Connection, subscription_id: str, most: int) -> tuple[Posted, ...]:
    """Posts that were planned, the newest first; what went wrong is told of those that it ended."""
    newest = select(delivery).where(_is_of(subscription_id)).order_by(delivery.c.scheduled_for.desc())
    return tuple(
        Posted(row.scheduled_for, _STAGES[row.state], row.error if row.state in _NOT_POSTED else "", row.message_id)
        for row in connection.execute(newest.limit(most))
    )


def last(connection: Connection, subscription_id: str) -> float | None:
    """When the last post was due that was made or still may be, in seconds since 1970; None when there is none."""
    made = _is_of(subscription_id) & delivery.c.state.not_in(_NOT_POSTED)
    newest = select(delivery.c.scheduled_for).where(made).order_by(delivery.c.scheduled_for.desc())
    return connection.scalar(newest.limit(1))


def take_back(connection: Connection, subscription_id: str) -> None:
    """Let nothing be posted of what is open; what turns out to stand in the channel is deleted there."""
    theirs = update(delivery).where(_is_of(subscription_id), IS_OPEN)
    connection.execute(theirs.values(payload=""))


def _is_of(subscription_id: str) -> ColumnElement[bool]:
    """That a delivery is a subscription's; the index is found by its very condition alone."""
    return IS_SCHEDULED & (delivery.c.subscription_id == subscription_id)
