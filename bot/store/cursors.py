"""Up to when a workspace's messages were seen, so that a sweep knows where to start."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from bot.store import insert
from bot.store.places import is_in
from bot.store.tables import cursor


def seen(connection: Connection, platform: str, workspace: str) -> float | None:
    """The time of the last message that was seen; none when there was none yet."""
    return connection.scalar(select(cursor.c.last_seen).where(is_in(cursor, platform, workspace)))


def advance(connection: Connection, platform: str, workspaces: Iterable[str], at: float) -> None:
    """Remember a later message in each of these workspaces; an earlier one changes nothing."""
    # Sorted, so that two processes at once wait for each other, not both.
    rows = [{"platform": platform, "workspace": workspace, "last_seen": at} for workspace in sorted(workspaces)]
    insert.put(connection, cursor, *rows, only_above="last_seen")
