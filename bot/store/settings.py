"""What each workspace chose for itself, as names and values."""

from sqlalchemy import Connection, delete, select

from bot.store import insert
from bot.store.places import is_in
from bot.store.tables import setting


def read(connection: Connection, platform: str, workspace: str) -> dict[str, str]:
    """All that a workspace chose."""
    statement = select(setting.c.name, setting.c.value).where(is_in(setting, platform, workspace))
    return {row.name: row.value for row in connection.execute(statement)}


def write(connection: Connection, platform: str, workspace: str, name: str, value: str | None) -> None:
    """Keep a workspace's choice; None takes it back."""
    if value is None:
        connection.execute(delete(setting).where(is_in(setting, platform, workspace), setting.c.name == name))
    else:
        row = {"platform": platform, "workspace": workspace, "name": name, "value": value}
        insert.put(connection, setting, row)
