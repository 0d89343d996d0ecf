"""What a database refuses, said so that an operator can act on it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree

from bot.errors import BotError
from bot.store.address import shown

_ADVICE = {
    "postgresql": "check that the server runs, that DATABASE_URL is right, and that its user may create tables",
    "sqlite": "check that the file and its folder can be written, that the disk has room, and that it is no other file",
}
PASSING = (InterfaceError, InternalError, OperationalError, NoneFree)
"""Trouble of the moment, no fault of a statement: also who waited in a circle, and whose transaction idled too long."""


@contextmanager
def explained(engine: Engine, kinds: tuple[type[Exception], ...] = PASSING) -> Iterator[None]:
    """Turn some errors of a database into a BotError, without its password and without what was stored."""
    try:
        yield
    except kinds as error:
        reason = error.orig if isinstance(error, DBAPIError) else error
        said = str(reason).strip().partition("\n")[0].rstrip(": \t")
        raise BotError(f"{shown(engine.url)}: {said}: {_ADVICE[engine.dialect.name]}") from error
