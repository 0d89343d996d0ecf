"""A worker's side of the loopback chats: what the outbox posts to, as the adapters do it."""

import asyncio
import json
import os
import signal
import threading
from itertools import count
from pathlib import Path
from time import time
from typing import Any, Self

from bot.delivery import BusyError, UnsureError
from bot.store.delivery import Delivery
from tests.kill.clock import Clock

_NONCE_HOLDS = 1.5  # seconds; less than the chat's, by more than a post can be late
_OVERLAP = 2 * 3600.0  # seconds that the clocks may differ
CLOCK = "clock"  # the file of the workers' clock, beside the chats

Json = dict[str, Any]


class Line:
    """A connection to the chats; when that ends, so does the process."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, clock: Clock) -> None:
        self._reader, self._writer, self.clock = reader, writer, clock  # the chats have a clock of their own
        self._loop = asyncio.get_running_loop()
        self._numbers = count(1)
        self._asked: dict[int, asyncio.Future[Json]] = {}
        self._freezes_at = "never"
        self._reading = self._loop.create_task(self._read())

    @classmethod
    async def to(cls, path: str) -> Self:
        """A connection that has said who we are."""
        line = cls(*await asyncio.open_unix_connection(path, limit=1_000_000), Clock(Path(path).with_name(CLOCK)))
        line.tell("connect")
        return line

    def tell(self, what: str, **more: Any) -> None:
        """Say what we do."""
        said = {"do": what, "at": time(), "pid": os.getpid(), **more}
        self._writer.write(json.dumps(said).encode() + b"\n")

    async def ask(self, what: str, **more: Any) -> Json:
        """The answer; UnsureError or BusyError when it is that."""
        number = next(self._numbers)
        answered: asyncio.Future[Json] = self._loop.create_future()
        self._asked[number] = answered
        try:
            self.tell(what, number=number, **more)
            self._freeze(what)
            answer: Json = await answered
        finally:
            del self._asked[number]
        if "busy" in answer:
            raise BusyError(answer["busy"])
        if "broken" in answer:
            raise UnsureError(answer["broken"])
        return answer

    def is_to_freeze(self, at: str) -> bool:
        """Whether it was ordered that we stop at what we did just now, "" for nothing; then we say that we do."""
        if self._freezes_at != at:
            return False
        self._freezes_at = "never"
        self.tell("freeze")
        return True

    def _freeze(self, at: str) -> None:
        if self.is_to_freeze(at):
            stand_still()

    async def _read(self) -> None:
        while line := await self._reader.readline():
            said = json.loads(line)
            if said.get("do") == "freeze":
                self._freezes_at = said["at"]
                self._freeze("")
            elif (asked := self._asked.get(said["to"])) and not asked.done():
                asked.set_result(said)
        os._exit(1)


def stand_still() -> None:
    """Stop until somebody has us go on; sent to the process it might reach this thread a few steps later."""
    signal.pthread_kill(threading.get_ident(), signal.SIGSTOP)


class Marked:
    """A chat that is looked through for a post's mark, as Slack."""

    platform = "slack"

    def __init__(self, line: Line) -> None:
        self._line = line

    async def send(self, delivery: Delivery) -> str:
        """Post it with its mark."""
        posted = await self._line.ask(
            "post",
            platform=self.platform,
            channel=delivery.place.channel,
            mark=delivery.id,
            nonce=self._nonce(delivery),
            text=delivery.payload,
        )
        return str(posted["id"])

    async def find(self, delivery: Delivery) -> str | None:
        """The message with its mark, page by page."""
        first, has_more = 0, True
        where = {"platform": self.platform, "channel": delivery.place.channel, "since": _begun(delivery) - _OVERLAP}
        while has_more:
            answer = await self._line.ask("look", **where, **{"from": first})
            for message in answer["page"]:
                if message["mark"] == delivery.id:
                    return str(message["id"])
            first, has_more = first + len(answer["page"]), answer["has_more"]
        return None

    async def correct(self, delivery: Delivery, message_id: str) -> None:
        """Nothing is ever rewritten here."""

    async def refused(self, delivery: Delivery, reason: str) -> None:
        """Nothing is ever refused here."""

    def _nonce(self, delivery: Delivery) -> str:
        del delivery
        return ""


class Nonced(Marked):
    """A chat that knows a post by its nonce for a while, and by its mark after that, as Discord."""

    platform = "discord"

    async def send(self, delivery: Delivery) -> str:
        """Post it with its nonce, unless that is forgotten and the post is there."""
        is_forgotten = delivery.attempt > 1 and self._is_forgotten(delivery)
        before = await super().find(delivery) if is_forgotten else None
        return before or await super().send(delivery)

    async def find(self, delivery: Delivery) -> str | None:
        """None while posting once more comes to the same message."""
        return await super().find(delivery) if self._is_forgotten(delivery) else None

    def _is_forgotten(self, delivery: Delivery) -> bool:
        return not 0 <= self._line.clock() - _begun(delivery) < _NONCE_HOLDS

    def _nonce(self, delivery: Delivery) -> str:
        return delivery.id


def _begun(delivery: Delivery) -> float:
    return delivery.first_try_at or delivery.created_at
