"""Slack as a part of the bot: signs in, listens over a socket or by HTTP, and stops without losing anything."""

import asyncio
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_sdk.signature import SignatureVerifier

from bot.adapters.slack.api import FAILURES, Api, reason, session
from bot.adapters.slack.chat import SlackChat
from bot.adapters.slack.commands import Commands
from bot.adapters.slack.desk import Desk
from bot.adapters.slack.files import Files
from bot.adapters.slack.home import Home
from bot.adapters.slack.install.installations import Installations
from bot.adapters.slack.install.installed import InstalledWorkspaces
from bot.adapters.slack.install.oauth import Install
from bot.adapters.slack.install.states import OAuthStates
from bot.adapters.slack.install.tokens import OAuthApp
from bot.adapters.slack.interactions import Interactions
from bot.adapters.slack.listeners import Listeners
from bot.adapters.slack.lost import Lost
from bot.adapters.slack.members import Members
from bot.adapters.slack.names import Names
from bot.adapters.slack.notices import Notices
from bot.adapters.slack.refusal import App, bolt, refusal
from bot.adapters.slack.respond import Respond
from bot.adapters.slack.setup import credentials, scopes
from bot.adapters.slack.single import sign_in
from bot.adapters.slack.socket import Socket
from bot.adapters.slack.sweep import Sweep
from bot.adapters.slack.voice import SlackVoice
from bot.adapters.slack.workspaces import Authorize, Workspaces
from bot.config import Config
from bot.conversation.answers import Answers
from bot.conversation.ballot import Ballot
from bot.conversation.changes import Changes
from bot.conversation.conversation import Conversation
from bot.log import logger
from bot.memory import Memory
from bot.pipeline import Pipeline
from bot.secret import Sealer
from bot.server import Server
from bot.tasks import Tasks

_AT, _SIGNED = "X-Slack-Request-Timestamp", "X-Slack-Signature"
_SECONDS = re.compile(r"[0-9]{1,12}")
_SLOWEST_BODY = 3.0  # seconds; Slack itself waits no longer for the answer
# No JSON, JSON that is no object, an unknown encoding, lists a thousand deep, a sender who hung up.
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError, OSError)
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
_LONGEST_PAUSE = 30.0  # seconds between attempts to sign in while Slack is away


async def build(config: Config, pipeline: Pipeline, memory: Memory, server: Server | None) -> "Slack":
    """Slack for the workspace of the bot token, or for all that install the bot; by HTTP when a server is given.

    It waits for a Slack that is away. BotError when a token cannot be right or Slack refuses it, or when a key cannot
    be used.
    """
    credentials.insist(config)
    api = Api(session(), config.slack.api_base)
    try:
        workspaces = await _workspaces(config, api, memory, server)
    except BaseException:
        await api.session.close()
        raise
    slack = Slack(config, api, workspaces, pipeline, memory)
    if server and not config.secrets.slack_app_token:
        slack.mount(server)
    return slack


async def _workspaces(config: Config, api: Api, memory: Memory, server: Server | None) -> Workspaces:
    secrets, pause = config.secrets, 1.0
    while secrets.slack_bot_token:
        try:
            return await sign_in(api, secrets.slack_bot_token)
        except FAILURES as error:
            logger.warning("slack.away", error=reason(error), seconds=pause)
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
    app = OAuthApp(secrets.slack_client_id, secrets.slack_client_secret, scopes.NAMES)
    sealer = Sealer(secrets.slack_token_key)
    workspaces = InstalledWorkspaces(Installations(memory.store, sealer), api, app)
    if server:
        for route in Install(app, api, OAuthStates(memory.store, sealer), workspaces, config.limits.word).routes():
            server.add(*route)
    return workspaces


