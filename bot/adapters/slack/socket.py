"""Socket Mode: one connection out to Slack, over which events come in and acknowledgements go back."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.adapters.slack.api import FAILURES, Api, reason
from bot.errors import BotError
from bot.log import logger

_PING = 3  # seconds; a dead connection is noticed after four of them
Late = Callable[[Mapping[str, Any], Mapping[str, Any]], Awaitable[None]]


class _Client(SocketModeClient):
    """The SDK's client, which tells of every connection that it makes, the first one too."""

    connected: Callable[[], None]

    async def connect(self) -> None:
        await SocketModeClient.connect(self)
        if not self.closed:
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

    async def start(self) -> None:
        """Connect, for as long as it takes; the SDK connects again whenever the connection is lost."""
        client = _Client(app_token=self._token, web_client=self._api.reading(self._token), ping_interval=_PING)
        client.connected = self._connected
        await client.aiohttp_client_session.close()
        client.aiohttp_client_session = self._api.session
        client.socket_mode_request_listeners.append(self._handle)
        try:
            client.wss_uri = await client.issue_new_wss_url()
        except FAILURES as error:
            raise BotError(
                f"Slack does not open a connection for SLACK_APP_TOKEN ({reason(error)}): python -m bot doctor says why"
            ) from error
        self._client = client
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
            await SocketModeClient.close(self._client)

    async def _handle(self, client: AsyncBaseSocketModeClient, envelope: SocketModeRequest) -> None:
        if self._is_stopping:
            return
        self._under_way.add(envelope.envelope_id)
        self._idle.clear()
        try:
            await self._answer(client, envelope)
        finally:
            self._under_way.discard(envelope.envelope_id)
            if not self._under_way:
                self._idle.set()

    async def _answer(self, client: AsyncBaseSocketModeClient, envelope: SocketModeRequest) -> None:
        start = time.time()
        response: BoltResponse = await run_async_bolt_app(self._app, envelope)
        try:
            await send_async_response(client, envelope, response, start)
        except (*FAILURES, OSError, RuntimeError) as error:
            logger.warning("slack.ack_lost", error=type(error).__name__)
            await self._late(envelope.payload, json.loads(response.body or "{}"))
