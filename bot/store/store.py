"""The database of a running bot: opened once, then one transaction at a time."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Self

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from bot.errors import BotError
from bot.store import insert
from bot.store.engine import READS, connect
from bot.store.migrate import migrate
from bot.store.tables import meta
from bot.store.trouble import PASSING, explained

_SALT = "salt"
_DIGEST = 8  # bytes of a pseudonym


class Store:
    """Transactions on a migrated database, from any thread; what fails for the moment is a BotError."""

    def __init__(self, engine: Engine, salt: str) -> None:
        self._engine = engine
        self._reader = engine.execution_options(**{READS: True})
        self._salt = bytes.fromhex(salt)
        # Writers of one process queue here: SQLite's own waiting sleeps and polls.
        self._turn: AbstractContextManager[object] = Lock() if engine.dialect.name == "sqlite" else nullcontext()

    @classmethod
    def open(cls, where: str | Path) -> Self:
        """The store at a URL, or in an SQLite file, brought to this version; BotError says what to put right."""
        engine = connect(where)
        try:
            with explained(engine, (*PASSING, DBAPIError)):
                migrate(engine)
                with engine.begin() as connection:
                    return cls(engine, _salt(connection))
        except BotError:
            engine.dispose()
            raise

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction that may write: kept when the block ends, undone when it raises. Never inside another."""
        with explained(self._engine), self._turn, self._engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads; nothing written in it is kept."""
        with explained(self._engine), self._reader.connect() as connection:
            yield connection

    def is_alive(self) -> bool:
        """Whether the database answers."""
        try:
            with self.read() as connection:
                return connection.scalar(select(1)) == 1
        except BotError:
            return False

    def pseudonym(self, platform: str, workspace: str, user: str) -> str:
        """16 hexadecimal characters for a user, always the same in this database and of no meaning outside it."""
        name = f"{platform}\0{workspace}\0{user}".encode()
        return hashlib.blake2b(name, key=self._salt, digest_size=_DIGEST).hexdigest()

    def close(self) -> None:
        """Close the connections that are not in use."""
        self._engine.dispose()


def _salt(connection: Connection) -> str:
    """The salt of a database, made at its first opening."""
    insert.add(connection, meta, {"name": _SALT, "value": secrets.token_hex(32)})
    return str(connection.scalar(select(meta.c.value).where(meta.c.name == _SALT)))
