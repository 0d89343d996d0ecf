"""The one HTTP server: what chats call, and the probes /healthz and /readyz."""

import asyncio
import errno
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from aiohttp import web

from bot.errors import BotError
from bot.health import Check, LoopLag, Readiness
from bot.log import logger

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_LONGEST_BODY = 1024 * 1024
_IDLE = 75.0  # seconds that a connection may say nothing
_HEADERS = {
    "Server": "dossier",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Server:
    """Listens on one address, and answers probes from the first moment. Port 0 is any free one.

    Parts add their routes while they start; until ``open`` says that all are there, what is unknown is 503, and so is
    ``/readyz``. From then on that is 200 when every check passes. ``drain`` is how many seconds open requests get to
    end on stopping; one that ignores being cancelled then gets as many again.
    """

    def __init__(
        self, host: str, port: int, checks: Mapping[str, Check] = MappingProxyType({}), *, drain: float = 3
    ) -> None:
        self._host, self._wanted_port = host, port
        self._lag, self._readiness = LoopLag(), Readiness(checks)
        self._phase = "starting"
        self._watch: asyncio.Task[None] | None = None
        self._routes = web.UrlDispatcher()  # that of the application takes no more routes once it listens
        app = web.Application(client_max_size=_LONGEST_BODY)
        app.router.add_route("*", "/{path:.*}", self._answer)
        app.on_response_prepare.append(_set_headers)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=drain, keepalive_timeout=_IDLE)
        self.add("GET", "/healthz", self._health)
        self.add("GET", "/readyz", self._ready)

    @property
    def port(self) -> int:
        """The port it listens on, once started."""
        port: int = self._runner.addresses[0][1]
        return port

    def add(self, method: str, path: str, handler: Handler) -> None:
        """Answer requests of a method and path by a handler, from now on."""
        self._routes.add_route(method, path, handler)

    async def start(self) -> None:
        """Listen; BotError says what to do when that cannot be."""
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._wanted_port).start()
        except OSError as error:
            await self._runner.cleanup()
            raise BotError(_advice(self._host, self._wanted_port, error)) from error
        logger.info("server.started", host=self._host, port=self.port)

    def open(self) -> None:
        """All routes are there; the event loop, which starting may hold up, is watched from now on."""
        self._phase = ""
        self._watch = asyncio.create_task(self._lag.watch())

    async def stop(self) -> None:
        """Accept nothing more and let open requests end; no longer ready from the first moment."""
        self._phase = "stopping"
        await self._runner.cleanup()
        if self._watch:
            self._watch.cancel()
        self._readiness.close()
        logger.info("server.stopped")

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        found = await self._routes.resolve(request)
        if self._phase == "starting" and isinstance(found.http_exception, web.HTTPNotFound):
            raise web.HTTPServiceUnavailable
        return await found.handler(request)

    async def _health(self, _: web.Request) -> web.Response:
        lag, worst = (round(1000 * seconds, 1) for seconds in (self._lag.last, self._lag.worst))
        return web.json_response({"alive": True, "lag_ms": lag, "worst_lag_ms": worst})

    async def _ready(self, _: web.Request) -> web.Response:
        failing = (self._phase,) if self._phase else await self._readiness.failing()
        return web.json_response({"ready": not failing, "failing": failing}, status=503 if failing else 200)


async def _set_headers(_: web.Request, response: web.StreamResponse) -> None:
    """Say nothing of versions or to the next page, keep nothing, load nothing; a page may set rules of its own."""
    response.headers.pop("Server", None)
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)


def _advice(host: str, port: int, error: OSError) -> str:
    where = "PORT, or 'port' under [server] in config.toml"
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is taken: stop what listens there, or choose another port ({where})"
    if error.errno == errno.EACCES:
        return f"port {port} of {host} is not for this user: choose one above 1023 ({where})"
    return f"cannot listen on {host}:{port} ({error.strerror}): correct 'host' under [server] in config.toml"
