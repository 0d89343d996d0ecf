"""Where a database is: what the operator wrote, checked, with the driver that is used for it."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import BotError

_EXPECTED = "expected postgresql://user:password@host:5432/name or sqlite:///path/to/file"
_PATIENCE = "3"  # seconds to reach a server, where the address names no other: questions wait for it


def address(where: str | Path) -> URL:
    """The address of a URL, or of the path of an SQLite file; BotError when it is neither."""
    if isinstance(where, Path):
        return URL.create("sqlite", database=str(where))
    url = _parsed(where)
    match url.drivername.partition("+")[0]:
        case "postgres" | "postgresql":
            url = url.set(drivername="postgresql+psycopg")
            return url.update_query_dict({"connect_timeout": _PATIENCE, **url.query})
        case "sqlite" if url.database not in {None, "", ":memory:"}:
            return url.set(drivername="sqlite")
        case "sqlite":
            raise BotError(f"DATABASE_URL: names no file, so nothing would be kept: {_EXPECTED}")
        case other:
            raise BotError(f"DATABASE_URL: {other!r} is no database that can be used: {_EXPECTED}")


def shown(url: URL) -> str:
    """An address as it may be seen by anybody: without the password, wherever it stands."""
    return url.set(drivername=url.get_backend_name(), query={}).render_as_string(hide_password=True)


def _parsed(text: str) -> URL:
    try:
        return make_url(text)
    except (ArgumentError, ValueError):
        raise BotError(f"DATABASE_URL: not the address of a database: {_EXPECTED}") from None
