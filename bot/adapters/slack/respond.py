"""Answers by response_url: private ones, and ones to channels that the bot is not in."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp

from bot.adapters.slack.calls import settled
from bot.delivery import PostError, RefusedError, UnsureError
from bot.log import logger

_UNSHOWABLE = "invalid_blocks"


@dataclass(frozen=True)
class Respond:
    """Posts to the address that came with a request; once, for Slack keeps no record to look for a lost answer in."""

    session: aiohttp.ClientSession

    async def post(self, address: str, message: Mapping[str, Any], plain: Mapping[str, Any] | None = None) -> bool:
        """Whether Slack has taken it. What it cannot show is sent again as plain sections, when these are given."""
        try:
            await self._send(address, message)
        except RefusedError as refusal:
            if plain is None or _UNSHOWABLE not in str(refusal):
                logger.warning("slack.response_refused", error=str(refusal))
                return False
            return await self.post(address, plain)
        except PostError as error:
            logger.warning("slack.response_lost", error=str(error))
            return False
        return True

    async def _send(self, address: str, message: Mapping[str, Any]) -> None:
        async def call() -> None:
            async with self.session.post(address, json=message) as response:
                said = await response.text()
                if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                    raise UnsureError(f"HTTP {response.status}")
                if response.status != HTTPStatus.OK:
                    raise RefusedError(said[:100])

        await settled(call())
