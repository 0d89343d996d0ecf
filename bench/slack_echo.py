"""The bare baseline of Slack by HTTP: a Bolt app that says the text of a command again, on the server the bot uses."""

import asyncio
import json
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck

from tests.slack.fake.server import Slack


async def _authorize(team_id: str) -> AuthorizeResult:
    """Without a call to Slack, as the bot does."""
    return AuthorizeResult(enterprise_id=None, team_id=team_id, bot_user_id="U1", bot_id="B1", bot_token="xoxb-1")


def app(replies: Mapping[str, dict[str, Any]]) -> AsyncApp:
    """The app; it answers with the reply to a text, where there is one, and else with the text."""
    bare = AsyncApp(signing_secret=Slack.signing_secret, authorize=_authorize, process_before_response=True)

    async def command(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(replies.get(body["text"], body["text"]))

    bare.command("/alibaba")(command)
    return bare


async def serve(bare: AsyncApp, port: int) -> None:
    """Serve until SIGTERM."""
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)

    async def handle(request: web.Request) -> web.StreamResponse:
        return await to_aiohttp_response(await bare.async_dispatch(await to_bolt_request(request)))

    application = web.Application()
    application.router.add_post("/slack/events", handle)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    sys.stdout.write("Ready\n")
    sys.stdout.flush()
    await stopping.wait()
    await runner.cleanup()


if __name__ == "__main__":
    replies = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    asyncio.run(serve(app(replies), int(sys.argv[1])))
