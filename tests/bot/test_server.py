"""The HTTP server: its routes, its headers, its probes, how it starts and stops."""

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest
from aiohttp import web

from bot.errors import BotError
from bot.server import Server

HOST = "127.0.0.1"


async def passes() -> bool:
    """A check of something that works."""
    return True


async def fails() -> bool:
    """A check of something that does not."""
    return False


async def greet(request: web.Request) -> web.Response:
    """A handler that reads the body."""
    return web.Response(text=f"hello {len(await request.read())}")


async def break_down(_: web.Request) -> web.Response:
    """A handler with a fault."""
    raise RuntimeError("a fault of ours")


async def show_page(_: web.Request) -> web.Response:
    """A handler with rules of its own."""
    return web.Response(text="<p>", headers={"Content-Security-Policy": "default-src 'self'"})


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """One that listens, with a few routes."""
    server = Server(HOST, 0, {"database": passes, "slack": fails})
    server.add("POST", "/greet", greet)
    server.add("GET", "/fault", break_down)
    server.add("GET", "/page", show_page)
    await server.start()
    server.open()
    yield server
    await server.stop()


@pytest.fixture
async def client(server: Server) -> AsyncIterator[aiohttp.ClientSession]:
    """Someone who calls it."""
    async with aiohttp.ClientSession(f"http://{HOST}:{server.port}") as session:
        yield session


class Slow:
    """A handler that is told when to end."""

    def __init__(self) -> None:
        self.is_called = asyncio.Event()
        self.may_end = asyncio.Event()

    async def end(self, _: web.Request) -> web.Response:
        """Wait."""
        self.is_called.set()
        await self.may_end.wait()
        return web.Response(text="done")


async def get(server: Server, path: str) -> str:
    """The text at a path, by a connection of its own."""
    async with aiohttp.ClientSession() as session, session.get(f"http://{HOST}:{server.port}{path}") as response:
        return await response.text()


async def until_refused(port: int) -> None:
    """Connect until nobody listens any more."""
    with pytest.raises(ConnectionRefusedError):
        await asyncio.wait_for(connect_for_ever(port), 5)


async def connect_for_ever(port: int) -> None:
    """One connection after another."""
    while True:
        _, writer = await asyncio.open_connection(HOST, port)
        writer.close()


async def test_says_that_the_event_loop_is_alive_and_how_late_it_is(client: aiohttp.ClientSession) -> None:
    """What a platform asks to know whether to restart it."""
    response = await client.get("/healthz")

    said = await response.json()
    assert response.status == 200
    assert said.keys() == {"alive", "lag_ms", "worst_lag_ms"}
    assert said["alive"] is True
    assert 0 <= said["lag_ms"] <= said["worst_lag_ms"]


async def test_names_the_checks_that_fail_and_is_not_ready(client: aiohttp.ClientSession) -> None:
    """Alive is not ready."""
    response = await client.get("/readyz")

    assert response.status == 503
    assert await response.json() == {"ready": False, "failing": ["slack"]}


@pytest.mark.parametrize("checks", [{}, {"database": passes}])
async def test_is_ready_when_every_check_passes(checks: dict[str, Callable[[], Awaitable[bool]]]) -> None:
    """Also when there is nothing to check."""
    server = Server(HOST, 0, checks)
    await server.start()
    server.open()

    said = await get(server, "/readyz")

    await server.stop()
    assert said == '{"ready": true, "failing": []}'


async def test_probes_are_answered_while_parts_are_still_starting() -> None:
    """Alive at once, ready only when all is there; until then what is unknown may yet come."""
    starting = Server(HOST, 0)
    await starting.start()
    async with aiohttp.ClientSession(f"http://{HOST}:{starting.port}") as session:
        alive, ready, unknown = [await session.get(path) for path in ("/healthz", "/readyz", "/greet")]
        said = await ready.json()
        starting.add("GET", "/greet", greet)
        known = await session.get("/greet")
        starting.open()
        opened, nowhere = await session.get("/readyz"), await session.get("/nowhere")
    await starting.stop()

    assert (alive.status, ready.status, unknown.status) == (200, 503, 503)
    assert said == {"ready": False, "failing": ["starting"]}
    assert (known.status, opened.status, nowhere.status) == (200, 200, 404)


async def test_a_part_gets_the_requests_of_its_route(client: aiohttp.ClientSession) -> None:
    """By method and path; the rest is not found."""
    greeted = await client.post("/greet", data=b"12345")
    wrong_method, wrong_path = await client.get("/greet"), await client.post("/nowhere")

    assert await greeted.text() == "hello 5"
    assert (greeted.status, wrong_method.status, wrong_path.status) == (200, 405, 404)


async def test_refuses_a_body_of_more_than_a_megabyte(client: aiohttp.ClientSession) -> None:
    """No chat sends as much; someone else might."""
    response = await client.post("/greet", data=io.BytesIO(b"x" * (1024 * 1024 + 1)))

    assert response.status == 413


@pytest.mark.parametrize("path", ["/healthz", "/fault", "/nowhere"])
async def test_tells_no_versions_and_lets_nothing_be_kept_or_embedded(client: aiohttp.ClientSession, path: str) -> None:
    """Whatever the answer is."""
    response = await client.get(path)

    assert response.headers["Server"] == "dossier"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "fault of ours" not in await response.text()


async def test_a_page_may_bring_its_own_rules(client: aiohttp.ClientSession) -> None:
    """One with a style sheet needs them."""
    response = await client.get("/page")

    assert response.headers["Content-Security-Policy"] == "default-src 'self'"


async def test_a_port_that_is_taken_is_told_with_what_to_do(server: Server) -> None:
    """And nothing is left behind of the one that could not start."""
    second = Server(HOST, server.port)

    with pytest.raises(BotError, match=rf"port {server.port} of 127.0.0.1 is taken: stop .*PORT, or 'port'"):
        await second.start()


async def test_an_address_that_is_not_ours_is_told_with_what_to_do() -> None:
    """192.0.2.1 is nobody's."""
    with pytest.raises(BotError, match=r"cannot listen on 192\.0\.2\.1:0 .* correct 'host' under \[server\]"):
        await Server("192.0.2.1", 0).start()


async def test_lets_an_open_request_end_and_takes_no_more() -> None:
    """A deploy cuts nobody off."""
    slow = Slow()
    server = Server(HOST, 0)
    server.add("GET", "/slow", slow.end)
    await server.start()
    port = server.port
    open_request = asyncio.create_task(get(server, "/slow"))
    await slow.is_called.wait()

    stopping = asyncio.create_task(server.stop())
    await until_refused(port)
    slow.may_end.set()

    assert await open_request == "done"
    await stopping


async def test_does_not_wait_for_ever_for_a_request_that_never_ends() -> None:
    """Its asker sees the connection end."""
    slow = Slow()
    server = Server(HOST, 0, drain=0.01)
    server.add("GET", "/slow", slow.end)
    await server.start()
    open_request = asyncio.create_task(get(server, "/slow"))
    await slow.is_called.wait()

    async with asyncio.timeout(5):
        await server.stop()

    with pytest.raises(aiohttp.ClientError):
        await open_request


async def test_a_connection_kept_open_without_a_request_does_not_delay_the_end(server: Server) -> None:
    """Platforms keep theirs for minutes."""
    async with aiohttp.ClientSession() as session:
        await (await session.get(f"http://{HOST}:{server.port}/healthz")).read()

        async with asyncio.timeout(1):
            await server.stop()
