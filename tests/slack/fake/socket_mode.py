"""Socket Mode: WebSocket connections to bots, envelopes and their acknowledgements, lost connections."""

import asyncio
import itertools
import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from tests.slack.fake.delivery import Delivery

if TYPE_CHECKING:
    from tests.slack.fake.state import State


@dataclass(slots=True, eq=False)
class Connection:
    """One WebSocket of a bot; a closing one (told to go elsewhere) gets nothing new."""

    socket: web.WebSocketResponse
    request: web.Request
    is_closing: bool = False
    unacked: dict[str, Delivery] = field(default_factory=dict)


class SocketMode:
    """Sends each envelope over one of the open connections, in turn, until it is acknowledged."""

    def __init__(self, slack: "State") -> None:
        self._slack = slack
        self.connections: list[Connection] = []
        self.hellos = 0
        self.is_keeping = True  # what is said while nobody is connected, for the next connection; else it is lost
        self._waiting: list[Delivery] = []
        self._turn = itertools.count()
        self.spoilt = 0  # of so many addresses that are handed out next, none will work
        self._spoilt: set[str] = set()
        self._sent: dict[str, Delivery] = {}

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """A bot's connection, until it ends; what it left unacknowledged goes to the next one."""
        ticket = request.query.get("ticket", "")
        if self.spoilt and ticket not in self._spoilt:
            self.spoilt -= 1
            self._spoilt.add(ticket)
        if ticket in self._spoilt:
            raise web.HTTPNotFound
        socket = web.WebSocketResponse(timeout=0.5)
        await socket.prepare(request)
        connection = Connection(socket, request)
        self.connections.append(connection)
        self.hellos += 1
        await socket.send_json(self._hello())
        self._slack.changed()
        try:
            waiting, self._waiting = self._waiting, []
            for delivery in waiting:
                await self.send(delivery)
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self._take(message.data)
        finally:
            self.connections.remove(connection)
            self._slack.changed()
            await self._hand_over(connection)
        return socket

    async def send(self, delivery: Delivery) -> None:
        """Sends an envelope now, or at the next connection."""
        open_ = [connection for connection in self.connections if not connection.is_closing]
        if not open_:
            if self.is_keeping:
                self._waiting.append(delivery)
            else:
                self._slack.unsettled.discard(delivery)
            return
        connection = open_[next(self._turn) % len(open_)]
        envelope = json.dumps(delivery.as_envelope())
        delivery.attempts += 1
        delivery.connection = connection
        connection.unacked[delivery.envelope_id] = delivery
        self._sent[delivery.envelope_id] = delivery
        with suppress(ConnectionError):  # the end of the connection hands it over
            await connection.socket.send_str(envelope)

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Tells every connection to go and open a new one."""
        for connection in tuple(self.connections):
            connection.is_closing = True
            await connection.socket.send_json(
                {"type": "disconnect", "reason": reason, "debug_info": {"host": "loopback"}}
            )

    def drop(self) -> None:
        """Cuts every connection without a word."""
        for connection in self.connections:
            connection.is_closing = True
            if connection.request.transport is not None:
                connection.request.transport.abort()

    def forget(self) -> None:
        """Drops what waits for a connection: Slack promises no event to who was away."""
        for delivery in self._waiting:
            self._slack.unsettled.discard(delivery)
        self._waiting = []

    async def close(self) -> None:
        """Ends every connection in order."""
        await asyncio.gather(*(connection.socket.close() for connection in tuple(self.connections)))

    def _take(self, text: str) -> None:
        answer = json.loads(text)
        delivery = self._sent.get(answer.get("envelope_id", ""))
        if delivery is None and not self._slack.is_recording:
            return  # settled before, and forgotten
        if delivery is None:
            self._slack.problems.append(f"an acknowledgement of nothing: {text[:200]}")
            return
        if delivery.connection is not None:
            delivery.connection.unacked.pop(delivery.envelope_id, None)
        if not self._slack.is_recording:
            del self._sent[delivery.envelope_id]
        self._slack.settle(delivery, answer.get("payload"))

    async def _hand_over(self, connection: Connection) -> None:
        for delivery in tuple(connection.unacked.values()):
            if delivery.kind in self._slack.redelivered:
                await self.send(delivery)

    def _hello(self) -> dict[str, object]:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": {"host": "loopback", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": "A0001"},
        }
