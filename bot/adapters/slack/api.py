"""Clients of Slack's Web API: one session for all, none that posts twice, none that logs a secret."""

import logging
from dataclasses import dataclass
from typing import Any, cast

from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

FAILURES = (SlackClientError, ClientError, TimeoutError)
"""What a call may raise."""

_TIMEOUT = 10
_RETRIES = 2
# At DEBUG slack_sdk logs what it sends: codes, refresh tokens and the app's secret among it.
_logger = logging.getLogger("dossier.slack.api")
_logger.setLevel(logging.INFO)


def session() -> ClientSession:
    """The session that all clients share; 10 seconds a call, and no cookies from one workspace to the next."""
    return ClientSession(timeout=ClientTimeout(total=_TIMEOUT), cookie_jar=DummyCookieJar())


@dataclass(frozen=True, slots=True)
class Api:
    """Slack's Web API at an address that ends in ``/api/``."""

    session: ClientSession
    base_url: str

    @property
    def origin(self) -> str:
        """Where Slack's pages for people are: ``https://slack.com/``."""
        return f"{self.base_url.rstrip('/').removesuffix('api')}"

    def posting(self, token: str = "", team: str = "") -> AsyncWebClient:
        """A client that tries once: an accepted post whose answer is lost would be posted twice."""
        return self._client(token, team, [])

    def reading(self, token: str = "", team: str = "") -> AsyncWebClient:
        """A client that waits when it is told to, and tries again what failed on the way."""
        retries = [
            AsyncRateLimitErrorRetryHandler(max_retry_count=_RETRIES),
            AsyncServerErrorRetryHandler(max_retry_count=_RETRIES),
            AsyncConnectionErrorRetryHandler(),
        ]
        return self._client(token, team, retries)

    def _client(self, token: str, team: str, retries: list[AsyncRetryHandler]) -> AsyncWebClient:
        """``team`` goes along with every call: a token of a whole organisation needs it for lists."""
        return AsyncWebClient(
            token or None,
            self.base_url,
            session=self.session,
            team_id=team or None,
            logger=_logger,
            retry_handlers=retries,
        )


def body(response: AsyncSlackResponse) -> dict[str, Any]:
    """The answer of a call as the JSON object it is."""
    return cast("dict[str, Any]", response.data)


def reason(error: BaseException) -> str:
    """``token_revoked``, ``ClientConnectorError``: why a call failed, without what was sent or came back."""
    if isinstance(error, SlackApiError):
        answer = error.response if isinstance(error.response, dict) else getattr(error.response, "data", None)
        if isinstance(answer, dict) and answer.get("error"):
            return str(answer["error"])
    return type(error).__name__
