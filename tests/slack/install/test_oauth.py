"""Adding the bot to a workspace in a browser."""

import logging
from hashlib import sha256

import pytest
from aiohttp import ClientResponse

from bot.adapters.slack.install.oauth import INSTALL, REDIRECT
from bot.store.tables import oauth_state
from tests.slack.install.installing import GRANTED, Site


def cookie(response: ClientResponse) -> str:
    """The one cookie of an answer, as it was set."""
    [header] = response.headers.getall("Set-Cookie")
    return header


async def test_the_page_offers_the_install_to_this_browser(site: Site) -> None:
    """A button to Slack with the app's id and scopes, and a cookie that scripts and other sites cannot use."""
    async with site.browser.get(f"{site.url}{INSTALL}") as response:
        page, headers, set_cookie = await response.text(), response.headers, cookie(response)

    assert response.status == 200
    assert "Add to Slack" in page
    assert "script" not in page
    for part in ("HttpOnly", "Secure", "SameSite=Lax", "Path=/", "Max-Age=600"):
        assert part in set_cookie
    assert "default-src 'none'; style-src 'unsafe-inline'" in headers["Content-Security-Policy"]
    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")


async def test_the_button_asks_for_the_scopes_and_nothing_from_the_address(site: Site) -> None:
    """A team is passed on when it is one; nothing else of the address can change what Slack is asked."""
    asked = await site.started(team="T1")
    forged = await site.started(team="T1&scope=admin&redirect_uri=https://evil.example", scope="admin")

    assert (asked["client_id"], asked["scope"], asked["team"]) == (["1.1"], ["commands,chat:write"], ["T1"])
    assert sorted(forged) == ["client_id", "scope", "state"]
    assert forged["scope"] == ["commands,chat:write"]


async def test_offers_leave_nothing_in_the_store(site: Site) -> None:
    """Whoever loads the page a thousand times fills no table; each time there is a new state."""
    states = {await site.state() for _ in range(1000)}

    with site.store.read() as connection:
        stored = connection.execute(oauth_state.select()).all()

    assert len(states) == 1000
    assert stored == []


async def test_of_an_install_only_the_digest_of_its_nonce_is_stored(site: Site) -> None:
    """What is in the store opens nothing."""
    state = await site.state()
    nonce = site.nonce

    await site.back(code="c", state=state)

    with site.store.read() as connection:
        [row] = connection.execute(oauth_state.select())
    assert row.digest == sha256(nonce.encode()).hexdigest()
    assert len(nonce) >= 43


async def test_an_install_that_slack_confirms_is_kept(site: Site) -> None:
    """The code is exchanged, the workspace is there at once, and the page tells what to type."""
    assert await site.workspaces.find("T1") is None

    status, page = await site.back(code="the-code", state=await site.state())

    found = await site.workspaces.find("T1")
    assert status == 200
    assert "type /alibaba" in page
    assert found is not None
    assert (found.bot_user, found.bot, found.post.token) == ("U1BOT", "B1", "xoxb-granted")
    [call] = site.slack.calls["oauth.v2.access"]
    assert (call["code"], call["client_id"], call["client_secret"]) == ("the-code", "1.1", "app-secret")


async def test_an_organisation_can_install_it_for_all_its_teams(site: Site) -> None:
    """An org-wide install has no team, and serves each team of the organisation."""
    organisation = {"team": None, "enterprise": {"id": "E1", "name": "Grid"}, "is_enterprise_install": True}
    site.slack.answers["oauth.v2.access"] = GRANTED | organisation

    status, page = await site.back(code="c", state=await site.state())

    found = await site.workspaces.find("T7", "E1")
    assert (status, "In Grid" in page) == (200, True)
    assert found is not None
    assert found.id == "E1"


async def test_a_token_that_expires_is_kept_with_what_renews_it(site: Site) -> None:
    """With token rotation on, the refresh token and the end of the token are stored too."""
    site.slack.answers["oauth.v2.access"] = GRANTED | {"refresh_token": "xoxe-1", "expires_in": 3600}

    await site.back(code="c", state=await site.state())
    await site.workspaces.find("T1")

    assert site.slack.calls["oauth.v2.access"][1]["refresh_token"] == "xoxe-1"


async def test_installing_again_replaces_the_token(site: Site) -> None:
    """A second install of the same workspace counts from then on."""
    await site.back(code="c", state=await site.state())
    await site.workspaces.find("T1")
    site.slack.answers["oauth.v2.access"] = GRANTED | {"access_token": "xoxb-second"}

    await site.back(code="c", state=await site.state())

    found = await site.workspaces.find("T1")
    assert found is not None
    assert found.post.token == "xoxb-second"
    assert len(await site.workspaces.all()) == 1


async def test_names_from_slack_cannot_run_in_the_page(site: Site) -> None:
    """A workspace called like a script is shown as text."""
    _, page = await site.back(code="c", state=await site.state())

    assert "Acme &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page


@pytest.mark.parametrize("method", ["POST", "HEAD", "PUT", "DELETE"])
@pytest.mark.parametrize("path", [INSTALL, REDIRECT])
async def test_the_pages_can_only_be_read(site: Site, method: str, path: str) -> None:
    """Only GET is answered."""
    async with site.browser.request(method, f"{site.url}{path}") as response:
        assert response.status == 405


async def test_neither_pages_nor_lines_of_the_log_hold_a_secret(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    """Not even at DEBUG: no token, no code, no state, no secret of the app, and nothing of the person's is kept."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "dossier")
    state = await site.state()
    nonce = site.nonce

    _, done = await site.back(code="the-code", state=state)
    site.slack.answers["oauth.v2.access"] = {"ok": False, "error": "invalid_code"}
    _, failed = await site.back(code="the-code", state=await site.state())

    logged = " ".join(str(vars(record)) for record in caplog.records)
    assert "slack.installed" in logged
    assert "slack.install_failed" in logged
    for secret in ("xoxb-", "xoxp-", "hooks.example", "the-code", "app-secret", state, nonce):
        assert secret not in logged
        assert secret not in done + failed
    assert "xoxp" not in str(vars(site.workspaces))
