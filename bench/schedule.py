"""What is posted by itself: a thousand posts due in one second, a hundred thousand due at once, and a picture."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from time import perf_counter, time
from typing import Any
from uuid import uuid4

from rich.console import Console

from bench.process import new_folder
from bench.start import ROOT
from bench.table import WIDTH, Row, show
from bench.timing import Timing, seconds
from bot.adapters.slack import render
from bot.compose import Composer
from bot.delivery import Outbox
from bot.delivery import Timing as Pacing
from bot.limiter import Limiter
from bot.pace import Pace
from bot.picture.draw import draw_shown
from bot.picture.fonts import fonts
from bot.picture.png import Drawer
from bot.picture.shown import shown
from bot.pipeline import Pipeline
from bot.rate import Wave
from bot.schedule import Schedule
from bot.store import claims, subscriptions
from bot.store.delivery import Delivery, Lease
from bot.store.store import Store
from bot.tasks import Tasks
from bot.ticker import Ticker
from corpus.article import Passage
from corpus.collection import Corpus
from corpus.load import load
from handlers.card import Reply
from handlers.daily import facts_about
from handlers.daily_card import daily, subject_of
from handlers.request import Place
from handlers.rhythm import EVERY_DAY, Rhythm
from handlers.subscription import Kind, Subscription
from tests.store.postgres import programs, running

_SECOND, _WAVE = 1_000, 100_000
_SOON = 8.0  # seconds in which a thousand are planned before they are due
_GLANCE = 0.005  # seconds between two looks at the event loop
_ANSWERS = 0.02  # seconds that the chat takes to answer
_CATCH_UP = 6 * 3600.0
_CLAIMED = 100  # deliveries at a time, as the outbox takes them
_MILLI = 1e3
_DAY = date(2026, 11, 23)
_NONE = Timing.of(0)


@dataclass
class _Chat:
    """Takes everything; ``late`` are the seconds from each post's time to its arrival."""

    late: list[float] = field(default_factory=list)
    is_full: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, delivery: Delivery) -> str:
        self.late.append(time() - (delivery.scheduled_for or 0))
        if len(self.late) == _SECOND:
            self.is_full.set()
        await asyncio.sleep(_ANSWERS)
        return delivery.id

    async def find(self, delivery: Delivery) -> str | None:
        """Nothing is ever in doubt."""

    async def correct(self, delivery: Delivery, message_id: str) -> None:
        """Nothing is ever rewritten."""

    async def refused(self, delivery: Delivery, reason: str) -> None:
        """Nothing is ever refused."""


class _Form:
    """What a post holds, as for Slack."""

    def posted(self, reply: Reply) -> Mapping[str, Any]:
        return {"message": render.message(reply.card), "plain": render.plain_message(reply.card)}


def schedule_rows() -> list[Row]:
    """Every row."""
    corpus = load(ROOT / "corpus")
    gc.freeze()  # as the running bot does, or the articles would be looked through for garbage again and again
    binaries = programs()
    if binaries is None:
        message = "no PostgreSQL to measure: install Debian's package postgresql"
        raise RuntimeError(message)
    with running(binaries) as server:
        postgresql, wave = server.database("second"), server.database("wave")
        return [
            *asyncio.run(_second_rows("PostgreSQL", postgresql, corpus)),
            *asyncio.run(_on_sqlite(corpus)),
            *asyncio.run(_wave_rows(wave, corpus)),
            _picture_row(corpus),
        ]


async def _on_sqlite(corpus: Corpus) -> list[Row]:
    async with new_folder() as folder:
        return await _second_rows("SQLite", f"sqlite:///{folder / 'dossier.sqlite3'}", corpus)


async def _second_rows(name: str, url: str, corpus: Corpus) -> list[Row]:
    """A thousand due in the same second: how late each arrives at the chat, and the event loop meanwhile."""
    due, chat = time() + _SOON, _Chat()
    async with _opened(url, _SECOND, due) as store, _posting(store, chat, corpus), _watched() as lags:
        await chat.is_full.wait()
    return [
        Row(f"{_SECOND:,} due in the same second, {name}: late by", Timing.of(*chat.late), _NONE, "s", 1),
        Row("… the event loop late by, meanwhile", Timing.of(*lags).scaled(_MILLI), _NONE, "ms", 50, "worst"),
    ]


