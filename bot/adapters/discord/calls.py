"""What a call to Discord came to: done, refused, to be tried later, or nobody knows.

discord.py itself waits out a rate limit, and raises ``RateLimited`` for one that is longer than ``LONGEST_LIMIT``. For
25 seconds it repeats what met a 500, 502, 504 or 524, and what edits an answer to an interaction after any 5xx. Other
calls that meet a 503, and a connection that is cut, it raises as they are, as ``callbacks`` does all that fails, and a
limit of the host in front of Discord as an ``HTTPException`` with status 429. That host also answers 403, which has no
code then, to whom it keeps out for a while: that says nothing of the channel.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import Final, TypeVar

import aiohttp
from discord import Client, HTTPException, RateLimited

from bot.delivery import BusyError, RefusedError, UnsureError
from bot.log import logger

LONGEST_LIMIT: Final = 30.0
"""Seconds of a rate limit that a client waits out, as its ``max_ratelimit_timeout``: discord.py takes none below."""

UNSHOWABLE: Final = "invalid_form"
THREAD_EXISTS: Final = "thread_exists"
NO_HISTORY: Final = "no_history"
UNKNOWN_MESSAGE: Final = "unknown_message"
GONE: Final = frozenset({"unknown_channel", UNKNOWN_MESSAGE})
CODES = MappingProxyType(
    {
        10003: "unknown_channel",
        10004: "unknown_server",
        10007: "unknown_member",
        10008: UNKNOWN_MESSAGE,
        10015: "unknown_webhook",
        10062: "unknown_interaction",
        40005: "too_large",
        40060: "acknowledged",
        50001: "missing_access",
        50007: "takes_no_messages",
        50013: "missing_permissions",
        50027: "token_over",
        50035: UNSHOWABLE,
        50083: "thread_archived",
        160002: NO_HISTORY,
        160004: THREAD_EXISTS,
        160005: "thread_locked",
        200000: "moderated",
    }
)
"""What a refusal is called, by its number: "JSON Error Codes" in Discord's documentation of status codes."""

_DONE = "acknowledged"
_OVER = frozenset({"unknown_interaction", "unknown_webhook", "token_over"})
_PAUSE = 1.0  # seconds, when Discord names none
_SHUT_OUT = 60.0  # seconds until a token that is refused, or an address that is kept out, is tried again
_NOT_OF_THE_CALL = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)  # without a code: it is the bot's token or address
T = TypeVar("T")


class _Gate(asyncio.Event):
    """What is shut while there is a limit on the whole bot; it opens by itself once the limit must be over."""

    def clear(self) -> None:
        super().clear()
        asyncio.get_running_loop().call_later(LONGEST_LIMIT, self.set)


def unblock(client: Client) -> None:
    """Let no call block all others; to be done once the client is signed in.

    discord.py shuts a gate while it waits for the end of a limit on the whole bot. Were that call cancelled, the gate
    would stay shut, and no call would ever be made again.
    """
    gate = _Gate()
    gate.set()
    client.http._global_over = gate  # noqa: SLF001 -- there is no other way to it


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds between one attempt and the next, and from the first to the last at most."""

    pauses: tuple[float, ...] = (0.25, 1.0, 2.0)
    seconds: float = 10.0


async def settled(call: Awaitable[T]) -> T:
    """The answer to a call; a PostError that says whether it can have done anything."""
    try:
        return await call
    except RateLimited as error:
        raise BusyError(error.retry_after) from error
    except HTTPException as error:
        raise _failure(error) from error
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise BusyError(_PAUSE) from error
    except (aiohttp.ClientError, OSError) as error:
        raise UnsureError(type(error).__name__) from error


async def again(call: Callable[[], Awaitable[T]], patience: Patience = Patience()) -> T:
    """As ``settled``, for what does no harm when done twice: it is repeated until it was surely done or refused."""
    loop = asyncio.get_running_loop()
    end = loop.time() + patience.seconds
    for pause in patience.pauses:
        try:
            return await settled(call())
        except (BusyError, UnsureError) as error:
            wait = max(pause, error.seconds) if isinstance(error, BusyError) else pause
            if loop.time() + wait > end:
                raise
        await asyncio.sleep(wait)
    return await settled(call())


async def answered(call: Callable[[], Awaitable[object]], patience: Patience = Patience()) -> bool:
    """Answer an interaction, or edit what answered it; whether it stands, which it does not once its time is over.

    Who repeats an answer that arrived is told that the interaction was acknowledged before.
    """
    try:
        await again(call, patience)
    except RefusedError as refusal:
        if str(refusal) in _OVER:
            logger.warning("discord.interaction_over", error=str(refusal))
            return False
        if str(refusal) != _DONE:
            raise
    return True


def _failure(error: HTTPException) -> BusyError | RefusedError | UnsureError:
    if error.status == HTTPStatus.TOO_MANY_REQUESTS:
        return BusyError(_pause(error.response.headers.get("Retry-After", "")))
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return UnsureError(f"HTTP {error.status}")
    if error.status in _NOT_OF_THE_CALL and not error.code:
        return BusyError(_SHUT_OUT)
    return RefusedError(CODES.get(error.code) or str(error.code or f"http_{error.status}"))


def _pause(header: str) -> float:
    """The seconds of a ``Retry-After``, which may be a fraction; 1 when it holds none."""
    return float(header) if header.replace(".", "", 1).isdecimal() else _PAUSE
