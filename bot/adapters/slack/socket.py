"""Socket Mode: one connection out to Slack, over which events come in and acknowledgements go back."""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.adapters.slack.api import FAILURES, Api, reason
from bot.adapters.slack.calls import HICCUPS
from bot.adapters.slack.setup.credentials import refused
from bot.errors import BotError
from bot.log import logger

_LONGEST_PAUSE = 30.0  # seconds between attempts to connect while Slack is away
_PINGS = 4  # the time of so many pings is enough to connect
_FAREWELL = 1.0  # seconds that Slack has to take note of the end
_quiet = logging.getLogger("dossier.slack.socket")
_quiet.setLevel(logging.CRITICAL)
Late = Callable[[Mapping[str, Any], Mapping[str, Any]], Awaitable[None]]


class _Client(SocketModeClient):
    """The SDK's client, which tells of every connection that it makes, the first one too.

    Of an outage the log hears at its beginning and at its end; the SDK would write a traceback every few seconds.
    """

    connected: Callable[[], None]
    is_away = False

    async def issue_new_wss_url(self) -> str:
        """Where to connect; one of ``api.FAILURES`` when Slack does not say."""
        try:
            url = await SocketModeClient.issue_new_wss_url(self)
        except FAILURES as error:
            self.away(error)
            raise
        return str(url)

    def away(self, error: Exception) -> None:
        """Log the beginning of an outage."""
        if not self.is_away:
            logger.warning("slack.away", error=reason(error))
        self.is_away = True

    async def connect(self) -> None:
        """Connect; an address that does not work in time, which the SDK would try for ever, is asked for anew."""
        while not self.closed:
            try:
                async with asyncio.timeout(_PINGS * self.ping_interval):
                    await SocketModeClient.connect(self)
            except TimeoutError:
                self.wss_uri = None
            else:
                break
        if not self.closed:
            logger.info("slack.connected")
            self.is_away = False
            self.connected()


class Socket:
    """Keeps the connection, and hands each envelope to the app.

    ``connected`` is called at every new connection. ``late`` is called with a payload and the body of its
    acknowledgement when that could not be sent because the connection was gone: Slack has not seen it.
    """

    def __init__(self, app: AsyncApp, api: Api, token: str, connected: Callable[[], None], late: Late) -> None:
        self._app, self._api, self._token = app, api, token
        self._connected, self._late = connected, late
        self._client: _Client | None = None
        self._under_way: set[str] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._is_stopping = False

    async def start(self, ping: float) -> None:
        """Connect, for as long as it takes; the SDK connects again whenever the connection is lost.

        A ping goes out every so many seconds; a dead connection is noticed after four of them. BotError when Slack
        refuses the token.
        """
        web = self._api.reading(self._token)
        client = _Client(app_token=self._token, logger=_quiet, web_client=web, ping_interval=ping)
        client.connected = self._connected
        await client.aiohttp_client_session.close()
        client.aiohttp_client_session = self._api.session
        client.socket_mode_request_listeners.append(self._handle)
        self._client = client
        client.wss_uri = await _address(client)
        await client.connect()

    async def is_connected(self) -> bool:
        """Whether events can come in now."""
        return self._client is not None and await self._client.is_connected()

    async def pause(self, seconds: float) -> None:
        """Take nothing more, and wait for what is under way.

        What arrives meanwhile is not acknowledged, so that Slack sends it to the next process.
        """
        self._is_stopping = True
        try:
            await asyncio.wait_for(self._idle.wait(), seconds)
        except TimeoutError:
            logger.warning("slack.cut_short", envelopes=len(self._under_way))

    async def close(self) -> None:
        """Disconnect; the session that was given ends with it."""
        if self._client is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(_FAREWELL):
                    await SocketModeClient.disconnect(self._client)
            await SocketModeClient.close(self._client)

    async def _handle(self, client: AsyncBaseSocketModeClient, envelope: SocketModeRequest) -> None:
        if self._is_stopping:
            return
        self._under_way.add(envelope.envelope_id)
        self._idle.clear()
        try:
            await self._answer(client, envelope)
        except Exception:  # noqa: BLE001 -- the SDK is kept quiet, so this is where it comes out
            logger.exception("slack.not_understood", type=envelope.type)
        finally:
            self._under_way.discard(envelope.envelope_id)
            if not self._under_way:
                self._idle.set()

    async def _answer(self, client: AsyncBaseSocketModeClient, envelope: SocketModeRequest) -> None:
        start = time.time()
        response = await run_async_bolt_app(self._app, envelope)
        try:
            await send_async_response(client, envelope, response, start)
        except (*FAILURES, OSError, RuntimeError) as error:
            logger.warning("slack.ack_lost", error=type(error).__name__)
            await self._late(envelope.payload, json.loads(response.body or "{}"))


async def _address(client: _Client) -> str:
    """Where to connect, asked for until Slack says it; BotError when it refuses the token."""
    pause = 1.0
    while True:
        try:
            return str(await SocketModeClient.issue_new_wss_url(client))
        except FAILURES as error:
            code = reason(error)
            if isinstance(error, SlackApiError) and code not in HICCUPS and code != type(error).__name__:
                raise BotError(". ".join(refused("SLACK_APP_TOKEN", code))) from error
            client.away(error)
        await asyncio.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)
