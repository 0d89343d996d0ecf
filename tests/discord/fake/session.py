"""Sessions of the gateway and the connections they speak through."""

import asyncio
import json
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import web

from tests.discord.fake.compression import Encode
from tests.discord.fake.events import Event
from tests.discord.fake.world import Payload

_KEPT = 2_000


class Connection:
    """One WebSocket of a bot; what is sent leaves it in order."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request, encode: Encode | None) -> None:
        self.socket = socket
        self.session: Session | None = None
        self.is_silent = self.is_dismissed = False
        self._request = request
        self._encode = encode
        self._waiting: asyncio.Queue[bytes | int] = asyncio.Queue()

    def send(self, payload: Payload) -> None:
        """Sends a payload after those before it."""
        if not self.is_silent:
            self._waiting.put_nowait(json.dumps(payload).encode())

    def close(self, code: int) -> None:
        """Closes the connection once all has been sent; its session can be resumed, whatever the bot replies."""
        self.is_dismissed = True
        self._waiting.put_nowait(code)

    def cut(self) -> None:
        """Ends the connection without a word."""
        if self._request.transport is not None:
            self._request.transport.abort()

    def freeze(self) -> None:
        """Reads nothing that comes any more, so nothing is answered, not even a good-bye."""
        transport = self._request.transport
        if isinstance(transport, asyncio.ReadTransport):
            transport.pause_reading()

    async def write(self) -> None:
        """Sends what waits, until the connection ends."""
        with suppress(ConnectionError):
            while isinstance(waiting := await self._waiting.get(), bytes):
                await self._write(waiting)
            await self.socket.close(code=waiting)

    async def _write(self, text: bytes) -> None:
        if self._encode is None:
            await self.socket.send_str(text.decode())
        else:
            await self.socket.send_bytes(self._encode(text))


@dataclass(slots=True, eq=False)
class Session:
    """What a bot identified with, and the events it was sent: (sequence number, payload), for a resume.

    connection: the one it speaks through; None while the bot is away.
    """

    id: str
    intents: int
    shard: tuple[int, int]
    connection: Connection | None
    sequence: int = 0
    sent: deque[tuple[int, Payload]] = field(default_factory=lambda: deque(maxlen=_KEPT), repr=False)

    def offer(self, event: Event) -> None:
        """Sends an event that this session is to get."""
        if event.is_for(self.intents, self.shard):
            self.dispatch(event.name, event.data_for(self.intents))

    def dispatch(self, name: str, data: Payload) -> None:
        """Sends an event with the next sequence number, or keeps it until the bot is back."""
        self.sequence += 1
        payload = {"op": 0, "t": name, "s": self.sequence, "d": data}
        self.sent.append((self.sequence, payload))
        if self.connection is not None:
            self.connection.send(payload)

    def remembers(self, after: int) -> bool:
        """Whether all events later than this sequence number are still kept."""
        return self.sequence - len(self.sent) <= max(after, 0)

    def replay(self, after: int) -> None:
        """Sends all events later than this sequence number again."""
        for number, payload in tuple(self.sent):
            if number > after and self.connection is not None:
                self.connection.send(payload)
