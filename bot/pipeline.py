"""The one way of a chat's request to its reply: limit, commands for admins, replies kept, one worker thread."""

import asyncio
import math
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from time import perf_counter
from typing import TypeVar

from bot.answer import APOLOGY, attempt, failed, told
from bot.limiter import Limiter
from bot.replies import Replies, key
from bot.standing import Rights
from corpus.collection import Corpus
from corpus.topics import Topic
from handlers.card import Audience, Card, Kind, Reply, Text
from handlers.complete import complete
from handlers.registry import StateCommand
from handlers.request import Place, Request
from handlers.route import reply as route
from handlers.route import state_command
from handlers.state import Reach, State

States = Callable[[Place, Reach, str], State]
"""What is stored for the workspace of a place, or for its channel alone, and the asker's time zone, "" for unknown."""

T = TypeVar("T")


class Pipeline:
    """Answers what people say in chats.

    Handlers are not safe in several threads at once, so all run in the executor, which must have one; it is the
    pipeline's own from now on. ``states`` is called there too, and so is ``corpus``, which gives the articles and may
    take its time to read them, once.
    """

    def __init__(
        self, corpus: Callable[[], Corpus], states: States, limiter: Limiter, executor: ThreadPoolExecutor
    ) -> None:
        self._corpus = corpus
        self._states = states
        self._limiter = limiter
        self._executor = executor
        self._replies = Replies()
        self._underway: dict[Hashable, asyncio.Future[Reply]] = {}

    async def load(self) -> None:
        """Read the articles and load the encoder.

        Its libraries hold up the event loop, so nobody should wait for an answer yet.
        """
        await asyncio.get_running_loop().run_in_executor(self._executor, self._load)

    async def prepare(self) -> None:
        """Read and index what the first question would wait for; whatever is wrong with the articles comes out here."""
        await asyncio.get_running_loop().run_in_executor(self._executor, self._warm)

    def ready(self, request: Request) -> Reply | None:
        """The reply that is there at once, counted as one request; None leaves all to ``reply``."""
        start = perf_counter()
        kept = self._replies.get(key(request))
        if kept is None or not self._limiter.take(_user(request)):
            return None
        told(request, kept, start)
        return kept

    async def reply(self, request: Request, rights: Rights) -> Reply | None:
        """The reply to a request; None, which is silence, to somebody over the limit who has been told so."""
        start = perf_counter()
        reply = await self._reply(request, rights) if self._limiter.take(_user(request)) else self._notice(request)
        if reply:
            told(request, reply, start)
        return reply

    def over_limit(self, request: Request) -> Reply:
        """That somebody may ask no more for so many seconds, for who asks all the same."""
        return _over_limit(self._limiter.per_minute, math.ceil(self._limiter.seconds(_user(request))))

    async def again(self, request: Request, rights: Rights) -> Reply:
        """The reply to what was asked before, to read on in: it counts as no further request."""
        return await self._reply(request, rights)

    async def answer(self, request: Request) -> Reply:
        """What the articles say to a request, whoever asks, one computation for all who ask the same at once."""
        wanted = key(request)
        if kept := self._replies.get(wanted):
            return kept
        if wanted not in self._underway:
            work = self._work(request, lambda: route(request, self._corpus()))
            work.add_done_callback(partial(self._keep, request))
            self._underway[wanted] = work
        return await asyncio.shield(self._underway[wanted])

    async def unasked(self, request: Request) -> Reply | None:
        """As ``answer``, for what nobody asked anew: it counts as one request, and over the limit nothing is said."""
        return await self.answer(request) if self._limiter.take(_user(request)) else None

    async def topics(self, typed: str, most: int) -> tuple[Topic, ...]:
        """At most so many topics that a half-typed name may become; of nothing typed, those mentioned most."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, lambda: complete(typed, self._corpus(), most))

    async def compute(self, work: Callable[[Corpus], T]) -> T:
        """What comes of the articles in the worker thread, where it waits for its turn like a request."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, lambda: work(self._corpus()))

    async def close(self, stop: Callable[[], None] = lambda: None) -> None:
        """Wait for the reply under way, and end the worker; what has not begun by now nobody awaits any more.

        ``stop`` breaks off what would take too long to wait for: the encoding of the articles.
        """
        self._executor.shutdown(wait=False, cancel_futures=True)
        stop()
        await asyncio.to_thread(self._executor.shutdown)

    async def _reply(self, request: Request, rights: Rights) -> Reply:
        found = state_command(request)
        return await (self._administer(*found, rights) if found else self.answer(request))

    async def _administer(self, command: StateCommand, request: Request, rights: Rights) -> Reply:
        """The reply to a command for admins, or what its user lacks to be one."""
        try:
            standing = await rights(command.reach)
        except Exception:  # noqa: BLE001 -- a chat that does not say who is an admin must not leave its user without a reply
            failed(request)
            return APOLOGY
        reach = standing.reach
        if reach is None:
            return _denial(command, standing.missing)
        return await self._work(
            request, lambda: command.handler(request, self._corpus(), self._states(request.place, reach, standing.zone))
        )

    def _notice(self, request: Request) -> Reply | None:
        """That somebody is over the limit, told once."""
        seconds = self._limiter.notice(_user(request))
        return None if seconds is None else _over_limit(self._limiter.per_minute, math.ceil(seconds))

    def _work(self, request: Request, work: Callable[[], Reply]) -> asyncio.Future[Reply]:
        """Work for a request in the worker thread, where its log lines are still the request's."""
        loop = asyncio.get_running_loop()
        return loop.run_in_executor(self._executor, copy_context().run, attempt, request, work)

    def _keep(self, request: Request, work: asyncio.Future[Reply]) -> None:
        """Remember a reply, but not that to a command for admins taken for a question: the key would be the same."""
        del self._underway[key(request)]
        if not work.cancelled() and state_command(request) is None:
            self._replies.keep(key(request), work.result())

    def _load(self) -> None:
        self._corpus().search.load()

    def _warm(self) -> None:
        corpus = self._corpus()
        for passage in corpus.passages[:1]:
            corpus.ranked(corpus.question(passage.text))


def _user(request: Request) -> Hashable:
    return request.place.platform, request.place.workspace, request.user


def _denial(command: StateCommand, missing: str) -> Reply:
    card = Card(f"“{command.name}” is for admins", (Text(f"{missing.rstrip('.')}."),))
    return Reply(Kind.ERROR, card, audience=Audience.ASKER)


def _over_limit(per_minute: int, seconds: int) -> Reply:
    again = "a second" if seconds <= 1 else f"{seconds} seconds"
    text = Text(f"Each person may ask {per_minute} times a minute. Ask again in {again}.")
    return Reply(Kind.ERROR, Card("One moment", (text,)), audience=Audience.ASKER)
