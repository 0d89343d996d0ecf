"""A chat that does what a test tells it to, and a clock that is set by hand."""

import asyncio
from dataclasses import dataclass, field

from bot.delivery import PostError, UnsureError
from bot.store.delivery import Delivery


@dataclass
class Clock:
    """A clock that is set by hand."""

    now: float = 1_000.0

    def __call__(self) -> float:
        """The time that is set."""
        return self.now


@dataclass
class FakeChat:
    """A chat that does what it is told to: ``plan`` holds what comes of each post, None for its being taken.

    A post whose answer is lost is taken all the same when ``takes`` says so.
    """

    plan: list[PostError | None] = field(default_factory=list)
    takes: bool = True
    is_readable: bool = True
    hangs: bool = False
    posted: list[str] = field(default_factory=list)
    corrected: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    is_posted_to: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, delivery: Delivery) -> str:
        """Do what comes next in the plan."""
        if self.hangs:
            await asyncio.Event().wait()
        trouble = self.plan.pop(0) if self.plan else None
        if trouble is None or (isinstance(trouble, UnsureError) and self.takes):
            self.posted.append(delivery.id)
            self.is_posted_to.set()
        if trouble:
            raise trouble
        return f"m-{delivery.id}"

    async def find(self, delivery: Delivery) -> str | None:
        """What was taken, when the history can be read."""
        if not self.is_readable:
            raise UnsureError("history is away")
        return f"m-{delivery.id}" if delivery.id in self.posted else None

    async def correct(self, delivery: Delivery, message_id: str) -> None:
        """Note what the message is to be."""
        self.corrected.append(f"{message_id}: {delivery.payload}")

    async def refused(self, delivery: Delivery, reason: str) -> None:
        """Note what was told."""
        self.told.append(f"{delivery.id}: {reason}")
