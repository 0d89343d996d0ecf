"""A Discord on the loopback interface: REST API, gateway, and the people who use it."""

import asyncio

from aiohttp import web

from tests.discord.fake.interactions import Interactions
from tests.discord.fake.rest import Rest
from tests.loopback import Loopback

_LARGEST = 32 * 1024 * 1024


class Discord(Loopback, Interactions):
    """A running Discord: `async with Discord() as discord:`, on a free port unless one is given."""

    def __init__(self, port: int = 0) -> None:
        super().__init__(port, _LARGEST)

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """See the base class."""
        router.add_get("/gateway", self.gateway.serve)
        router.add_get("/gateway/", self.gateway.serve)
        Rest(self).add_to(router)

    async def stop(self) -> None:
        """Ends every connection and the server."""
        await asyncio.gather(*(connection.socket.close() for connection in tuple(self.gateway.connections)))
        await super().stop()

    async def connected(self, shards: int = 1, seconds: float = 5.0) -> None:
        """Waits until so many shards of a bot are identified or resumed, and have been told of their guilds.

        Raises:
            TimeoutError: They were not in so many seconds.
        """
        await self.until(lambda: len([one for one in self.gateway.connections if one.session]) >= shards, seconds)
