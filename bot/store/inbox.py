"""The events that were taken in, so that a replayed one is answered once."""

from datetime import UTC, datetime

from sqlalchemy import Connection, delete, select

from bot.store import insert
from bot.store.tables import inbox


def claim(connection: Connection, platform: str, event_id: str, at: float) -> bool:
    """Take an event in; False when that was done before.

    While another transaction is taking the same event in, this waits for it to end.
    """
    return insert.add(connection, inbox, {"platform": platform, "event_id": event_id, "received_at": at})


def claim_today(connection: Connection, platform: str, what: str, at: float) -> bool:
    """As ``claim``, for what is done once on each day of UTC."""
    return claim(connection, platform, f"{what}:{datetime.fromtimestamp(at, UTC).date()}", at)


def holds(connection: Connection, platform: str, event_id: str) -> bool:
    """Whether an event was taken in."""
    found = select(inbox.c.event_id).where(inbox.c.platform == platform, inbox.c.event_id == event_id)
    return connection.scalar(found) is not None


def release(connection: Connection, platform: str, event_id: str) -> None:
    """Let an event be taken in again, because nothing came of it."""
    connection.execute(delete(inbox).where(inbox.c.platform == platform, inbox.c.event_id == event_id))


def prune(connection: Connection, before: float) -> None:
    """Forget the events taken in before a time."""
    connection.execute(delete(inbox).where(inbox.c.received_at < before))
