"""The connection to a database, set up so that what is committed survives a power cut."""

from pathlib import Path
from sqlite3 import Connection as SQLite

from sqlalchemy import URL, Connection, Engine, create_engine, event

from bot.errors import BotError
from bot.store.address import address

READS = "postgresql_readonly"  # the option of a connection that writes nothing
_PATIENCE = 10.0  # seconds that one writer waits for another, or for a connection that is free


def connect(where: str | Path) -> Engine:
    """The engine of a URL, or of the path of an SQLite file, whose folders are made; nothing is opened yet."""
    url = address(where)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    return _postgresql(url)


def _postgresql(url: URL) -> Engine:
    from bot.store import patient  # with the driver, which SQLite does without

    engine = create_engine(url, pool_pre_ping=True, pool_timeout=_PATIENCE, hide_parameters=True)
    event.listen(engine, "do_connect", patient.connect)
    return engine


def _sqlite(url: URL) -> Engine:
    _make(Path(str(url.database)))
    engine = create_engine(url, connect_args={"timeout": _PATIENCE}, hide_parameters=True)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _make(file: Path) -> None:
    """Make the folders and the file, which only its owner may read: it holds what people asked."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.touch(mode=0o600)
    except OSError as error:
        raise BotError(
            f"{file}: cannot be made: {error.strerror}: set data in config.toml (or DOSSIER_DATA) to a folder that "
            "can be written, or DATABASE_URL to a database"
        ) from error


def _set_up(sqlite: SQLite, _: object) -> None:
    sqlite.isolation_level = None  # transactions begin where _begin says, not where the driver guesses
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        sqlite.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Take the write lock at once: a reader that turns writer could be refused."""
    reads = connection.get_execution_options().get(READS)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
