"""A TCP line to the PostgreSQL of the tests, which can fall silent without being cut."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.store.postgres import Server


@dataclass
class Line:
    """While it is silent it swallows all that is said, and tells neither end when the other hangs up."""

    server: Server
    is_silent: bool = False
    port: int = 0
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _ends: list[asyncio.StreamWriter] = field(default_factory=list)

    def url(self, database: str) -> str:
        """The address of a database at the other end."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    async def join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Put a caller through."""
        there, back = await asyncio.open_unix_connection(f"{self.server.folder}/.s.PGSQL.5432")
        self._ends += [writer, back]
        self._tasks += [asyncio.create_task(self._carry(*way)) for way in ((reader, back), (there, writer))]

    async def hang_up(self) -> None:
        """End all calls."""
        for end in self._ends:
            end.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        while said := await source.read(65_536):
            if not self.is_silent:
                sink.write(said)
        if not self.is_silent:
            sink.close()


@asynccontextmanager
async def line_to(server: Server) -> AsyncIterator[Line]:
    """A line on a free port."""
    line = Line(server)
    listener = await asyncio.start_server(line.join, "127.0.0.1", 0)
    line.port = listener.sockets[0].getsockname()[1]
    try:
        yield line
    finally:
        listener.close()
        await line.hang_up()
