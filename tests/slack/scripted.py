"""A loopback Slack that answers each method as a test tells it to, for answers that are rare or wrong."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

Payload = dict[str, Any]


@dataclass
class ScriptedSlack:
    """``answers`` by method, or the status of an answer that is none; ``calls`` by method, arguments and token alike.

    A method in ``gates`` answers once its event is set.
    """

    base_url: str = ""
    answers: dict[str, Payload | int] = field(default_factory=dict)
    calls: defaultdict[str, list[Payload]] = field(default_factory=lambda: defaultdict(list))
    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, request: web.Request) -> web.Response:
        """Answer a call of the Web API."""
        method = request.match_info["method"]
        self.calls[method].append(await _arguments(request))
        self.came.set()
        if method in self.gates:
            await self.gates[method].wait()
        answer = self.answers.get(method, {"ok": False, "error": "unknown_method"})
        if isinstance(answer, int):
            return web.Response(status=answer, text="upstream unavailable")
        return web.json_response({"ok": True} | answer)


@asynccontextmanager
async def scripted_slack() -> AsyncIterator[ScriptedSlack]:
    """One that listens."""
    slack = ScriptedSlack()
    async with listening([("POST", "/api/{method}", slack.serve), ("GET", "/api/{method}", slack.serve)]) as url:
        slack.base_url = f"{url}/api/"
        try:
            yield slack
        finally:
            for gate in slack.gates.values():
                gate.set()


@asynccontextmanager
async def listening(routes: list[tuple[str, str, Any]]) -> AsyncIterator[str]:
    """The address of a server on loopback with some routes, as bot.server mounts them."""
    app = web.Application()
    for route in routes:
        app.router.add_route(*route)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0]
    try:
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


async def _arguments(request: web.Request) -> Payload:
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return {"token": token} | dict(request.query) | dict(parse_qsl(await request.text()))
