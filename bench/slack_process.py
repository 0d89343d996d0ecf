"""The bot on the loopback Slack, and the bare app beside it, each in a process of its own."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from bench.process import EVERYBODY, Running, bot, free_port, running
from tests.slack.fake.server import Slack


@asynccontextmanager
async def by_socket(slack: Slack, data: Path, *, is_traced: bool = False) -> AsyncIterator[Running]:
    """The bot in the role ``worker``, connected."""
    tokens = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": slack.app_token}
    async with running(bot("worker", is_traced=is_traced), tokens | _settings(slack, data)) as started:
        await slack.connected(seconds=60)
        yield started


@asynccontextmanager
async def by_http(slack: Slack, data: Path) -> AsyncIterator[Running]:
    """The bot in the role ``web``, serving at the port of what is given."""
    port = free_port()
    secrets = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_SIGNING_SECRET": slack.signing_secret, "PORT": str(port)}
    async with running(bot("web"), secrets | _settings(slack, data), port) as started:
        yield started


@asynccontextmanager
async def echo(replies: Mapping[str, object], folder: Path) -> AsyncIterator[Running]:
    """The bare Bolt app of ``bench.slack_echo`` with replies to texts, which it is given in a file in a folder."""
    port = free_port()
    file = folder / f"replies-{port}.json"
    await asyncio.to_thread(file.write_text, json.dumps(replies), encoding="utf-8")
    async with running(("-m", "bench.slack_echo", str(port), str(file)), {}, port) as started:
        yield started


def _settings(slack: Slack, data: Path) -> dict[str, str]:
    return {"DOSSIER_SLACK_API_BASE": slack.base_url, "DOSSIER_DATA": str(data), **EVERYBODY}
