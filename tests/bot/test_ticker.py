"""What wakes the bot, and what goes on although nothing does."""

import asyncio
import logging
from collections.abc import AsyncIterator
from time import time

import pytest

from bot.tasks import Tasks
from bot.ticker import Ticker


class Rounds:
    """Work that counts how often it is done, for whoever waits for that."""

    def __init__(self) -> None:
        self.count, self._done = 0, asyncio.Condition()

    async def work(self) -> None:
        """One round."""
        async with self._done:
            self.count += 1
            self._done.notify_all()

    async def reach(self, count: int) -> None:
        """Wait until so many are done."""
        async with asyncio.timeout(5), self._done:
            await self._done.wait_for(lambda: self.count >= count)


@pytest.fixture
async def tasks() -> AsyncIterator[Tasks]:
    """Tasks that end with the test."""
    tasks = Tasks()
    yield tasks
    await tasks.drain(1)


@pytest.fixture
async def ticker(tasks: Tasks) -> AsyncIterator[Ticker]:
    """A ticker that ticks."""
    ticker = Ticker(tasks)
    ticker.start()
    yield ticker
    ticker.stop()


async def test_work_is_done_now_and_again_and_again(ticker: Ticker) -> None:
    """Every so many seconds."""
    rounds = Rounds()

    ticker.every(0.05, rounds.work)

    await rounds.reach(4)


async def test_work_is_done_at_once_when_it_is_woken(ticker: Ticker) -> None:
    """Though its time is far."""
    rounds = Rounds()
    wake = ticker.every(1_000, rounds.work)
    await rounds.reach(1)

    wake()

    await rounds.reach(2)


async def test_work_is_woken_at_a_time_and_under_a_name_at_the_last_that_was_said(ticker: Ticker) -> None:
    """The earlier ones hold no more; a time that is over is now."""
    rounds = Rounds()
    wake = ticker.every(1_000, rounds.work)
    await rounds.reach(1)

    ticker.at("post", time() + 1_000, wake)
    ticker.at("post", time() - 1, wake)

    await rounds.reach(2)


async def test_work_goes_on_when_the_machine_s_clock_is_set_back(tasks: Tasks) -> None:
    """The scheduler stands still then, as one that was never started."""
    rounds = Rounds()

    Ticker(tasks).every(0.01, rounds.work)

    await rounds.reach(3)


async def test_work_that_is_woken_while_it_is_done_is_done_once_more(ticker: Ticker) -> None:
    """And never twice at once."""
    begun, may_end, under_way, most = asyncio.Event(), asyncio.Event(), 0, 0
    rounds = Rounds()

    async def work() -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        begun.set()
        await may_end.wait()
        under_way -= 1
        await rounds.work()

    wake = ticker.every(1_000, work)
    await begun.wait()
    wake()
    wake()
    may_end.set()

    await rounds.reach(2)
    assert most == 1


async def test_what_is_to_be_woken_at_the_stop_is_no_failure(tasks: Tasks, caplog: pytest.LogCaptureFixture) -> None:
    """The scheduler says nothing of it."""
    woken, ticker = asyncio.Event(), Ticker(tasks)
    ticker.start()

    ticker.at("post", time() - 1, woken.set)
    ticker.stop()
    async with asyncio.timeout(5):
        await woken.wait()

    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
