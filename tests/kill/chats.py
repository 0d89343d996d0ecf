"""Two loopback chats in a process of their own: one that knows posts by their marks, and one by their nonces.

Workers connect by a Unix socket and write lines of JSON. Each says when it was sent, and the chats reckon with that:
when they themselves are slow, nothing is taken later, or shown later, than it would have been.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from tests.kill.fates import ANSWERED, LAG, NOT_TAKEN, UNSURE, Fate, Fates

NONCE_HOLDS = 3.0  # seconds for which a post with the same nonce is the same post
_PAGE = 15
_LINE = 1_000_000

Json = dict[str, Any]
Channel = tuple[str, str]


@dataclass
class Message:
    """A message in a channel; what others wrote has no mark."""

    id: str
    taken_at: float
    mark: str = ""
    text: str = ""
    nonce: str = ""


@dataclass
class Chats:
    """What stands in each channel, and who is connected; ``saw`` counts what workers did, ``posted`` their messages."""

    path: Path
    fates: Fates
    messages: dict[Channel, list[Message]] = field(default_factory=lambda: defaultdict(list))
    saw: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    posted: int = 0
    connected: dict[int, asyncio.StreamWriter] = field(default_factory=dict)
    _waiting: list[tuple[Callable[[str, int], bool], asyncio.Future[int]]] = field(default_factory=list)
    _ids: int = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_unix_server(self._serve, self.path, limit=_LINE)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for writer in self.connected.values():
            writer.close()
        await self._server.wait_closed()

    def next(self, does: str, pid: int = 0) -> asyncio.Future[int]:
        """Which worker next does something, or when one does: connect, compose, post, hear, look, leave."""
        seen: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting.append((lambda what, who: what == does and pid in (0, who), seen))
        return seen

    def tell(self, pid: int, order: Json) -> None:
        """Give a worker an order, unless it has gone."""
        if writer := self.connected.get(pid):
            _write(writer, order)

    def texts(self) -> list[str]:
        """All that workers posted."""
        return [message.text for messages in self.messages.values() for message in messages if message.mark]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        pid = 0
        with suppress(ConnectionError):
            while line := await reader.readline():
                if not line.endswith(b"\n"):
                    break  # killed while it wrote
                asked = json.loads(line)
                if asked["do"] == "connect":
                    pid = asked["pid"]
                    self.connected[pid] = writer
                self._take(asked, writer)
                self._saw(asked["do"], pid)
        self.connected.pop(pid, None)
        self._saw("leave", pid)
        writer.close()

    def _saw(self, what: str, pid: int) -> None:
        self.saw[what] += 1
        for each in tuple(self._waiting):
            is_it, seen = each
            if is_it(what, pid):
                self._waiting.remove(each)
                if not seen.done():
                    seen.set_result(pid)

    def _take(self, asked: Json, writer: asyncio.StreamWriter) -> None:
        if asked["do"] == "post":
            self._post(asked, writer)
        elif asked["do"] == "look":
            self._look(asked, writer)

    def _post(self, asked: Json, writer: asyncio.StreamWriter) -> None:
        fate = self.fates.draw()
        self.saw[fate.name] += 1
        if fate in NOT_TAKEN:
            if fate is Fate.BUSY:
                _write(writer, {"to": asked["number"], "busy": 0.05})
            return
        delay = self.fates.delay(fate)
        message = self._taken(asked, asked["at"] + delay)
        if fate in ANSWERED:
            result = {"broken": "reset"} if fate in UNSURE else {"id": message.id}
            answered = 0 if fate is Fate.CUT else delay
            for _ in range(1 + (fate is Fate.TOLD_TWICE)):
                asyncio.get_running_loop().call_later(answered, self._answer, asked, result, writer)

    def _answer(self, asked: Json, result: Json, writer: asyncio.StreamWriter) -> None:
        _write(writer, {"to": asked["number"], **result})
        self._saw("hear", asked["pid"])

    def _taken(self, asked: Json, at: float) -> Message:
        """The message that a post becomes, or became before."""
        channel, nonce = self.messages[asked["platform"], asked["channel"]], asked["nonce"]
        for message in channel:
            if nonce and message.nonce == nonce and at - message.taken_at < NONCE_HOLDS:
                message.taken_at = min(message.taken_at, at)
                return message
        channel += [Message(self._id(), at) for _ in range(self.fates.chatter())]
        self.posted += 1
        channel.append(Message(self._id(), at, asked["mark"], asked["text"], nonce))
        return channel[-1]

    def _look(self, asked: Json, writer: asyncio.StreamWriter) -> None:
        """A page of the history, the newest first, as it was a moment ago."""
        if self.fates.is_deaf():
            return
        channel = self.messages[asked["platform"], asked["channel"]]
        shown = [each for each in channel if asked["since"] <= each.taken_at <= asked["at"] - LAG]
        shown.sort(key=lambda each: (-each.taken_at, each.id))
        first = asked["from"]
        page = [{"id": each.id, "mark": each.mark} for each in shown[first : first + _PAGE]]
        _write(writer, {"to": asked["number"], "page": page, "has_more": len(shown) > first + _PAGE})

    def _id(self) -> str:
        self._ids += 1
        return f"{self._ids:08}"


def _write(writer: asyncio.StreamWriter, line: Json) -> None:
    if not writer.is_closing():
        writer.write(json.dumps(line).encode() + b"\n")
