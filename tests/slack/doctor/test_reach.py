"""Doctor says which part of the way to Slack is broken."""

from email.utils import formatdate
from ssl import SSLError

import pytest
from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorDNSError,
    ClientConnectorSSLError,
    ConnectionTimeoutError,
    ServerDisconnectedError,
    web,
)
from aiohttp.client_reqrep import ConnectionKey

from bot.adapters.slack.setup import doctor
from bot.adapters.slack.setup.visit import Answer, unreachable
from bot.doctor import Status, report
from tests.slack.doctor.examined import APP, BOT, by_socket, findings, settings
from tests.slack.fake.server import Slack
from tests.slack.scripted import listening

SLACK_COM = ConnectionKey("slack.com", 443, is_ssl=True, ssl=True, proxy=None, proxy_auth=None, proxy_headers_hash=None)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (web.Response(text="<h1>Sign in</h1>", content_type="text/html"), "not Slack"),
        (web.Response(text="Sign in"), "not Slack"),
        (web.Response(text="{", content_type="application/json"), "not Slack"),
        (web.Response(text="<h1>Oh no</h1>", status=503, content_type="text/html"), "trouble of its own"),
    ],
)
async def test_what_is_not_slack_is_not_taken_for_it(answer: web.Response, words: str) -> None:
    """A hotel's network, a proxy's page, an outage."""

    async def say(_: web.Request) -> web.Response:
        return answer

    async with listening([("POST", "/api/{method}", say)]) as url:
        found = await findings(settings(f"{url}/api/", slack_bot_token=BOT, slack_app_token=APP))

    assert found["connection"].status is Status.FAILING
    assert words in found["connection"].found
    assert found["bot token"].found == "SLACK_BOT_TOKEN is of the right kind"


async def test_where_nothing_listens_nothing_more_is_asked() -> None:
    """The row says so, and what to mend."""
    found = await findings(settings("http://127.0.0.1:1/api/", slack_bot_token=BOT, slack_app_token=APP))

    assert found["connection"].found.endswith("127.0.0.1 refuses the connection")
    assert "api_base" in found["connection"].fix
    assert "clock" not in found


@pytest.mark.parametrize(
    ("error", "words", "fix"),
    [
        (ClientConnectorDNSError(SLACK_COM, OSError()), "slack.com cannot be resolved", "DNS"),
        (ClientConnectorCertificateError(SLACK_COM, SSLError()), "certificate is not trusted", "SSL_CERT_FILE"),
        (ClientConnectorSSLError(SLACK_COM, OSError()), "certificate is not trusted", "SSL_CERT_FILE"),
        (TimeoutError(), "no answer within 5 seconds", "HTTPS_PROXY"),
        (ConnectionTimeoutError(), "no answer within 5 seconds", "firewall"),
        (ServerDisconnectedError(), "the connection broke (ServerDisconnectedError)", "again"),
    ],
)
def test_each_break_on_the_way_to_slack_has_its_own_words(error: Exception, words: str, fix: str) -> None:
    """DNS, certificates, firewalls and proxies are in the hands of different people."""
    found = unreachable(error)

    assert words in str(found)
    assert fix in found.fix


async def test_a_proxy_that_refuses_is_named(slack: Slack, monkeypatch: pytest.MonkeyPatch) -> None:
    """slack_sdk takes the proxy from the environment; its password is not repeated."""
    monkeypatch.setenv("HTTPS_PROXY", "http://me:hidden@127.0.0.1:1")

    section = await doctor.section(by_socket(slack))

    assert "the proxy does not let it through" in report([section])
    assert "hidden" not in report([section])


@pytest.mark.parametrize(
    ("minutes", "status"), [(0, Status.OK), (4, Status.OK), (-7, Status.FAILING), (7, Status.FAILING)]
)
async def test_a_clock_that_is_wrong_is_named(slack: Slack, minutes: int, status: Status) -> None:
    """Beyond five minutes Slack's signatures are refused; which way it is wrong is said."""
    found = (await findings(by_socket(slack), clock=lambda: slack.now() + 60 * minutes))["clock"]

    assert found.status is status
    assert minutes != 7 or "7 minutes ahead of Slack" in found.found
    assert minutes != -7 or "behind Slack" in found.found


def test_dates_are_those_of_http() -> None:
    """The clock check reads the header as servers write it."""
    answer = Answer({"ok": True}, {"Date": formatdate(1_700_000_000, usegmt=True)})

    assert doctor.clock(answer, 1_700_000_000).status is Status.OK
    assert doctor.clock(Answer({}, {}), 0).status is Status.OFF
