"""What subscriptions brought to their channels: their deliveries, by the time that each was due."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, case, delete, func, literal, select, update

from bot.store import deliveries, subscriptions
from bot.store.delivery import Delivery, DeliveryState, Ending
from bot.store.tables import IS_OPEN, IS_OPEN_POST, IS_SCHEDULED, delivery, shown
from handlers.state import Posted, Stage

_STAGES = {
    DeliveryState.DUE: Stage.PLANNED,
    DeliveryState.SENDING: Stage.CLAIMED,
    DeliveryState.UNKNOWN: Stage.SENT,
    DeliveryState.SENT: Stage.CONFIRMED,
    DeliveryState.SKIPPED: Stage.SKIPPED,
    DeliveryState.FAILED: Stage.FAILED,
}
TAKEN_BACK = "taken back"
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


def soonest(connection: Connection, after: float, platforms: Collection[str] | None = None) -> float | None:
    """When the next post is to leave that waits for its time; of some platforms, or of all for None."""
    waiting = IS_OPEN_POST & (delivery.c.state == DeliveryState.DUE) & (delivery.c.ready_at > after)
    if platforms is not None:
        waiting &= delivery.c.platform.in_(platforms)
    found: float | None = connection.scalar(select(func.min(delivery.c.ready_at)).where(waiting))
    return found


def withdraw(connection: Connection, subscription_id: str, now: float) -> float | None:
    """Forget what is planned ahead of its time, so that it can be planned anew; the first of these times, if any."""
    ahead = _is_of(subscription_id) & IS_OPEN & (delivery.c.attempt == 0) & (delivery.c.scheduled_for > now)
    taken = delete(delivery).where(deliveries.in_turn(ahead))
    gone = connection.execute(taken.returning(delivery.c.id, delivery.c.scheduled_for)).all()
    connection.execute(delete(shown).where(shown.c.delivery_id.in_([each.id for each in gone])))
    return min((each.scheduled_for for each in gone), default=None)


def take_back(connection: Connection, *subscription_ids: str) -> None:
    """Let nothing be posted of what is open of some subscriptions; what turns out to stand in a channel is deleted.

    What is known to stand there, and is only being corrected, stays. All of them have to be named at once, for what is
    locked is locked in one order.
    """
    theirs = _is_of(*subscription_ids) & IS_OPEN & (delivery.c.message_id == "")
    never = delivery.c.state == DeliveryState.DUE
    taken = {
        "payload": "",
        "state": case((never, literal(DeliveryState.SKIPPED)), else_=delivery.c.state),
        "error": case((never, literal(TAKEN_BACK)), else_=delivery.c.error),
    }
    connection.execute(update(delivery).where(deliveries.in_turn(theirs)).values(taken))


def give_up(connection: Connection, refused: Delivery, reason: str) -> bool:
    """Write down that the chat will never take a delivery; False when its owner has lost it.

    The subscription that it is of is paused for that reason, and what else of it is open is taken back.
    """
    if refused.subscription_id:
        subscriptions.find(connection, refused.subscription_id)  # which locks it
    is_ours = deliveries.settle(connection, refused.id, refused.owner, Ending(DeliveryState.FAILED, error=reason))
    if is_ours and refused.subscription_id:
        subscriptions.pause(connection, refused.subscription_id, reason)
        take_back(connection, refused.subscription_id)
    return is_ours


def _is_of(*subscription_ids: str) -> ColumnElement[bool]:
    """That a delivery is of one of some subscriptions; the index is found by its very condition alone."""
    return IS_SCHEDULED & delivery.c.subscription_id.in_(subscription_ids)
