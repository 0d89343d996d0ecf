"""A Slack on the loopback interface: Web API, Socket Mode, signed HTTP, response_url, and the people who use it."""

from aiohttp import web

from tests.loopback import Loopback
from tests.slack.fake.answers import serve_response_url, take_acknowledgement
from tests.slack.fake.delivery import Delivery
from tests.slack.fake.file_methods import take_upload
from tests.slack.fake.interactions import Interactions
from tests.slack.fake.web_api import WebApi

_LARGEST = 16 * 1024 * 1024


class Slack(Loopback, Interactions):
    """A running Slack: `async with Slack() as slack:`, on a free port unless one is given."""

    def __init__(self, port: int = 0) -> None:
        super().__init__(port, _LARGEST)

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """See the base class."""
        router.add_route("*", "/api/{method}", WebApi(self).serve)
        router.add_get("/link/", self.sockets.serve)
        router.add_post("/response/{number}", self._respond)
        router.add_post("/upload/{file}", self._upload)

    async def stop(self) -> None:
        """Ends every connection and the server."""
        await self.finish()
        await self.sockets.close()
        await self.http.close()
        await super().stop()

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
