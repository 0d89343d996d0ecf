"""The REST API: reads a request, checks its token, lets it meet its fault, answers as Discord does (API Reference)."""

import json
import zlib
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.discord.fake import (
    application_routes,
    callback_routes,
    channel_routes,
    guild_routes,
    message_routes,
    rules,
    webhook_routes,
)
from tests.discord.fake.errors import DiscordError, body_of
from tests.discord.fake.faults import Fault
from tests.discord.fake.records import Request

if TYPE_CHECKING:
    from tests.discord.fake.state import State

Handler = Callable[["State", Request], Any]
PREFIX = "/api/v10"
ROUTES: Mapping[str, Handler] = {
    **application_routes.ROUTES,
    **callback_routes.ROUTES,
    **channel_routes.ROUTES,
    **guild_routes.ROUTES,
    **message_routes.ROUTES,
    **webhook_routes.ROUTES,
}
_TOKEN_IN_PATH = ("/webhooks/", "/interactions/")
_CLOUDFLARE = (
    "<html><head><title>Access denied</title></head><body>Error 1015: you are being rate limited</body></html>"
)


class Rest:
    """Serves all below /api/v10."""

    def __init__(self, discord: "State") -> None:
        self._discord = discord

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Adds every route."""
        for route, handler in ROUTES.items():
            method, path = route.split()
            router.add_route(method, PREFIX + path, self._serving(route, handler))
        router.add_route("*", PREFIX + "/{rest:.*}", self._serving("", None))

    def _serving(self, route: str, handler: Handler | None) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def serve(incoming: web.Request) -> web.StreamResponse:
            request = await _read(incoming, route or f"{incoming.method} {incoming.path}", self._discord.clock.now())
            self._discord.record(request)
            answer = await self._meet(request, handler, incoming)
            request.status = answer.status
            self._discord.changed()
            return answer

        return serve

    async def _meet(self, request: Request, handler: Handler | None, incoming: web.Request) -> web.Response:
        """Answers, unless a fault does."""
        fault = self._discord.faults.take(f"{request.method} {request.path}") or Fault()
        if fault.gate is not None:
            await fault.gate.wait()
        if fault.is_fatal and not fault.is_done:
            return _spoilt(fault, incoming)
        answer = self._answer(request, handler)
        answer.headers.update(_limits(request, fault))
        if not fault.is_fatal:
            return answer
        interaction = self._discord.interactions.get(request.parameters.get("token", ""))
        if interaction is not None:
            interaction.is_doubtful = True
        return _spoilt(fault, incoming)

    def _answer(self, request: Request, handler: Handler | None) -> web.Response:
        if not request.path.startswith(_TOKEN_IN_PATH) and request.token != self._discord.token:
            return _json({"message": "401: Unauthorized", "code": 0}, 401)
        if handler is None:
            return _json({"message": "404: Not Found", "code": 0}, 404)
        try:
            self._check(request)
            found = handler(self._discord, request)
        except DiscordError as error:
            return _json(error.body, error.status)
        except (KeyError, TypeError, ValueError) as error:
            self._discord.problems.append(f"{request.route}: malformed, {error!r}")
            return _json(DiscordError(50035).body, 400)
        return web.Response(status=204) if found is None else _json(found)

    def _check(self, request: Request) -> None:
        """Collects what is wrong with a request.

        Raises:
            DiscordError: 50035, a check found something.
        """
        if not self._discord.is_strict:
            return
        self._discord.problems.extend(rules.problems_of(request))
        found = [problem for check in self._discord.checks for problem in check(request)]
        self._discord.problems.extend(f"{request.route}: {problem}" for problem in found)
        if found:
            raise DiscordError(50035, {"_errors": [{"code": "CHECK", "message": problem} for problem in found]})


async def _read(incoming: web.Request, route: str, at: float) -> Request:
    request = Request(incoming.method, incoming.path.removeprefix(PREFIX), route, at)
    request.query, request.parameters = dict(incoming.query), dict(incoming.match_info)
    request.token = incoming.headers.get("Authorization", "").removeprefix("Bot ")
    if incoming.content_type == "multipart/form-data":
        await _read_form(incoming, request)
    elif text := await incoming.read():
        request.body = _parsed(text)
    return request


async def _read_form(incoming: web.Request, request: Request) -> None:
    for name, value in (await incoming.post()).items():
        if isinstance(value, web.FileField):
            request.files[name] = (value.filename, value.file.read())
        elif name == "payload_json":
            request.body = _parsed(str(value).encode())


def _parsed(text: bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _json(found: Any, status: int = 200) -> web.Response:
    """An answer whose content type is application/json alone: with a charset discord.py takes it for text."""
    return web.Response(body=json.dumps(found).encode(), status=status, content_type="application/json")


def _limits(request: Request, fault: Fault) -> dict[str, str]:
    """What every answer says of its rate limit."""
    remaining = 999 if fault.remaining is None else fault.remaining
    return {
        "Via": "1.1 google",
        "X-RateLimit-Bucket": f"{zlib.crc32(request.route.encode()):08x}",
        "X-RateLimit-Limit": "1000",
        "X-RateLimit-Remaining": str(remaining),
        "X-RateLimit-Reset": f"{request.at + fault.reset_after:.3f}",
        "X-RateLimit-Reset-After": f"{fault.reset_after:.3f}",
    }


def _spoilt(fault: Fault, incoming: web.Request) -> web.Response:
    """The answer of a fault, or none."""
    if fault.is_cut:
        if incoming.transport is not None:
            incoming.transport.abort()
        return web.Response()
    if fault.is_cloudflare:
        headers = {"Retry-After": str(fault.retry_after), "Server": "cloudflare"}
        return web.Response(text=_CLOUDFLARE, status=fault.status, content_type="text/html", headers=headers)
    if fault.status == 429:
        return _limited(fault)
    answer = (
        _json(body_of(fault.code), fault.status)
        if fault.code
        else web.Response(text="upstream connect error or disconnect/reset before headers", status=fault.status)
    )
    answer.headers["Via"] = "1.1 google"
    return answer


def _limited(fault: Fault) -> web.Response:
    """A rate limit of Discord itself."""
    is_global = fault.scope == "global"
    body = {"message": "You are being rate limited.", "retry_after": fault.retry_after, "global": is_global}
    answer = _json(body, 429)
    answer.headers.update({"Via": "1.1 google", "Retry-After": str(fault.retry_after)})
    answer.headers["X-RateLimit-Scope"] = fault.scope
    if is_global:
        answer.headers["X-RateLimit-Global"] = "true"
    else:
        left = {"X-RateLimit-Limit": "5", "X-RateLimit-Remaining": "0"}
        answer.headers.update({**left, "X-RateLimit-Reset-After": str(fault.retry_after)})
    return answer
