"""A PostgreSQL that falls silent: nothing is cut, nothing is refused, nothing comes."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import pytest
from sqlalchemy import text

from bot.errors import BotError
from bot.store import settings
from bot.store.store import Store
from tests.store.line import Line, line_to
from tests.store.postgres import Server

LONGEST = 10  # seconds, for a patience of one at most
LOCK = text("SELECT pg_advisory_xact_lock(1)")


@pytest.fixture
async def line(postgres: Server, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Line]:
    """A line to the server, and little patience at both ends."""
    monkeypatch.setattr("bot.store.patient.PatientConnection.patience", 0.5)
    monkeypatch.setattr("bot.store.patient._IDLE", 1000)
    async with line_to(postgres) as line:
        yield line


def choose(store: Store, value: str, line: Line | None = None) -> None:
    """Write one setting; the line falls silent before that is committed."""
    with store.begin() as connection:
        settings.write(connection, "slack", "T1", "audience", value)
        if line:
            line.is_silent = True


def choose_after(store: Store, wait: Callable[[], None]) -> None:
    """Begin a transaction with a lock, wait, and write one setting."""
    with store.begin() as connection:
        connection.execute(LOCK)
        wait()
        settings.write(connection, "slack", "T1", "audience", "channel")


def until_free(store: Store) -> None:
    """Return once nobody holds that lock."""
    with store.begin() as connection:
        connection.execute(LOCK)


async def choose_at_last(store: Store, value: str) -> None:
    """Write one setting, as often as it takes."""
    while True:
        with suppress(BotError):
            return await asyncio.to_thread(choose, store, value)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Store]:
    """A store that is closed again."""
    store = await asyncio.to_thread(Store.open, url)
    yield store
    await asyncio.to_thread(store.close)


async def test_what_a_silent_server_was_asked_fails_soon_and_plainly(line: Line) -> None:
    """In the middle of a transaction as at its beginning; the store works again once the server speaks."""
    Store.open(line.server.database("silent")).close()

    async with opened(line.url("silent")) as store, asyncio.timeout(LONGEST):
        with pytest.raises(BotError, match=r"said nothing for 0\.5 seconds"):
            await asyncio.to_thread(choose, store, "channel", line)
        line.is_silent = False
        await asyncio.to_thread(choose, store, "asker")
        line.is_silent = True
        is_alive_in_silence = await asyncio.to_thread(store.is_alive)
        line.is_silent = False
        is_alive_again = await asyncio.to_thread(store.is_alive)

    assert (is_alive_in_silence, is_alive_again) == (False, True)


async def test_what_a_silent_transaction_has_locked_is_soon_free(line: Line) -> None:
    """The server ends it, though it was never told that nobody is there any more."""
    Store.open(line.server.database("locked")).close()

    async with opened(line.url("locked")) as store, opened(line.server.url("locked")) as other:
        with pytest.raises(BotError, match="said nothing"):
            await asyncio.to_thread(choose, store, "channel", line)
        async with asyncio.timeout(LONGEST):
            await choose_at_last(other, "asker")

        assert line.is_silent


async def test_who_says_nothing_within_a_transaction_for_too_long_may_try_again(
    postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server has ended it; a process that slept finds its transaction gone."""
    monkeypatch.setattr("bot.store.patient._IDLE", 20)
    Store.open(postgres.database("idle")).close()

    async with opened(postgres.url("idle")) as store, opened(postgres.url("idle")) as other:
        with pytest.raises(BotError, match="idle-in-transaction"):
            await asyncio.to_thread(choose_after, store, lambda: until_free(other))
        await asyncio.to_thread(choose, store, "asker")
