"""The database goes away, the disk is full, the bot is stopped: what is owed comes all the same, and once."""

import asyncio
import resource
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.schedule import MISSED
from bot.store.delivery import DeliveryState
from bot.store.tables import delivery, subscription
from tests.kill.chats import Chats
from tests.kill.office import SUBSCRIPTIONS, Office, opened
from tests.kill.worker import text
from tests.store.postgres import Server, running

POSTS = 60
DAY = 86_400.0
LONGEST_STOP = 10  # seconds; then a hosting platform kills the process


@pytest.fixture
def own_server(postgres: Server) -> Iterator[Server]:
    """A server that nobody else needs."""
    with running(postgres.binaries) as server:
        yield server


@pytest.fixture
async def served(own_server: Server, chats: Chats) -> AsyncIterator[Office]:
    """Two workers on that server."""
    async with opened(own_server.database("served"), chats, 6) as office:
        await office.start()
        await office.start()
        yield office


@pytest.fixture
async def hasty(tmp_path: Path, chats: Chats) -> AsyncIterator[Office]:
    """Two workers on a file, which do not wait long for one another."""
    async with opened(f"sqlite:///{tmp_path / 'dossier.sqlite3'}", chats, 6) as office:
        office.settings = replace(office.settings, patience=0.2)
        await office.start()
        await office.start()
        yield office


async def test_a_database_that_stops_amid_posts_and_comes_back(served: Office, own_server: Server) -> None:
    """What was taken while nobody could write it down is found; what was due meanwhile is posted after.

    This server forgets the last commits of whoever does not ask it not to.
    """
    await served.owe(POSTS)
    await served.chats.next("post")
    await asyncio.to_thread(own_server.stop)
    await served.hears("task.failed", 2)
    await asyncio.to_thread(own_server.start)
    await served.owe(POSTS)
    await served.settled()

    assert served.doubled() == {}


async def test_a_file_that_somebody_else_has_locked(hasty: Office, tmp_path: Path) -> None:
    """For longer than anybody waits."""
    composing = hasty.chats.next("compose")
    await hasty.owe(POSTS)
    await composing
    with closing(sqlite3.connect(tmp_path / "dossier.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await hasty.hears("task.failed")
    await hasty.settled()

    assert hasty.doubled() == {}


async def test_a_full_disk_stops_nothing_for_good(hasty: Office) -> None:
    """No file of the workers can grow for a while."""
    await hasty.owe(POSTS)
    await hasty.chats.next("post")
    for pid in hasty.workers:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
    await hasty.owe(POSTS)
    await hasty.hears("task.failed", 2)
    for pid in hasty.workers:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    await hasty.settled()

    assert hasty.doubled() == {}


async def test_after_three_days_each_channel_gets_one_late_post(office: Office) -> None:
    """The others are skipped, and the ledger says why."""
    missed = SUBSCRIPTIONS[:10]
    due = {each.id: each.next_at for each in missed if each.next_at}
    office.owed = {text(name, at - DAY) for name, at in due.items()}
    with office.store.begin() as connection:
        for name, at in due.items():
            connection.execute(update(subscription).where(subscription.c.id == name).values(next_at=at - 4 * DAY))
    await office.settled()

    with office.store.read() as connection:
        skipped = connection.execute(
            select(delivery.c.scheduled_for, delivery.c.error).where(delivery.c.state == DeliveryState.SKIPPED)
        ).all()
    assert sorted(skipped) == sorted((at - days * DAY, MISSED) for at in due.values() for days in (2, 3, 4))
    assert office.doubled() == {}


async def test_who_is_told_to_stop_amid_posts_leaves_nothing_in_doubt(office: Office) -> None:
    """What is under way is settled, what is not begun waits for whoever comes next."""
    for _ in range(3):
        await office.owe(POSTS)
    await office.chats.next("hear")
    async with asyncio.timeout(LONGEST_STOP):
        await office.stop()
    left = office.states()
    await office.start()
    await office.settled()

    assert set(left) == {DeliveryState.SENT, DeliveryState.DUE}
    assert office.doubled() == {}
