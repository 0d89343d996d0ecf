"""A database is brought to this version's tables once, whoever starts first."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import column, inspect, select, table, update

from bot.errors import BotError
from bot.store import migrate
from bot.store.engine import connect
from bot.store.store import Store
from bot.store.tables import metadata

ROOT = Path(__file__).resolve().parents[2]
OPEN = "import sys; from bot.store.store import Store; input(); Store.open(sys.argv[1]).close()"


def test_the_steps_lead_to_the_tables(database_url: str) -> None:
    """Alembic finds no difference between a migrated database and the metadata."""
    engine = connect(database_url)
    migrate.migrate(engine)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
        tables = inspect(connection).get_table_names()
    engine.dispose()

    assert differences == []
    assert {*tables} == {*metadata.tables, "alembic_version"}


def test_the_steps_are_in_the_order_of_their_numbers() -> None:
    """The newest step by file name is the newest by Alembic's reckoning, and no step forks."""
    script = ScriptDirectory(str(ROOT / "bot/store/migrations"))

    revisions = tuple(step.revision for step in reversed(tuple(script.walk_revisions())))

    assert revisions == migrate.REVISIONS


def test_a_second_migration_changes_nothing(database_url: str) -> None:
    """What is stored stays."""
    first = Store.open(database_url)
    name = first.pseudonym("slack", "T1", "U1")
    engine = connect(database_url)

    migrate.migrate(engine)

    engine.dispose()
    first.close()
    again = Store.open(database_url)
    assert again.pseudonym("slack", "T1", "U1") == name
    again.close()


def test_processes_that_start_together_take_turns(database_url: str) -> None:
    """Each finds the tables made, none an error."""
    starting = [
        subprocess.Popen(
            (sys.executable, "-W", "error", "-c", OPEN, database_url),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for process in starting:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    complaints = [process.communicate()[1] for process in starting]

    assert complaints == [""] * 4
    opened = Store.open(database_url)
    assert opened.is_alive()
    opened.close()


def test_a_newer_database_is_refused(database_url: str) -> None:
    """An older version must not write what a newer one cannot read."""
    Store.open(database_url).close()
    version = table("alembic_version", column("version_num"))
    engine = connect(database_url)
    with engine.begin() as connection:
        connection.execute(update(version).values(version_num="9999"))

    with pytest.raises(BotError, match=r"is at revision '9999'.*start the newer version"):
        Store.open(database_url)

    with engine.connect() as connection:
        assert connection.scalar(select(version.c.version_num)) == "9999"
    engine.dispose()
