"""What the chats of a process share, put together, and where each of them moves in."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from time import time
from typing import Protocol

from bot.app import Dossier
from bot.choices import Choices
from bot.config import Config
from bot.delivery import Chat, Outbox, Timing
from bot.health import Check
from bot.journal import Journal
from bot.limiter import Limiter
from bot.memory import Memory
from bot.pace import Pace
from bot.pipeline import Pipeline
from bot.state import StoredState
from bot.store import retention
from bot.store.store import Store
from bot.tasks import Tasks
from handlers.request import Place
from handlers.workspace import defaults

Stop = Callable[[float], Awaitable[None]]

_DAY = 86_400.0  # seconds


class Connected(Protocol):
    """A chat that is signed in."""

    @property
    def names(self) -> "Named":
        """What its channels are called."""

    @property
    def chat(self) -> Chat:
        """The chat as the outbox sees it."""

    async def is_ready(self) -> bool:
        """Whether what people ask arrives, and can be answered."""

    async def stop(self, seconds: float) -> None:
        """Take nothing more, finish what is under way, disconnect."""


class Named(Protocol):
    """What a chat's channels are called."""

    def of(self, place: Place) -> str:
        """The name of a place's channel."""


@dataclass(frozen=True)
class House:
    """What the chats share, and where each makes itself known."""

    config: Config
    pipeline: Pipeline
    memory: Memory
    chats: dict[str, Chat]
    names: dict[str, Named]
    checks: dict[str, Check]
    stops: list[Stop]
    tasks: Tasks
    pace: Pace
    articles: "Articles"

    def move_in(self, platform: str, signed_in: Connected) -> None:
        """Let a chat be posted to."""
        self.stops.append(signed_in.stop)
        self.chats[platform], self.names[platform] = signed_in.chat, signed_in.names
        self.checks[platform] = signed_in.is_ready


class Articles:
    """The articles on their way to being searched, which begins when somebody waits for it."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self._preparing: asyncio.Future[None] | None = None

    async def load(self) -> None:
        """Load what encodes them; its libraries hold up whatever else starts meanwhile."""
        await self._pipeline.load()

    async def prepared(self) -> None:
        """Wait until they are encoded and indexed."""
        if self._preparing is None:
            self._preparing = asyncio.ensure_future(_prepare(self._pipeline))
        await asyncio.shield(self._preparing)

    async def are_ready(self) -> bool:
        """Whether nobody has to wait for them any more."""
        return self._preparing is not None and self._preparing.done()

    def give_up(self) -> None:
        """Wait no more."""
        if self._preparing:
            self._preparing.cancel()


async def open_house(dossier: Dossier, checks: dict[str, Check], stack: AsyncExitStack, pace: Pace) -> House:
    """All that a chat needs."""
    memory, chats = await _memory(dossier.config, checks, stack, pace.delivery)
    names: dict[str, Named] = {}
    pipeline = await _pipeline(dossier, memory, lambda place: names[place.platform].of(place), stack)
    articles = Articles(pipeline)
    stack.callback(articles.give_up)
    checks["articles"] = articles.are_ready
    stops: list[Stop] = []
    stack.push_async_callback(stop_all, stops, pace.drain)
    tasks = Tasks()
    stack.push_async_callback(tasks.drain, 1)
    tasks.every(pace.tick, memory.outbox.tick)
    tasks.every(_DAY, partial(asyncio.to_thread, _prune, memory.store))
    return House(dossier.config, pipeline, memory, chats, names, checks, stops, tasks, pace, articles)


async def stop_all(stops: Collection[Stop], seconds: float) -> None:
    """Stop every chat, all at once: together they have no longer than one has."""
    stopping = [asyncio.ensure_future(stop(seconds)) for stop in stops]
    if stopping:
        await asyncio.wait(stopping)
        await asyncio.gather(*stopping)


async def _prepare(pipeline: Pipeline) -> None:
    await pipeline.load()
    await pipeline.prepare()
    gc.collect()
    gc.freeze()  # the articles stay: looking through them for garbage again and again would cost a request a third


async def _memory(
    config: Config, checks: dict[str, Check], stack: AsyncExitStack, timing: Timing
) -> tuple[Memory, dict[str, Chat]]:
    """The store and what is kept in it, and where the outbox looks for its chats."""
    store = await asyncio.to_thread(Store.open, config.database)
    stack.push_async_callback(asyncio.to_thread, store.close)
    chats: dict[str, Chat] = {}
    journal = Journal(store)
    stack.push_async_callback(asyncio.to_thread, journal.close)
    checks["database"] = partial(asyncio.to_thread, store.is_alive)
    held = {
        "slack": defaults(config.slack.audience, config.slack.auto_answer),
        "discord": defaults(config.discord.audience),
    }
    choices = Choices(store, held)
    return Memory(store, Outbox(store, chats, timing), journal, choices), chats


async def _pipeline(dossier: Dossier, memory: Memory, name: Callable[[Place], str], stack: AsyncExitStack) -> Pipeline:
    _ = dossier.folder  # whether it is there is known at once; what is wrong with the articles, when they are read
    states = partial(StoredState, memory.store, memory.choices, name)
    pipeline = Pipeline(lambda: dossier.corpus, states, Limiter(dossier.config.per_minute), ThreadPoolExecutor(1))
    stack.push_async_callback(pipeline.close, dossier.progress.stop)
    return pipeline


def _prune(store: Store) -> None:
    with store.begin() as connection:
        retention.prune(connection, time())
