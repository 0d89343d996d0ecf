"""A chat on the loopback interface: its HTTP server, while it is entered."""

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

from aiohttp import web


class Loopback(ABC):
    """Listens on 127.0.0.1, on a free port unless one is given; bodies may have so many bytes."""

    def __init__(self, port: int, largest: int) -> None:
        super().__init__()
        self.port, self._largest = port, largest
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.stop()

    @abstractmethod
    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Says what is served."""

    async def start(self) -> None:
        """Listens."""
        application = web.Application(client_max_size=self._largest)
        self.add_routes(application.router)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port, backlog=1024).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Ends the server, and every connection with it."""
        if self._runner is not None:
            await self._runner.cleanup()
