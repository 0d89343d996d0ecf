"""The pages of an install on the bot's own server, and a browser in front of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import time
from urllib.parse import parse_qs, urlsplit

from aiohttp import ClientSession, CookieJar
from cryptography.fernet import Fernet
from yarl import URL

from bot.adapters.slack.api import Api, session
from bot.adapters.slack.install.installations import Installations
from bot.adapters.slack.install.installed import InstalledWorkspaces
from bot.adapters.slack.install.oauth import COOKIE, INSTALL, REDIRECT, Install
from bot.adapters.slack.install.states import OAuthStates
from bot.adapters.slack.install.tokens import OAuthApp
from bot.secret import Sealer
from bot.server import Server
from bot.store.store import Store
from tests.slack.scripted import Payload, ScriptedSlack

GRANTED: Payload = {
    "access_token": "xoxb-granted",
    "token_type": "bot",
    "scope": "commands,chat:write",
    "bot_user_id": "U1BOT",
    "app_id": "A1",
    "team": {"id": "T1", "name": "Acme <script>alert(1)</script>"},
    "enterprise": None,
    "authed_user": {"id": "U5", "access_token": "xoxp-person"},
    "incoming_webhook": {"url": "https://hooks.example/secret"},
    "is_enterprise_install": False,
}
BOT: Payload = {"team_id": "T1", "user_id": "U1BOT", "bot_id": "B1"}


@dataclass
class Clock:
    """The time, and what a test adds to it: seconds."""

    passed: float = 0

    def __call__(self) -> float:
        """Epoch seconds."""
        return time() + self.passed


@dataclass
class Site:
    """The bot's pages, in a browser that keeps cookies as browsers do."""

    url: str
    browser: ClientSession
    slack: ScriptedSlack
    store: Store
    workspaces: InstalledWorkspaces
    clock: Clock

    async def started(self, **query: str) -> dict[str, list[str]]:
        """What the button of the install page asks Slack for."""
        async with self.browser.get(f"{self.url}{INSTALL}", params=query) as response:
            page = await response.text()
        address = page.split('class="button" href="')[1].split('"')[0].replace("&amp;", "&")
        assert address.startswith(f"{self.slack.base_url.removesuffix('api/')}oauth/v2/authorize?")
        return parse_qs(urlsplit(address).query)

    async def state(self) -> str:
        """The state of a new install."""
        return (await self.started())["state"][0]

    @property
    def nonce(self) -> str:
        """What the browser's cookie holds; "" without one."""
        return next((kept.value for kept in self.browser.cookie_jar if kept.key == COOKIE), "")

    async def back(self, **query: str) -> tuple[int, str]:
        """Status and page of the way back from Slack."""
        async with self.browser.get(f"{self.url}{REDIRECT}", params=query, allow_redirects=False) as response:
            return response.status, await response.text()


def browser(url: str) -> ClientSession:
    """A new browser, which takes loopback for secure as browsers do."""
    return ClientSession(cookie_jar=CookieJar(unsafe=True, treat_as_secure_origin=URL(url)))


@asynccontextmanager
async def served(slack: ScriptedSlack, store: Store) -> AsyncIterator[Site]:
    """The two pages of an install, on the bot's own server."""
    app = OAuthApp("1.1", "app-secret", ("commands", "chat:write"))
    sealer, clock = Sealer(Fernet.generate_key().decode()), Clock()
    async with session() as shared:
        api = Api(shared, slack.base_url)
        workspaces = InstalledWorkspaces(Installations(store, sealer), api, app)
        server = Server("127.0.0.1", 0)
        for route in Install(app, api, OAuthStates(store, sealer, clock), workspaces, "alibaba").routes():
            server.add(*route)
        await server.start()
        url = f"http://127.0.0.1:{server.port}"
        try:
            async with browser(url) as own:
                yield Site(url, own, slack, store, workspaces, clock)
        finally:
            await server.stop()
