"""What the chats of a process share, put together, and where each of them moves in."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from functools import partial
from time import time
from typing import Protocol

from bot.app import Dossier
from bot.choices import Choices
from bot.compose import Composer, Form
from bot.config import Config
from bot.delivery import Chat, Outbox, Timing
from bot.entering import enter, subscribed
from bot.fingerprint import fingerprints, note
from bot.gallery import Gallery
from bot.health import Check
from bot.journal import Journal
from bot.limiter import Limiter
from bot.memory import Memory
from bot.pace import Pace
from bot.patience import stored
from bot.pipeline import Pipeline
from bot.schedule import Schedule
from bot.state import StoredState
from bot.store import retention
from bot.store.store import Store
from bot.tasks import Tasks
from bot.ticker import Ticker, Wake
from handlers.request import Place
from handlers.workspace import defaults

Stop = Callable[[float], Awaitable[None]]

_HOUR, _DAY = 3600.0, 86_400.0  # seconds
_SETTLING = 2.0  # seconds at the stop for what is being posted


class Connected(Protocol):
    """A chat that is signed in."""

    @property
    def names(self) -> "Named":
        """What its channels are called."""

    @property
    def voice(self) -> Form:
        """What is posted by itself as the chat shows it."""

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
    forms: dict[str, Form]
    checks: dict[str, Check]
    stops: list[Stop]
    tasks: Tasks
    pace: Pace
    articles: "Articles"
    ticker: Ticker
    rounds: dict[str, Wake]

    def move_in(self, platform: str, signed_in: Connected) -> None:
        """Let a chat be posted to, by rounds of its own: one that is silent, or has much to post, holds up no other."""
        self.stops.append(signed_in.stop)
        self.chats[platform], self.names[platform] = signed_in.chat, signed_in.names
        self.forms[platform] = signed_in.voice
        self.checks[platform] = signed_in.is_ready
        self.rounds[platform] = self.ticker.every(self.pace.tick, partial(self.memory.outbox.round, platform))

    def post(self) -> None:
        """Have every chat's next round begin at once."""
        for begin in self.rounds.values():
            begin()

    async def settle(self, platform: str) -> None:
        """Once there are articles: enter a chat's subscriptions of the configuration, and note what the articles say.

        ConfigError when those name topics that the articles do not have.
        """
        now, store = time(), self.memory.store
        wanted = [each for each in self.config.subscriptions if each.place.platform == platform]
        entered = await self.pipeline.compute(lambda corpus: subscribed(wanted, corpus, now))
        said = await self.pipeline.compute(fingerprints)
        await stored(partial(enter, store, entered, platform, now))
        await stored(partial(note, store, said, now))


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
    tasks.every(_DAY, partial(asyncio.to_thread, _prune, memory.store))
    ticker = Ticker(tasks)
    house = House(dossier.config, pipeline, memory, chats, names, {}, checks, stops, tasks, pace, articles, ticker, {})
    stack.push_async_callback(memory.outbox.stop, _SETTLING)
    stack.callback(ticker.stop)
    ticker.start()
    _begin_planning(house)
    return house


def _begin_planning(house: House) -> None:
    """Plan what is due from now on."""
    posts, memory, pace = house.config.posts, house.memory, house.pace
    composer = Composer(house.pipeline, house.forms, memory.gallery.prepare if posts.picture else None)
    catch_up = posts.catch_up_hours * _HOUR
    schedule = Schedule(memory.store, composer, catch_up, ahead=pace.ahead, platforms=house.forms)

    async def plan() -> None:
        """What the ticker does; nothing before the articles are there."""
        if not await house.articles.are_ready():
            return
        if await schedule.tick():
            house.post()
        if (upcoming := await schedule.upcoming()) is not None:
            house.ticker.at("post", upcoming, house.post)

    house.ticker.every(pace.plan, plan)


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
    gallery = Gallery(config.picture.font_files)
    stack.push_async_callback(asyncio.to_thread, gallery.close)
    timing = replace(timing, catch_up_posts=config.posts.catch_up_hours * _HOUR)
    return Memory(store, Outbox(store, chats, timing), journal, choices, gallery), chats


async def _pipeline(dossier: Dossier, memory: Memory, name: Callable[[Place], str], stack: AsyncExitStack) -> Pipeline:
    _ = dossier.folder  # whether it is there is known at once; what is wrong with the articles, when they are read
    states = partial(StoredState, memory.store, memory.choices, name, usual_zone=dossier.config.posts.zone)
    pipeline = Pipeline(lambda: dossier.corpus, states, Limiter(dossier.config.per_minute), ThreadPoolExecutor(1))
    stack.push_async_callback(pipeline.close, dossier.progress.stop)
    return pipeline


def _prune(store: Store) -> None:
    with store.begin() as connection:
        retention.prune(connection, time())
