"""Work in the background: what fails is logged, what runs is awaited, what comes too late is not begun."""

import asyncio
import gc
import logging
from weakref import ref

import pytest

from bot.seen import Seen
from bot.tasks import Tasks
from bot.turns import Turns


async def test_a_drain_waits_for_what_is_under_way() -> None:
    """Once and again work alike."""
    tasks, done = Tasks(), []
    going = asyncio.Event()

    async def work() -> None:
        going.set()
        await asyncio.sleep(0)
        done.append("once")

    async def round_() -> None:
        await going.wait()
        done.append("round")

    tasks.start(work())
    tasks.every(100, round_)
    await going.wait()
    await tasks.drain(1)

    assert sorted(done) == ["once", "round"]


async def test_what_outlasts_the_drain_is_cancelled(caplog: pytest.LogCaptureFixture) -> None:
    """And named in the log."""
    tasks, ends = Tasks(), []

    async def endless() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ends.append("cut")

    tasks.start(endless())
    tasks.every(100, endless)
    await asyncio.sleep(0)
    with caplog.at_level(logging.WARNING, "dossier"):
        await tasks.drain(0.01)

    assert ends == ["cut", "cut"]
    assert [record.getMessage() for record in caplog.records] == ["task.cancelled"] * 2


async def test_nothing_is_begun_after_the_drain() -> None:
    """The store is about to close."""
    tasks, done = Tasks(), []

    async def work() -> None:
        done.append("late")

    await tasks.drain(1)
    tasks.start(work())
    await asyncio.sleep(0)

    assert done == []


async def test_of_failures_in_a_row_the_first_is_logged_and_the_end(caplog: pytest.LogCaptureFixture) -> None:
    """A database that is away for an hour does not fill the log."""
    tasks, rounds, over = Tasks(), [], asyncio.Event()

    async def work() -> None:
        rounds.append(1)
        if len(rounds) < 5:
            raise OSError("away")
        over.set()

    with caplog.at_level(logging.INFO, "dossier"):
        tasks.every(0, work)
        await over.wait()
        await tasks.drain(1)

    assert [record.getMessage() for record in caplog.records] == ["task.failed", "task.recovered"]


def test_what_was_seen_is_bounded() -> None:
    """The oldest is forgotten first."""
    seen = Seen(most=3)

    firsts = [seen.first(key) for key in (1, 2, 2, 3, 4, 1)]

    assert firsts == [True, True, False, True, True, True]


async def test_turns_keep_no_lock_that_nobody_holds() -> None:
    """A year of threads costs no memory."""
    turns = Turns()
    locks = []
    for key in range(100):
        async with turns.of(key):
            locks.append(ref(turns.of(key)))
            assert turns.of(key).locked()
    gc.collect()

    assert not turns.of(1).locked()
    assert [lock for lock in locks if lock()] == []
