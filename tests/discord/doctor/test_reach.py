"""Doctor says which part of the way to Discord is broken."""

from ssl import SSLError

import pytest
from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorDNSError,
    ConnectionTimeoutError,
    ServerDisconnectedError,
    web,
)
from aiohttp.client_reqrep import ConnectionKey
from discord import RateLimited

from bot.adapters.discord.setup import doctor
from bot.adapters.discord.setup.visit import unreachable
from bot.doctor import Status, report
from tests.discord.doctor.examined import findings, of, settings
from tests.discord.fake.faults import Fault
from tests.discord.fake.server import Discord
from tests.slack.scripted import listening

HOST = ConnectionKey("discord.com", 443, is_ssl=True, ssl=True, proxy=None, proxy_auth=None, proxy_headers_hash=None)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (web.Response(text="<h1>Sign in</h1>", content_type="text/html"), "not Discord"),
        (web.Response(body=b"{", content_type="application/json"), "not Discord"),
        (web.Response(body=b"[]", content_type="application/json"), "not Discord"),
        (web.Response(text="<h1>None</h1>", status=404, content_type="text/html"), "not Discord (404)"),
        (web.Response(text="<h1>Oh no</h1>", status=503, content_type="text/html"), "trouble of its own"),
    ],
)
async def test_what_is_not_discord_is_not_taken_for_it(answer: web.Response, words: str) -> None:
    """A hotel's network, a proxy's page, an outage."""

    async def say(_: web.Request) -> web.Response:
        return answer

    async with listening([("GET", "/api/{rest:.*}", say)]) as url:
        found = await findings(settings(f"{url}/api/v10", Discord().token))

    assert found["connection"].status is Status.FAILING
    assert words in found["connection"].found
    assert found["token"].found == "DISCORD_TOKEN has the shape of one"


async def test_where_nothing_listens_nothing_more_is_asked() -> None:
    """The row says so, and what to mend."""
    found = await findings(settings("http://127.0.0.1:1/api/v10", Discord().token))

    assert found["connection"].found.endswith("127.0.0.1 refuses the connection")
    assert "api_base" in found["connection"].fix
    assert list(found) == ["token", "connection"]


@pytest.mark.parametrize(
    ("error", "words", "fix"),
    [
        (ClientConnectorDNSError(HOST, OSError("no name")), "discord.com cannot be resolved", "DNS"),
        (ClientConnectorCertificateError(HOST, SSLError("self-signed")), "not trusted", "SSL_CERT_FILE"),
        (ConnectionTimeoutError(), "no answer within 5 seconds", "gateway.discord.gg"),
        (RateLimited(300.0), "left alone for 300 seconds", "after that"),
        (ServerDisconnectedError(), "the connection broke (ServerDisconnectedError)", "Try again"),
    ],
)
def test_each_way_of_not_reaching_discord_has_its_fix(error: Exception, words: str, fix: str) -> None:
    """Whoever can mend it learns what it is."""
    found = unreachable(error)

    assert words in str(found)
    assert fix in found.fix


async def test_a_question_that_discord_refuses_is_named(fake: Discord) -> None:
    """By its number, for a report."""
    fake.faults.add("GET /guilds/*/channels", Fault(status=403, code=50001))

    found = await findings(of(fake))

    assert found["connection"].status is Status.FAILING
    assert "403, code 50001" in found["connection"].found
    assert found["gateway"].status is Status.OK


async def test_a_gateway_that_lets_nobody_in_is_told(fake: Discord) -> None:
    """Where a firewall lets https through, but nothing else."""
    fake.gateway.is_open = False

    found = await findings(of(fake))

    assert found["connection"].status is Status.FAILING
    assert "WSServerHandshakeError" in found["connection"].found


async def test_a_gateway_that_is_none_is_told(fake: Discord, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says hello first."""

    async def greet(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"hello": "world"})
        return socket

    async with listening([("GET", "/gateway", greet)]) as url:
        monkeypatch.setattr(Discord, "gateway_url", property(lambda _: f"{url}/gateway"))
        found = (await findings(of(fake)))["gateway"]

    assert found.status is Status.FAILING
    assert "is no gateway" in found.found


async def test_a_bot_that_was_started_too_often_is_told_when_it_may_again(fake: Discord) -> None:
    """A bot that is restarted in a loop loses its token in the end."""
    fake.starts_left = 0

    found = (await findings(of(fake)))["gateway"]

    assert found.status is Status.FAILING
    assert "all 1000 starts of today are used up; there are new ones in 241 minutes" in found.found


async def test_a_sharded_bot_is_told_its_connections(fake: Discord) -> None:
    """As many as Discord recommends."""
    fake.shards = 3

    assert (await findings(of(fake)))["gateway"].found == "answers, 3 connections; 999 of 1000 starts left"


async def test_a_report_holds_no_token(fake: Discord) -> None:
    """It is made for showing to others."""
    fake.faults.add("GET /guilds/*", Fault(status=403, code=50001))

    assert fake.token not in report([await doctor.section(of(fake))])
