"""A Slack on the loopback interface: Web API, Socket Mode, signed HTTP, response_url, and the people who use it."""

from types import TracebackType
from typing import Self

from aiohttp import web

from tests.slack.fake.answers import serve_response_url, take_acknowledgement
from tests.slack.fake.delivery import Delivery
from tests.slack.fake.file_methods import take_upload
from tests.slack.fake.interactions import Interactions
from tests.slack.fake.web_api import WebApi

_LARGEST = 16 * 1024 * 1024


class Slack(Interactions):
    """A running Slack: `async with Slack() as slack:`, on a free port unless one is given."""

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
        application.router.add_route("*", "/api/{method}", WebApi(self).serve)
        application.router.add_get("/link/", self.sockets.serve)
        application.router.add_post("/response/{number}", self._respond)
        application.router.add_post("/upload/{file}", self._upload)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, backlog=1024)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Ends every connection and the server."""
        await self.finish()
        await self.sockets.close()
        await self.http.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def connected(self, seconds: float = 5.0) -> None:
        """Waits until a bot is connected by Socket Mode."""
        await self.until(lambda: self.sockets.connections, seconds)

    def settle(self, delivery: Delivery, answer: object) -> None:
        """The bot has acknowledged a payload; only the first time shows anything."""
        is_first = not delivery.acks
        self.unsettled.discard(delivery)
        delivery.settle(answer, self.now())
        if is_first:
            take_acknowledgement(self, delivery, answer)
        self.changed()

    async def _upload(self, request: web.Request) -> web.Response:
        return await take_upload(self, request)

    async def _respond(self, request: web.Request) -> web.Response:
        return await serve_response_url(self, request)
