"""One look at Discord for doctor: what it answered to a call, or why it could not be reached."""

import asyncio
from collections.abc import Awaitable
from http import HTTPStatus
from typing import TypeVar

import aiohttp
from discord import DiscordException, HTTPException, LoginFailure, RateLimited

from bot.unreachable import Service, UnreachableError
from bot.unreachable import unreachable as broken

PATIENCE = 5.0  # seconds for one call
_HELLO = 10  # "Opcodes" in Discord's documentation of the gateway
_DISCORD = Service("Discord", "Open the firewall to discord.com and gateway.discord.gg (https and wss).", PATIENCE)
T = TypeVar("T")


async def asked(call: Awaitable[T], seconds: float = PATIENCE) -> T:
    """The answer to a call. UnreachableError when none came; HTTPException or LoginFailure when it was refused."""
    try:
        async with asyncio.timeout(seconds):
            return await call
    except HTTPException as error:
        if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR or not error.code:
            raise _not_discord(error.status) from error
        raise
    except LoginFailure:
        raise
    except (aiohttp.ClientError, DiscordException, OSError) as error:
        raise unreachable(error) from error
    except (KeyError, TypeError, ValueError) as error:  # what discord.py makes of an answer of another server
        raise _not_discord(HTTPStatus.OK) from error


async def greets(url: str) -> bool:
    """Whether a gateway says hello; it is left again at once, before it counts as a start."""
    try:
        async with (
            asyncio.timeout(PATIENCE),
            aiohttp.ClientSession() as session,
            session.ws_connect(url, params={"v": "10", "encoding": "json"}) as socket,
        ):
            said = await socket.receive_json()
    except (aiohttp.ClientError, OSError, TypeError, ValueError) as error:
        raise unreachable(error) from error
    return isinstance(said, dict) and said.get("op") == _HELLO


def unreachable(error: Exception) -> UnreachableError:
    """Which part of the way to Discord is broken, and who can mend it."""
    if isinstance(error, RateLimited):
        return UnreachableError(
            f"it wants to be left alone for {error.retry_after:.0f} seconds", "Try again after that."
        )
    return broken(error, _DISCORD)


def _not_discord(status: int) -> UnreachableError:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return UnreachableError("Discord has trouble of its own", "See https://discordstatus.com, and try again later.")
    fix = "Correct 'api_base' under [discord], or sign in to the network."
    return UnreachableError(f"what answers there is not Discord ({status})", fix)
