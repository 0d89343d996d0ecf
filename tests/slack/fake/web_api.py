"""The Web API: reads a call, checks its token, lets it meet its fault, answers as Slack does."""

import asyncio
import base64
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from aiohttp import web

from tests.slack.fake import app_methods, chat_methods, conversation_methods, file_methods, view_methods
from tests.slack.fake.faults import Fault, SlackError
from tests.slack.fake.records import Call
from tests.slack.fake.world import Payload, Workspace

if TYPE_CHECKING:
    from tests.slack.fake.state import State

Method = Callable[["State", Call, Workspace], Payload]
METHODS: Mapping[str, Method] = {
    "assistant.threads.setStatus": chat_methods.set_status,
    "assistant.threads.setSuggestedPrompts": chat_methods.set_prompts,
    "assistant.threads.setTitle": chat_methods.set_status,
    "auth.revoke": app_methods.revoke,
    "auth.test": app_methods.authenticate,
    "bots.info": app_methods.bot_info,
    "chat.delete": chat_methods.delete,
    "chat.postEphemeral": chat_methods.post_ephemeral,
    "chat.postMessage": chat_methods.post_message,
    "chat.update": chat_methods.update,
    "conversations.history": conversation_methods.history,
    "conversations.info": conversation_methods.info,
    "conversations.list": conversation_methods.channels,
    "conversations.members": conversation_methods.members,
    "conversations.open": conversation_methods.open_direct,
    "conversations.replies": conversation_methods.replies,
    "files.completeUploadExternal": file_methods.complete,
    "files.getUploadURLExternal": file_methods.upload_url,
    "reactions.add": chat_methods.add_reaction,
    "team.info": app_methods.team_info,
    "users.conversations": conversation_methods.channels,
    "users.info": conversation_methods.user_info,
    "users.list": conversation_methods.users,
    "views.open": view_methods.open_view,
    "views.publish": view_methods.publish,
    "views.push": view_methods.open_view,
    "views.update": view_methods.update_view,
}
_APP_METHODS: Mapping[str, Callable[["State", Call, None], Payload]] = {
    "apps.connections.open": app_methods.open_connection,
    "oauth.v2.access": app_methods.exchange_code,
}
_JSON_ARGUMENTS = ("blocks", "metadata", "view", "prompts", "attachments", "files")


class WebApi:
    """Serves /api/METHOD."""

    def __init__(self, slack: "State") -> None:
        self._slack = slack

    async def serve(self, request: web.Request) -> web.Response:
        """Answers one call."""
        method = request.match_info["method"]
        arguments = await _arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or str(arguments.pop("token", ""))
        workspace = self._workspace(token)
        call = Call(method, arguments, self._slack.now(), workspace)
        self._slack.record(call)
        fault = self._slack.faults.take(method)
        if fault:
            refusal = await meet(fault, request)
            if refusal:
                return refusal
        response = self._answer(call, token)
        self._slack.changed()
        if fault and fault.is_lost:
            cut(request)
        return response

    def _answer(self, call: Call, token: str) -> web.Response:
        try:
            answer = {"ok": True, **self._call(call, token)}
        except SlackError as error:
            answer = {"ok": False, "error": error.code, **error.details}
        scopes = call.workspace.scopes if call.workspace else ("connections:write",)
        return web.json_response(answer, headers={"x-oauth-scopes": ",".join(scopes)})

    def _call(self, call: Call, token: str) -> Payload:
        if call.method == "apps.connections.open" and token != self._slack.app_token:
            raise SlackError("invalid_auth" if token.startswith("xapp-") else "not_allowed_token_type")
        if call.method in _APP_METHODS:
            return _APP_METHODS[call.method](self._slack, call, None)
        if call.method not in METHODS:
            raise SlackError("unknown_method", req_method=call.method)
        if call.workspace is None:
            raise SlackError(self._refusal(token))
        return METHODS[call.method](self._slack, call, call.workspace)

    def _workspace(self, token: str) -> Workspace | None:
        return next((found for found in self._slack.workspaces.values() if token and found.bot_token == token), None)

    def _refusal(self, token: str) -> str:
        if not token:
            return "not_authed"
        is_revoked = any(token in workspace.revoked for workspace in self._slack.workspaces.values())
        return "token_revoked" if is_revoked else "invalid_auth"


async def meet(fault: Fault, request: web.Request) -> web.Response | None:
    """What a fault does before the call is done; None if it goes on."""
    await asyncio.sleep(fault.delay)
    if fault.gate is not None:
        await fault.gate.wait()
    if fault.is_reset:
        cut(request)
        return web.Response()
    if fault.status == 429:
        headers = {"Retry-After": str(fault.retry_after)}
        return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
    if fault.status:
        return web.Response(text="upstream unavailable", status=fault.status)
    return web.json_response({"ok": False, "error": fault.error}) if fault.error else None


def cut(request: web.Request) -> None:
    """Ends the connection of a request without an answer."""
    if request.transport is not None:
        request.transport.abort()


async def _arguments(request: web.Request) -> Payload:
    """The arguments of a call, from its query and its form or JSON body."""
    arguments: Payload = dict(request.query)
    body = await request.read()
    if request.content_type == "application/json":
        arguments |= json.loads(body or b"{}")
    elif body:
        arguments |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    for name in _JSON_ARGUMENTS:
        if isinstance(arguments.get(name), str):
            arguments[name] = json.loads(arguments[name])
    return arguments | _login(request.headers.get("Authorization", ""))


def _login(authorization: str) -> Payload:
    """The app's id and secret, which oauth.v2.access bears as a user name and password."""
    if not authorization.startswith("Basic "):
        return {}
    name, _, password = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
    return {"client_id": name, "client_secret": password}
