"""What a call that changes something in Slack came to: done, refused, to be tried later, or nobody knows."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any, TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.delivery import BusyError, RefusedError, UnsureError
from bot.log import logger

UNSHOWABLE = frozenset(
    "invalid_arguments invalid_attachments invalid_blocks invalid_blocks_format "
    "msg_blocks_too_long msg_too_long view_too_large".split()
)
"""Codes that a message or view of plain sections may not meet."""

TOKEN_REFUSED = frozenset("account_inactive invalid_auth not_authed token_expired token_revoked".split())
"""Codes by which Slack says that the bot may not speak at all."""

HICCUPS = frozenset("fatal_error internal_error request_timeout service_unavailable team_added_to_org".split())
"""Codes that say nothing of the call, and may be gone the next time."""

_PAUSE = 1.0  # seconds, when Slack names none
_LEAST = 0.1
T = TypeVar("T")


async def settled(call: Awaitable[T]) -> T:
    """The answer to a call that changes something; a PostError that says whether it can have happened."""
    try:
        return await call
    except SlackApiError as error:
        raise _failure(error) from error
    except aiohttp.ClientConnectorError as error:
        raise BusyError(_PAUSE) from error
    except (aiohttp.ClientError, asyncio.IncompleteReadError, OSError) as error:
        raise UnsureError(type(error).__name__) from error


async def insisted(call: Callable[[], Awaitable[T]], seconds: float) -> T:
    """As ``settled``; while Slack is busy the call is made again when it says, for so many seconds in all."""
    left = seconds
    while True:
        try:
            return await settled(call())
        except BusyError as busy:
            wait = max(busy.seconds, _LEAST)
            if wait > left:
                raise
        left -= wait
        await asyncio.sleep(wait)


async def shown(call: Callable[[Mapping[str, Any]], Awaitable[T]], *forms: Mapping[str, Any]) -> T:
    """Make a call with the first of several forms of a message or view that Slack can show."""
    for form in forms[:-1]:
        try:
            return await call(form)
        except RefusedError as refusal:
            if str(refusal) not in UNSHOWABLE:
                raise
            logger.warning("slack.blocks_refused", error=str(refusal))
    return await call(forms[-1])


def _failure(error: SlackApiError) -> BusyError | RefusedError | UnsureError:
    response = error.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return BusyError(pause(response.headers.get("Retry-After", "")))
    data = getattr(response, "data", None)
    code = str(data.get("error", "")) if isinstance(data, dict) else ""
    if code == "ratelimited":
        return BusyError(pause(response.headers.get("Retry-After", "")))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or code in HICCUPS or not code:
        return UnsureError(code or f"HTTP {status}")
    return RefusedError(code)


def pause(header: str) -> float:
    """The seconds of a ``Retry-After``; 1 when it holds none."""
    return float(header) if header.isdecimal() else _PAUSE
