"""Adding the bot to a workspace: the page with the button, and the way back from Slack."""

import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from aiohttp import web
from slack_sdk.errors import SlackClientError

from bot.adapters.slack.api import FAILURES, Api, reason
from bot.adapters.slack.install.installations import Installation
from bot.adapters.slack.install.installed import InstalledWorkspaces
from bot.adapters.slack.install.pages import page
from bot.adapters.slack.install.states import SECONDS, OAuthStates
from bot.adapters.slack.install.tokens import OAuthApp, granted
from bot.errors import BotError
from bot.log import logger

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Route = tuple[str, str, Handler]

INSTALL = "/slack/install"
REDIRECT = "/slack/oauth_redirect"
# The prefix makes browsers refuse the cookie from any other host, and without https (but on localhost).
COOKIE = "__Host-dossier-install"
_CODE = re.compile(r"[a-z_]{1,60}")
_TEAM = re.compile(r"(?:T|E)[A-Z0-9]{1,20}")
_AGAIN = ("Start again", INSTALL)


@dataclass(frozen=True, slots=True)
class Install:
    """The two pages of an install; ``word`` is the slash word."""

    app: OAuthApp
    api: Api
    states: OAuthStates
    workspaces: InstalledWorkspaces
    word: str

    def routes(self) -> tuple[Route, ...]:
        """Method, path and handler of each."""
        return (("GET", INSTALL, self.offer), ("GET", REDIRECT, self.finish))

    async def offer(self, request: web.Request) -> web.Response:
        """The button, and a cookie that tells this browser from any other on the way back."""
        state, nonce = self.states.issue()
        text = "It answers questions from a collection of articles, with a source for every fact."
        response = page(
            "Dossier for Slack", text, ("Add to Slack", self._address(state, request.query.get("team", "")))
        )
        response.set_cookie(COOKIE, nonce, max_age=SECONDS, secure=True, httponly=True, samesite="Lax")
        return response

    async def finish(self, request: web.Request) -> web.Response:
        """What became of it; nothing is believed but what this browser started and Slack confirms."""
        try:
            response = await self._finish(request)
        except BotError as error:
            response = _unstored(error)
        response.del_cookie(COOKIE, secure=True, httponly=True, samesite="Lax")
        return response

    async def _finish(self, request: web.Request) -> web.Response:
        if error := request.query.get("error"):
            return _refused(error)
        nonce = request.cookies.get(COOKIE, "")
        if not await self.states.is_good(request.query.get("state", ""), nonce):
            return _unknown()
        code = request.query.get("code")
        if not code:
            return _failed("no_code", "Slack sent no code along. Nothing was installed.", 400)
        return await self._install(code, nonce)

    async def _install(self, code: str, nonce: str) -> web.Response:
        try:
            installation = await granted(self.app, self.api, code, time.time())
        except FAILURES as error:
            status = 400 if isinstance(error, SlackClientError) else 502
            return _failed(reason(error), "Slack did not confirm the install. Nothing was installed.", status)
        if not await self.states.use(nonce):
            return _unknown()
        await self.workspaces.add(installation)
        return self._done(installation)

    def _done(self, installation: Installation) -> web.Response:
        place = installation.name or "your workspace"
        text = f"In {place}, type /{self.word} and a topic, or mention Dossier in a channel with a question."
        ids = {"app": installation.app, "team": installation.team}
        link = ("Open Slack", f"{self.api.origin}app_redirect?{urlencode(ids)}") if all(ids.values()) else ("", "")
        return page("Dossier is installed", text, link)

    def _address(self, state: str, team: str) -> str:
        """Slack's page of consent; ``team`` preselects a workspace."""
        asked = {"client_id": self.app.client_id, "scope": ",".join(self.app.scopes), "state": state}
        chosen = {"team": team} if _TEAM.fullmatch(team) else {}
        return f"{self.api.origin}oauth/v2/authorize?{urlencode(asked | chosen)}"


def _refused(error: str) -> web.Response:
    if error == "access_denied":
        return page(
            "Not installed", "You cancelled, so nothing was installed. You can start again at any time.", _AGAIN
        )
    return _failed(
        error if _CODE.fullmatch(error) else "unknown", "Slack refused the install. Nothing was installed.", 400
    )


def _unknown() -> web.Response:
    text = (
        "This install was not started in this browser, is older than ten minutes, or was finished before. "
        "Nothing was installed. Start again on a page that begins with https, and finish in the same browser."
    )
    logger.warning("slack.install_refused", reason="state")
    return page("This link does not work", text, _AGAIN, 400)


def _unstored(error: BotError) -> web.Response:
    """The database is away; what it said is for the operator alone."""
    logger.error("slack.install_not_stored", error=str(error))
    text = "This could not be noted down, so nothing was installed. Please start again in a few minutes."
    return page("Not installed", text, _AGAIN, 503)


def _failed(why: str, text: str, status: int) -> web.Response:
    logger.warning("slack.install_failed", reason=why)
    return page("Not installed", f"{text} ({why})", _AGAIN, status)
