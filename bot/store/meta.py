"""What the bot remembers of itself, as names and values."""

from sqlalchemy import Connection, select

from bot.store import insert
from bot.store.tables import meta


def read(connection: Connection, name: str) -> str:
    """The value of a name; "" when it has none."""
    return connection.scalar(select(meta.c.value).where(meta.c.name == name)) or ""


def write(connection: Connection, name: str, value: str) -> None:
    """Give a name a value, in place of the one it had."""
    insert.put(connection, meta, {"name": name, "value": value})
