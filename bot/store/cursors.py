"""Up to when a workspace's messages were seen, so that a sweep knows where to start."""

from sqlalchemy import Connection, select

from bot.store import insert
from bot.store.places import is_in
from bot.store.tables import cursor


def seen(connection: Connection, platform: str, workspace: str) -> float | None:
    """The time of the last message that was seen; none when there was none yet."""
    return connection.scalar(select(cursor.c.last_seen).where(is_in(cursor, platform, workspace)))


def advance(connection: Connection, platform: str, workspace: str, at: float) -> None:
    """Remember a later message; an earlier one changes nothing."""
    row = {"platform": platform, "workspace": workspace, "last_seen": at}
    insert.put(connection, cursor, row, only_above="last_seen")
