"""Answers by response_url: private ones, and ones to channels that the bot is not in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp

from bot.adapters.slack.calls import UNSHOWABLE, insisted, pause, shown
from bot.adapters.slack.files import Files, Form, Show, as_it_is
from bot.delivery import BusyError, PostError, RefusedError, UnsureError
from bot.log import logger

_PATIENCE = 30.0  # seconds that a busy Slack is waited for


@dataclass(frozen=True)
class Respond:
    """Posts to the address that came with a request; once, for Slack keeps no record to look for a lost answer in."""

    session: aiohttp.ClientSession
    files: Files

    async def post(self, address: str, message: Form, plain: Form | None = None, show: Show = as_it_is) -> bool:
        """Whether Slack has taken it. What it cannot show is sent again as ``plain``, or as its text alone.

        ``show`` sends the message with what goes with it.
        """

        async def send(form: Form) -> None:
            await insisted(lambda: self._send(address, form), _PATIENCE)

        try:
            await shown(
                lambda form: show(form, send) if form is message else send(form), message, plain or _text(message)
            )
        except PostError as error:
            logger.warning("slack.response_lost", error=str(error))
            return False
        return True

    async def _send(self, address: str, message: Mapping[str, Any]) -> None:
        async with self.session.post(address, json=message) as response:
            said = await response.text()
            if response.status == HTTPStatus.TOO_MANY_REQUESTS:
                raise BusyError(pause(response.headers.get("Retry-After", "")))
            code = _code(said)
            if code in UNSHOWABLE or (HTTPStatus.OK != response.status < HTTPStatus.INTERNAL_SERVER_ERROR):
                raise RefusedError(code)
            if response.status != HTTPStatus.OK:
                raise UnsureError(f"HTTP {response.status}")
            if code:
                raise RefusedError(code)


def _text(message: Mapping[str, Any]) -> dict[str, Any]:
    """A message without its blocks: its text is the whole answer."""
    return {**{name: value for name, value in message.items() if name != "blocks"}, "mrkdwn": False}


def _code(said: str) -> str:
    """The error that Slack's answer holds, as JSON or as it is; "" when all is well."""
    try:
        answer = json.loads(said)
    except ValueError:
        return "" if said == "ok" else said[:100]
    return str(answer.get("error") or "") if isinstance(answer, dict) else ""
