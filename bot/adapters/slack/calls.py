"""What a call that changes something in Slack came to: done, refused, to be tried later, or nobody knows."""

import asyncio
from collections.abc import Awaitable
from http import HTTPStatus
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.delivery import BusyError, RefusedError, UnsureError

_HICCUPS = {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"}
_PAUSE = 1.0  # seconds, when Slack names none


async def settled(call: Awaitable[Any]) -> Any:  # noqa: ANN401 -- the SDK's response
    """The answer to a call that changes something; a PostError that says whether it can have happened."""
    try:
        return await call
    except SlackApiError as error:
        raise _failure(error) from error
    except aiohttp.ClientConnectorError as error:
        raise BusyError(_PAUSE) from error
    except (aiohttp.ClientError, asyncio.IncompleteReadError, OSError) as error:
        raise UnsureError(type(error).__name__) from error


def _failure(error: SlackApiError) -> BusyError | RefusedError | UnsureError:
    response = error.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return BusyError(_pause(response.headers.get("Retry-After", "")))
    data = getattr(response, "data", None)
    code = str(data.get("error", "")) if isinstance(data, dict) else ""
    if code == "ratelimited":
        return BusyError(_pause(response.headers.get("Retry-After", "")))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or code in _HICCUPS or not code:
        return UnsureError(code or f"HTTP {status}")
    return RefusedError(code)


def _pause(header: str) -> float:
    return float(header) if header.isdecimal() else _PAUSE