async def _wave_rows(url: str, corpus: Corpus) -> list[Row]:
    """A hundred thousand due at once: until all are planned, and until all are claimed."""
    async with _opened(url, _WAVE, time() - 1) as store:
        with _composer(corpus) as compose:
            began = perf_counter()
            await Schedule(store, compose, _CATCH_UP).tick()
            planned = Timing.of(perf_counter() - began)
        claimed = Timing.of(await asyncio.to_thread(_claim_all, store))
    return [
        Row(f"{_WAVE:,} due at once, PostgreSQL: planned", planned, _NONE, "s", 20, "worst"),
        Row("… claimed", claimed, _NONE, "s", 10, "worst"),
    ]


def _claim_all(store: Store) -> float:
    """The seconds until all that is due is claimed by one process, as its outbox does it."""
    began, number, wave = perf_counter(), 0, Wave(None)
    while number < _WAVE:
        now = time()
        with store.begin() as connection:
            taken = claims.claim_due(connection, "slack", Lease(uuid4().hex, now, now + 600), _CLAIMED, wave)
        if not taken:
            message = f"only {number} are due"
            raise RuntimeError(message)
        number += len(taken)
    return perf_counter() - began


def _picture_row(corpus: Corpus) -> Row:
    """Each fact as a picture, the first one as well, which waits for the fonts and the process that draws."""
    installed = fonts(())

    def drawn(fact: Passage) -> None:
        subject = subject_of(fact, corpus, ())
        seen = shown(daily(fact, corpus, (), "s1"), subject.id if subject else "", _DAY)
        draw_shown(seen, installed, drawer)

    with closing(Drawer()) as drawer:
        values = [seconds(drawn, fact) for fact in facts_about(corpus)]
    return Row("a fact drawn as a picture, in a thread", Timing.of(*values).scaled(_MILLI), _NONE, "ms", 100)


@asynccontextmanager
async def _posting(store: Store, chat: _Chat, corpus: Corpus) -> AsyncIterator[None]:
    """Planning and posting as the running bot does."""
    tasks, pace = Tasks(), Pace()
    ticker = Ticker(tasks)
    with _composer(corpus) as compose:
        schedule = Schedule(store, compose, _CATCH_UP, ahead=pace.ahead)
        ticker.start()
        post = ticker.every(pace.tick, Outbox(store, {"slack": chat}, Pacing(rates={})).tick)

        async def plan() -> None:
            await schedule.tick()
            if (upcoming := await schedule.upcoming()) is not None:
                ticker.at("post", upcoming, post)

        ticker.every(pace.plan, plan)
        yield
        ticker.stop()
        await tasks.drain(pace.drain)


@contextmanager
def _composer(corpus: Corpus) -> Iterator[Composer]:
    """What puts together facts; nobody asks, so there is no state."""
    with ThreadPoolExecutor(1) as worker:
        yield Composer(Pipeline(lambda: corpus, _stateless, Limiter(1), worker), {"slack": _Form()}, None)


def _stateless(*_: object) -> Any:
    raise NotImplementedError


@asynccontextmanager
async def _opened(url: str, number: int, due: float) -> AsyncIterator[Store]:
    """A store with so many subscriptions that are due."""
    store = await asyncio.to_thread(Store.open, url)
    await asyncio.to_thread(_subscribe, store, number, due)
    yield store
    await asyncio.to_thread(store.close)


def _subscribe(store: Store, number: int, due: float) -> None:
    hour = (datetime.fromtimestamp(due, UTC) - timedelta(hours=6)).time().replace(minute=0, second=0, microsecond=0)
    rhythm = Rhythm(hour, EVERY_DAY, "UTC")
    with store.begin() as connection:
        for at in range(number):
            place = Place("slack", f"T{at % 100}", f"C{at}")
            subscriptions.put(connection, Subscription(f"s{at}", place, Kind.FACT, rhythm, next_at=due))


@asynccontextmanager
async def _watched() -> AsyncIterator[list[float]]:
    """By how many seconds the event loop is late, again and again."""
    lags = list[float]()
    watching = asyncio.create_task(_watch(lags))
    yield lags
    watching.cancel()


async def _watch(lags: list[float]) -> None:
    loop = asyncio.get_running_loop()
    while True:
        at = loop.time() + _GLANCE
        await asyncio.sleep(_GLANCE)
        lags.append(loop.time() - at)


def main() -> int:
    """Every row alone; 1 when a floor is missed."""
    rows = schedule_rows()
    show("What is posted by itself", rows, Console(width=WIDTH))
    return int(any(row.missed for row in rows))


if __name__ == "__main__":
    sys.exit(main())