class Slack:
    """Every listener, put together for one or many workspaces."""

    def __init__(self, config: Config, api: Api, workspaces: Workspaces, pipeline: Pipeline, memory: Memory) -> None:
        self._secrets, self._api, self._workspaces = config.secrets, api, workspaces
        self._tasks, self._members = Tasks(), Members()
        self._lost, self._is_listening = Lost(workspaces), False
        files = Files(api.session, memory.gallery)
        self.voice = SlackVoice(workspaces, files)
        self.chat = SlackChat(workspaces, Notices(workspaces, memory.store), self._lost, files)
        memory.gallery.keep_by("slack", self._prepare)
        self.names = Names(workspaces, self._tasks)
        desk = Desk(pipeline, workspaces, self._members, self.names, config.limits)
        answers = Answers(memory.store, memory.outbox, self.voice, memory.journal)
        respond = Respond(api.session, files)
        conversation = Conversation(desk, answers, Changes(answers, self.chat), memory.choices)
        commands = Commands(desk, memory, respond, self._tasks)
        self._sweep = Sweep(self._lost, conversation, memory.store)
        self._app = App(
            logger=bolt,
            client=api.posting(),
            authorize=Authorize(workspaces),
            signing_secret=self._secrets.slack_signing_secret,
            request_verification_enabled=False,  # ``_handle`` has done it before it reads anything
            ssl_check_enabled=False,  # such a check is not signed
            attaching_function_token_enabled=False,  # of workflow steps, which there are none of
            process_before_response=True,  # otherwise an acknowledgement is looked for every 10 ms
            raise_error_for_unhandled_request=True,
        )
        self._app.error(refusal)
        Listeners(
            config.limits.word,
            self._lost,
            commands,
            conversation,
            Interactions(desk, answers, memory, respond, self._tasks, Ballot(memory.store, memory.journal)),
            Home(desk, answers, memory.choices),
            self._tasks,
        ).listen(self._app)
        self._socket = Socket(self._app, api, self._secrets.slack_app_token, self._sweep_soon, commands.late)

    def mount(self, server: Server) -> None:
        """Take Slack's signed requests at ``/slack/events``: commands, buttons and events alike."""
        self._verifier = SignatureVerifier(self._secrets.slack_signing_secret)
        server.add("POST", "/slack/events", self._handle)

    async def listen(self, ping: float) -> None:
        """Begin to hear: connect, for as long as it takes, unless requests come by HTTP; answer what was missed.

        A connection is pinged every so many seconds.
        """
        self._is_listening = True
        if self._secrets.slack_app_token:
            await self._socket.start(ping)
        else:
            self._sweep_soon()

    async def is_ready(self) -> bool:
        """Whether what people ask arrives, and can be answered."""
        return await self._is_connected() and not await self._lost.is_everything()

    async def beat(self) -> None:
        """Remember, while events come in, that they do: a sweep begins there after an outage."""
        if await self._lost.retry():
            self._sweep.owe()
        if await self._is_connected():
            await self._sweep.catch_up()

    async def stop(self, seconds: float) -> None:
        """Take nothing more, finish what is under way, disconnect."""
        await self._socket.pause(seconds / 2)
        await self._tasks.drain(seconds / 2)
        await self._members.close()
        await self._socket.close()
        await self._api.session.close()

    def _prepare(self, workspace: str, picture: Mapping[str, Any]) -> None:
        self._tasks.start(self.chat.prepare(workspace, picture))

    def _sweep_soon(self) -> None:
        self._sweep.owe()
        self._tasks.start(self._sweep.catch_up())

    async def _is_connected(self) -> bool:
        is_hearing = not self._secrets.slack_app_token or await self._socket.is_connected()
        return self._is_listening and is_hearing

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        at, signature = request.headers.get(_AT, ""), request.headers.get(_SIGNED, "")
        if not _can_be_slacks(at, signature):
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        try:
            if not request.content.is_eof():
                async with asyncio.timeout(_SLOWEST_BODY):
                    await request.read()
            if not self._verifier.is_valid(await request.read(), at, signature):
                return web.Response(status=HTTPStatus.UNAUTHORIZED)
            heard = await to_bolt_request(request)
        except TimeoutError:
            return web.Response(status=HTTPStatus.REQUEST_TIMEOUT)
        except _UNREADABLE:
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        return await to_aiohttp_response(await self._app.async_dispatch(heard))


def _can_be_slacks(at: str, signature: str) -> bool:
    """Whether a request's time and signature have the form that can be checked."""
    return bool(_SECONDS.fullmatch(at) and _SIGNATURE.fullmatch(signature))
