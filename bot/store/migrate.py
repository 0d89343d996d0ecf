"""Brings a database to the tables of this version; processes that start together take turns."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, Engine, column, func, inspect, select, table

from bot.errors import BotError
from bot.store.address import shown

if TYPE_CHECKING:
    from bot.store.patient import PatientConnection

_FOLDER = Path(__file__).parent / "migrations"
REVISIONS = tuple(sorted(path.stem.partition("_")[0] for path in _FOLDER.glob("versions/[0-9]*.py")))
_PATIENCE = 600.0  # seconds for a statement, and for another process that migrates
_OURS = 0x00D0_551E  # any number, as long as it stays: the name of our lock on PostgreSQL


def migrate(engine: Engine) -> None:
    """Bring a database to the newest revision, all or nothing; BotError when it is newer than this code."""
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            cast("PatientConnection", connection.connection.driver_connection).patience = _PATIENCE
            connection.detach()  # lest others inherit its patience from the pool
            connection.execute(select(func.pg_advisory_xact_lock(_OURS)))
        revision = _revision(connection)
        if revision == REVISIONS[-1]:
            return
        if revision not in ("", *REVISIONS):
            raise BotError(
                f"{shown(engine.url)}: the database is at revision {revision!r}, this version of the bot knows "
                f"{REVISIONS[-1]!r} at most: start the newer version, or name another database"
            )
        _upgrade(connection)


def _revision(connection: Connection) -> str:
    """The revision of a database; "" of an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.scalar(select(column("version_num")).select_from(table("alembic_version"))) or ""


def _upgrade(connection: Connection) -> None:
    from alembic import command, config  # most starts find nothing to do, and this takes longer than all the rest

    run = config.Config(attributes={"connection": connection})
    run.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    command.upgrade(run, "head")
