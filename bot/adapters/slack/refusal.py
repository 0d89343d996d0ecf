"""What Slack hears of a payload that cannot be handled: that it came, so that it is not sent again and again."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.adapters.slack import render
from bot.answer import APOLOGY
from bot.errors import BotError
from bot.log import logger

bolt = logging.getLogger("slack_bolt")
# Bolt looks into the environment by itself, and would wonder at the token that it finds there.
bolt.addFilter(lambda line: line.msg != warning_client_prioritized_and_token_skipped())


class App(AsyncApp):
    """Bolt's app, which has a response to whatever comes."""

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """The listener's response, or a refusal: some payloads break Bolt before it finds a listener."""
        try:
            return await super().async_dispatch(req)
        except Exception as error:  # noqa: BLE001 -- whatever it is, Slack must hear of it or would send it again
            return await refusal(error, req.body)


async def refusal(error: Exception, body: Mapping[str, Any]) -> BoltResponse:
    """The response to a payload whose listener failed, or that nobody listens to.

    An event that met trouble of the moment is not acknowledged: Slack sends it again. Whoever typed a command gets an
    apology.
    """
    kind = (body.get("event") or body).get("type") if isinstance(body.get("event") or body, Mapping) else None
    if isinstance(error, BoltUnhandledRequestError):
        logger.debug("slack.unheard", type=kind)
    elif isinstance(error, BotError):
        logger.error("slack.put_off", type=kind, error=str(error))
    else:
        logger.error("slack.not_understood", type=kind, exc_info=error)
    if body.get("command"):
        return BoltResponse(status=HTTPStatus.OK, body=render.message(APOLOGY.card))
    if isinstance(error, BotError):
        return BoltResponse(status=HTTPStatus.SERVICE_UNAVAILABLE, body="")
    return BoltResponse(status=HTTPStatus.OK, body="")
