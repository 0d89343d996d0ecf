"""The gateway: bots identify, resume and beat; tests reconnect, invalidate, cut (Discord's documentation: Gateway)."""

import asyncio
import json
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from tests.discord.fake.compression import encoder
from tests.discord.fake.events import Event, guild_created, on_shard, ready
from tests.discord.fake.intents import PRIVILEGED
from tests.discord.fake.session import Connection, Session
from tests.discord.fake.world import Payload

if TYPE_CHECKING:
    from tests.discord.fake.state import State

_HEARTBEAT, _IDENTIFY, _RESUME, _RECONNECT, _INVALID, _HELLO, _ACK = 1, 2, 6, 7, 9, 10, 11
_UNAUTHENTICATED, _BAD_TOKEN, _AGAIN, _BAD_SEQUENCE, _BAD_SHARD, _DISALLOWED = 4003, 4004, 4005, 4007, 4010, 4014


class Gateway:
    """Serves /gateway.

    heartbeat_interval: milliseconds, told to new connections; overlap: so many events that were delivered already are
    replayed at each resume; is_open: whether new connections are let in, refused: how many were not; sessions: by id,
    also those whose bot is away.
    """

    def __init__(self, discord: "State") -> None:
        self._discord = discord
        self.heartbeat_interval = 41_250
        self.overlap = 0
        self.is_open = True
        self.refused = 0
        self.connections: list[Connection] = []
        self.sessions: dict[str, Session] = {}
        self.identifies: list[Payload] = []
        self.resumes: list[Payload] = []
        self.heartbeats = 0

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """A bot's connection, until it ends."""
        if not self.is_open:
            self.refused += 1
            self._discord.changed()
            raise web.HTTPServiceUnavailable
        socket = web.WebSocketResponse(timeout=0.5, compress=False)
        await socket.prepare(request)
        connection = Connection(socket, request, encoder(request.query.get("compress", "")))
        self.connections.append(connection)
        writing = asyncio.create_task(connection.write())
        connection.send({"op": _HELLO, "d": {"heartbeat_interval": self.heartbeat_interval, "_trace": []}, "s": None})
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self._take(connection, json.loads(message.data))
        finally:
            self._end(connection)
            writing.cancel()
        return socket

    def offer(self, event: Event) -> None:
        """Sends an event to every session that is to get it."""
        for session in tuple(self.sessions.values()):
            session.offer(event)

    def reconnect(self) -> None:
        """Tells every bot to reconnect and resume (op 7)."""
        for connection in self.connections:
            connection.send({"op": _RECONNECT, "d": None, "s": None})

    def invalidate(self, *, is_resumable: bool = False) -> None:
        """Tells every bot that its session is invalid (op 9)."""
        for connection in self.connections:
            self._invalidate(connection, is_resumable=is_resumable)

    def cut(self) -> None:
        """Ends every connection without a close frame."""
        for connection in self.connections:
            connection.cut()

    def silence(self) -> None:
        """Leaves every connection open, but sends and acknowledges nothing there any more; new ones are well."""
        for connection in self.connections:
            connection.is_silent = True

    def close(self, code: int) -> None:
        """Closes every connection with a code."""
        for connection in self.connections:
            connection.close(code)

    def _take(self, connection: Connection, payload: Payload) -> None:
        operation, data = payload["op"], payload["d"]
        if operation == _HEARTBEAT:
            self.heartbeats += 1
            connection.send({"op": _ACK, "d": None, "s": None})
        elif operation == _IDENTIFY:
            self.identifies.append(data)
            self._identify(connection, data)
        elif operation == _RESUME:
            self.resumes.append(data)
            self._resume(connection, data)
        elif connection.session is None:
            connection.close(_UNAUTHENTICATED)
        self._discord.changed()

    def _identify(self, connection: Connection, data: Payload) -> None:
        refusal = self._refusal(connection, data)
        if refusal:
            connection.close(refusal)
            return
        shard = tuple(data.get("shard", (0, 1)))
        session = Session(f"session{self._discord.clock.snowflake():x}", data["intents"], shard, connection)
        self.sessions[session.id] = connection.session = session
        session.dispatch("READY", ready(self._discord, session.id, shard))
        for guild in on_shard(self._discord, shard):
            session.offer(guild_created(self._discord, guild))

    def _refusal(self, connection: Connection, data: Payload) -> int:
        """The code with which an identification is refused; 0 if it isn't."""
        number, count = data.get("shard", (0, 1))
        if data["token"] != self._discord.token:
            return _BAD_TOKEN
        if connection.session is not None:
            return _AGAIN
        if not 0 <= number < count:
            return _BAD_SHARD
        return _DISALLOWED if data["intents"] & PRIVILEGED & ~self._discord.privileged else 0

    def _resume(self, connection: Connection, data: Payload) -> None:
        session = self.sessions.get(data["session_id"] or "")
        if data["token"] != self._discord.token:
            connection.close(_BAD_TOKEN)
        elif session is None or not session.remembers(data["seq"] - self.overlap):
            self._invalidate(connection, is_resumable=False)
        elif data["seq"] > session.sequence:
            connection.close(_BAD_SEQUENCE)
        else:
            session.connection, connection.session = connection, session
            session.replay(data["seq"] - self.overlap)
            session.dispatch("RESUMED", {"_trace": []})

    def _invalidate(self, connection: Connection, *, is_resumable: bool) -> None:
        if not is_resumable and connection.session is not None:
            self.sessions.pop(connection.session.id, None)
        connection.send({"op": _INVALID, "d": is_resumable, "s": None})

    def _end(self, connection: Connection) -> None:
        """The session of an ended connection waits for a resume, unless the bot closed it for good (1000, 1001)."""
        self.connections.remove(connection)
        session = connection.session
        if session is not None and session.connection is connection:
            session.connection = None
            if connection.socket.close_code in (1000, 1001) and not connection.is_dismissed:
                self.sessions.pop(session.id, None)
        self._discord.changed()
