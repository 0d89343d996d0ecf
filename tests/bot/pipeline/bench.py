"""A pipeline to put requests into, and the rights of whoever asks."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date

from bot.limiter import Limiter
from bot.pipeline import Pipeline
from bot.standing import Standing
from corpus.collection import Corpus
from handlers.card import Context
from handlers.request import Place, Request
from handlers.state import Reach
from tests.handlers.memory import Memory

HERE = Place("slack", "T1", "C1")
ADMINS_ONLY = "You must be an admin or owner of this workspace, or have created this channel"


async def admin(_needed: Reach) -> Standing:
    """The rights of an admin of the workspace."""
    return Standing(Reach.WORKSPACE)


async def creator(needed: Reach) -> Standing:
    """The rights of one who created the channel."""
    return Standing(None, ADMINS_ONLY) if needed is Reach.WORKSPACE else Standing(Reach.CHANNEL)


async def member(_needed: Reach) -> Standing:
    """The rights of anybody else."""
    return Standing(None, ADMINS_ONLY)


async def unknown(_needed: Reach) -> Standing:
    """A chat that does not answer."""
    raise ConnectionError


@dataclass
class Bench:
    """A pipeline with its state in memory, and the clock of its limit, which stands still."""

    corpus: Corpus
    memory: Memory = field(default_factory=Memory)
    limiter: Limiter = field(default_factory=lambda: Limiter(20, lambda: 0.0))
    computed: list[str] = field(default_factory=list)
    begun: threading.Event = field(default_factory=threading.Event)
    threads: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.pipeline = Pipeline(lambda: self.corpus, self.states, self.limiter, ThreadPoolExecutor(1, "answers"))

    def states(self, place: Place, reach: Reach, zone: str) -> Memory:
        """The state of the one workspace there is."""
        assert place.workspace == "T1"
        self.threads.add(threading.current_thread().name)
        self.memory.reach, self.memory.own_zone = reach, zone
        return self.memory


def asked(text: str, user: str = "U1", context: Context = Context()) -> Request:
    """A request of somebody in a channel."""
    return Request(text, date(2026, 11, 22), place=HERE, user=user, id="7", context=context)
