"""Installs that are forged, too late, cancelled or not confirmed: nothing is installed, and the page says why."""

import asyncio
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography.fernet import Fernet
from yarl import URL

from bot.adapters.slack.install.oauth import COOKIE, REDIRECT
from bot.adapters.slack.install.states import OAuthStates
from bot.secret import Sealer
from bot.store.store import Store
from tests.slack.install.installing import Site, browser, served
from tests.slack.scripted import Payload, ScriptedSlack


async def refused(site: Site, **query: str) -> str:
    """The page of a way back that is refused before Slack is asked."""
    status, page = await site.back(**query)
    assert status == 400
    assert "Start again" in page
    assert not site.slack.calls
    return page


def keep(site: Site, nonce: str) -> None:
    """Put a cookie into the browser."""
    site.browser.cookie_jar.update_cookies(SimpleCookie({COOKIE: nonce}), URL(site.url))


async def test_a_state_works_once(site: Site) -> None:
    """The second use of a state is refused, also with the cookie put back."""
    state = await site.state()
    nonce = site.nonce
    await site.back(code="c", state=state)
    site.slack.calls.clear()
    keep(site, nonce)

    assert "does not work" in await refused(site, code="c", state=state)


async def test_a_state_lasts_ten_minutes(site: Site) -> None:
    """A state whose time is over is refused."""
    state = await site.state()
    site.clock.passed = 601

    assert "ten minutes" in await refused(site, code="c", state=state)


async def test_a_state_belongs_to_one_browser(site: Site) -> None:
    """Without the cookie, or with that of another install, the state is refused: nobody can install by a sent link."""
    state = await site.state()
    own, site.browser = site.browser, browser(site.url)

    async with site.browser:
        await refused(site, code="c", state=state)
        await site.state()
        await refused(site, code="c", state=state)

    site.browser = own


async def test_of_two_ways_back_at_once_one_installs(site: Site) -> None:
    """Slack is asked for both before either is stored, and then one of them is refused."""
    state = await site.state()
    gate = site.slack.gates["oauth.v2.access"] = asyncio.Event()
    nonce, ways = site.nonce, []

    for _ in range(2):
        keep(site, nonce)
        ways.append(asyncio.create_task(site.back(code="c", state=state)))
        await site.slack.came.wait()
        site.slack.came.clear()
    gate.set()
    answers = await asyncio.gather(*ways)

    assert sorted(status for status, _ in answers) == [200, 400]


@pytest.mark.parametrize("state", ["", "forged", "\ud83d\ude00", "a" * 5000, "' OR 1=1 --"])
async def test_a_forged_state_is_refused(site: Site, state: str) -> None:
    """A state that was never given out is refused, also when the cookie says the same."""
    keep(site, state)

    await refused(site, code="c", state=state)


async def test_a_state_sealed_with_another_key_is_refused(site: Site) -> None:
    """Its form alone helps nobody."""
    state, nonce = OAuthStates(site.store, Sealer(Fernet.generate_key().decode())).issue()
    keep(site, nonce)

    await refused(site, code="c", state=state)


async def test_a_missing_state_is_refused(site: Site) -> None:
    """A code alone installs nothing."""
    await site.state()

    await refused(site, code="c")


async def test_bytes_that_are_no_text_are_refused(site: Site) -> None:
    """A cookie and a state of broken UTF-8 get the same page as any forgery."""
    host = urlsplit(site.url).netloc
    lines = (f"GET {REDIRECT}?code=c&state=%ff HTTP/1.1", f"Host: {host}", f'Cookie: {COOKIE}="§"', "Connection: close")
    request = "\r\n".join((*lines, "", "")).encode().replace("§".encode(), b"\xff")
    reader, writer = await asyncio.open_connection(*host.split(":"))

    writer.write(request)
    status = await reader.readline()
    writer.close()
    await writer.wait_closed()

    assert b" 400 " in status


async def test_a_missing_code_is_refused(site: Site) -> None:
    """A way back with neither code nor error installs nothing."""
    await refused(site, state=await site.state())


async def test_who_cancels_gets_a_friendly_page(site: Site) -> None:
    """Cancelling at Slack is no error; nothing is installed and one can start again."""
    status, page = await site.back(error="access_denied", state=await site.state())

    assert status == 200
    assert "You cancelled" in page
    assert "Start again" in page
    assert not site.slack.calls


@pytest.mark.parametrize("error", ["<script>alert(1)</script>", '"><img src=x>', "a" * 5000])
async def test_a_forged_error_is_not_repeated(site: Site, error: str) -> None:
    """What stands in the address as an error is shown only when it is a code of Slack's kind."""
    page = await refused(site, error=error)

    assert error not in page
    assert "alert" not in page


async def test_an_error_of_slack_is_named(site: Site) -> None:
    """A code like invalid_scope is shown, for it tells the operator what to put right."""
    assert "invalid_scope" in await refused(site, error="invalid_scope")


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        ({"ok": False, "error": "invalid_code"}, 400, "invalid_code"),
        ({"ok": False, "error": "bad_client_secret"}, 400, "bad_client_secret"),
        ({"ok": True}, 400, "did not confirm"),
        (503, 400, "did not confirm"),
    ],
)
async def test_what_slack_does_not_confirm_is_not_installed(
    site: Site, answer: Payload | int, status: int, said: str
) -> None:
    """A code that Slack refuses, or an answer without a token, installs nothing."""
    site.slack.answers["oauth.v2.access"] = answer

    found = await site.back(code="c", state=await site.state())

    assert found[0] == status
    assert said in found[1]
    assert await site.workspaces.all() == ()


async def test_a_token_that_does_not_work_is_not_kept(site: Site) -> None:
    """When the new token fails its first call, nothing is installed."""
    site.slack.answers["auth.test"] = {"ok": False, "error": "invalid_auth"}

    status, _ = await site.back(code="c", state=await site.state())

    assert status == 400
    assert await site.workspaces.all() == ()


async def test_an_outage_of_slack_is_said_plainly(store: Store) -> None:
    """When Slack cannot be reached the page says that nothing was installed."""
    async with served(ScriptedSlack("http://127.0.0.1:1/api/"), store) as site:
        status, page = await site.back(code="c", state=await site.state())

    assert status == 502
    assert "Nothing was installed" in page


def lose(store: Store, folder: Path) -> None:
    """Put something in the place of the database that is none."""
    store.close()
    for file in folder.iterdir():
        file.unlink()
    (folder / "dossier.sqlite3").mkdir()


async def test_an_outage_of_the_database_is_said_plainly(site: Site, tmp_path: Path) -> None:
    """When nothing can be stored, the page says so, and not where or why; Slack's code is not used up."""
    state = await site.state()
    lose(site.store, tmp_path)

    status, page = await site.back(code="c", state=state)

    assert status == 503
    assert "could not be noted down" in page
    assert "dossier.sqlite3" not in page
    assert not site.slack.calls


@pytest.mark.parametrize("query", [{"error": "access_denied"}, {"code": "c"}, {"code": "c", "state": "forged"}])
async def test_the_cookie_goes_with_the_way_back(site: Site, query: dict[str, str]) -> None:
    """Whatever the outcome, the browser forgets the state."""
    await site.state()

    await site.back(**query)

    assert [kept for kept in site.browser.cookie_jar if kept.value] == []
