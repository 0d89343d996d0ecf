"""A Discord on the loopback interface: REST API, gateway, and the people who use it."""

import asyncio
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.discord.fake.interactions import Interactions
from tests.discord.fake.rest import Rest

_LARGEST = 32 * 1024 * 1024


class Discord(Interactions):
    """A running Discord: `async with Discord() as discord:`, on a free port unless one is given."""

    def __init__(self, port: int = 0) -> None:
        super().__init__()
        self.port = port
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listens on 127.0.0.1."""
        application = web.Application(client_max_size=_LARGEST)
        application.router.add_get("/gateway", self.gateway.serve)
        application.router.add_get("/gateway/", self.gateway.serve)
        Rest(self).add_to(application.router)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, backlog=1024)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Ends every connection and the server."""
        await asyncio.gather(*(connection.socket.close() for connection in tuple(self.gateway.connections)))
        if self._runner is not None:
            await self._runner.cleanup()

    async def connected(self, shards: int = 1, seconds: float = 5.0) -> None:
        """Waits until so many shards of a bot are identified or resumed, and have been told of their guilds.

        Raises:
            TimeoutError: They were not in so many seconds.
        """
        await self.until(lambda: len([one for one in self.gateway.connections if one.session]) >= shards, seconds)
