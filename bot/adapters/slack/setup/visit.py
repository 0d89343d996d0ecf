"""One look at Slack for doctor: what it answered to a call, or why it could not be reached."""

import asyncio
import json
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.unreachable import Service, UnreachableError
from bot.unreachable import unreachable as broken

PATIENCE = 5  # seconds for one call
_SLACK = Service("Slack", "Open the firewall to slack.com (https and wss), or set HTTPS_PROXY.", PATIENCE)
_NOT_SLACK = ("what answers there is not Slack", "Correct 'api_base' under [slack], or sign in to the network.")
_TROUBLE = ("Slack has trouble of its own", "See https://slack-status.com, and try again later.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What Slack answered: its fields, its headers, and its error code ("" when the call was granted)."""

    fields: Mapping[str, Any]
    headers: Mapping[str, str]

    @property
    def error(self) -> str:
        """``invalid_auth``; "" when there is none."""
        return "" if self.fields.get("ok") else str(self.fields.get("error", "unknown_error"))


async def asked(call: Awaitable[AsyncSlackResponse]) -> Answer:
    """The answer to a call, granted or refused; UnreachableError when none came."""
    try:
        async with asyncio.timeout(PATIENCE):
            response: Any = await call
    except SlackApiError as refusal:
        response = refusal.response
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise unreachable(error) from error
    except AttributeError as error:  # what slack_sdk makes of an answer in plain text
        raise UnreachableError(*_NOT_SLACK) from error
    fields = getattr(response, "data", None)
    if not isinstance(fields, dict) or "ok" not in fields:
        has_trouble = getattr(response, "status_code", 0) >= HTTPStatus.INTERNAL_SERVER_ERROR
        raise UnreachableError(*(_TROUBLE if has_trouble else _NOT_SLACK))
    return Answer(fields, response.headers)


async def greeting(session: aiohttp.ClientSession, url: str, proxy: str | None) -> Mapping[str, Any]:
    """The first thing that a Socket Mode connection says: ``hello``, or why it is closed at once."""
    try:
        async with asyncio.timeout(PATIENCE), session.ws_connect(url, proxy=proxy) as socket:
            said = json.loads(await socket.receive_str())
    except (aiohttp.ClientError, TimeoutError, OSError, TypeError, ValueError) as error:
        raise unreachable(error) from error
    return said if isinstance(said, dict) else {}


def unreachable(error: Exception) -> UnreachableError:
    """Which part of the way to Slack is broken, and who can mend it."""
    if isinstance(error, aiohttp.ClientProxyConnectionError | aiohttp.ClientHttpProxyError):
        why = "the proxy does not let it through"
        return UnreachableError(why, "Correct HTTPS_PROXY, or let the proxy allow Slack.")
    return broken(error, _SLACK)
