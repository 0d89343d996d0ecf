"""A store keeps what is committed, whole, and nothing else."""

from pathlib import Path
from threading import Event, Thread

import psycopg
import pytest

from bot.errors import BotError
from bot.store import settings
from bot.store.engine import connect
from bot.store.store import Store
from tests.store.postgres import Server

only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
only_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def choose(store: Store, value: str) -> None:
    """Write one setting."""
    with store.begin() as connection:
        settings.write(connection, "slack", "T1", "audience", value)


def chosen(store: Store) -> str | None:
    """Read it back."""
    with store.read() as connection:
        return settings.read(connection, "slack", "T1").get("audience")


def test_a_new_store_answers(store: Store) -> None:
    """A database that was empty is ready at once."""
    assert store.is_alive()


def test_what_is_committed_is_there_after_a_restart(database_url: str) -> None:
    """Closing and opening again changes nothing."""
    first = Store.open(database_url)
    choose(first, "channel")
    first.close()

    second = Store.open(database_url)
    value = chosen(second)
    second.close()

    assert value == "channel"


def test_a_transaction_that_raises_leaves_nothing(store: Store) -> None:
    """What was written before the error is undone."""

    def fail() -> None:
        with store.begin() as connection:
            settings.write(connection, "slack", "T1", "audience", "channel")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert chosen(store) is None


@only_sqlite
def test_what_a_reader_writes_is_not_kept(store: Store) -> None:
    """A block that only reads is undone at its end."""
    with store.read() as connection:
        settings.write(connection, "slack", "T1", "audience", "channel")

    assert chosen(store) is None


def test_a_reader_does_not_wait_for_a_writer(store: Store) -> None:
    """While a transaction is open, others read what was there before."""
    with store.begin() as connection:
        settings.write(connection, "slack", "T1", "audience", "channel")
        seen = chosen(store)

    assert seen is None


def test_writers_of_one_process_take_turns(store: Store) -> None:
    """A second transaction begins when the first has ended, and sees what it wrote."""
    has_begun, saw = Event(), []

    def second() -> None:
        has_begun.wait()
        with store.begin() as connection:
            settings.write(connection, "slack", "T1", "audience", "asker")
            saw.append(settings.read(connection, "slack", "T1")["other"])

    thread = Thread(target=second)
    thread.start()
    with store.begin() as connection:
        settings.write(connection, "slack", "T1", "audience", "channel")
        has_begun.set()
        settings.write(connection, "slack", "T1", "other", "first")
    thread.join()

    assert saw == ["first"]
    assert chosen(store) == "asker"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("阿里巴巴 🐜 ñ", "阿里巴巴 🐜 ñ"),
        ("a\0b", "ab"),
        ("half \ud83d of a pair", "half ? of a pair"),
        ("'; DROP TABLE setting; --", "'; DROP TABLE setting; --"),
        ("long " * 400_000, "long " * 400_000),
    ],
    ids=["unicode", "nul", "surrogate", "quotes", "2 MB"],
)
def test_any_text_can_be_stored(store: Store, text: str, kept: str) -> None:
    """What a database refuses is left out; all else comes back as it was."""
    choose(store, text)

    assert chosen(store) == kept


def test_a_pseudonym_outlives_a_restart(database_url: str) -> None:
    """The same user is known again, by 16 hexadecimal characters."""
    names = []
    for _ in range(2):
        opened = Store.open(database_url)
        names.append(opened.pseudonym("slack", "T1", "U1"))
        opened.close()

    assert names[0] == names[1]
    assert len(names[0]) == len(bytes.fromhex(names[0]).hex()) == 16


def test_a_pseudonym_is_one_users_in_one_workspace(store: Store) -> None:
    """Nobody else has it, not even the same id elsewhere."""
    names = {store.pseudonym(*of) for of in (("slack", "T1", "U1"), ("slack", "T1", "U2"), ("slack", "T2", "U1"))}

    assert len(names) == 3


def test_a_pseudonym_means_nothing_in_another_database(store: Store, tmp_path: Path) -> None:
    """Each database has its own salt."""
    other = Store.open(tmp_path / "other.sqlite3")
    name = other.pseudonym("slack", "T1", "U1")
    other.close()

    assert name != store.pseudonym("slack", "T1", "U1")


@only_sqlite
def test_sqlite_survives_a_power_cut_and_waits_for_other_writers(database_url: str) -> None:
    """Every connection has the settings that this takes."""
    engine = connect(database_url)
    with engine.connect() as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout")
        }
    engine.dispose()

    assert values == {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 10_000}


@only_postgresql
def test_a_lost_connection_is_replaced(store: Store, database_url: str) -> None:
    """A server that was restarted is used again without an error."""
    choose(store, "channel")
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")

    assert chosen(store) == "channel"


def test_a_database_that_went_away_is_said_plainly(postgres: Server) -> None:
    """Work fails with what to do about it, and the store is not alive."""
    opened = Store.open(postgres.database("going"))
    postgres.drop("going")

    assert not opened.is_alive()
    with pytest.raises(BotError, match="check that the server runs"), opened.begin():
        pass
    opened.close()
