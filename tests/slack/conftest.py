"""What the tests of Slack share: a loopback Slack, and the bot on it as ``run`` puts it together."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from bot.adapters.slack.api import Api, session
from bot.adapters.slack.chat import SlackChat
from bot.adapters.slack.files import Files
from bot.adapters.slack.lost import Lost
from bot.adapters.slack.notices import Notices
from bot.adapters.slack.single import sign_in
from bot.app import build
from bot.gallery import Gallery
from bot.pace import Pace
from bot.parts import Role, plan
from bot.run import start
from bot.store.store import Store
from corpus.collection import Corpus
from tests.ports import free_port
from tests.slack.fake.server import Slack

ROOT = Path(__file__).resolve().parents[2]
Running = Callable[..., AbstractAsyncContextManager[None]]


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    """A Slack of our own; whatever the bot sent it must be within Slack's published rules."""
    async with Slack() as slack:
        yield slack
        assert not slack.problems


def environment(slack: Slack, folder: Path) -> dict[str, str]:
    """The variables that put the bot into the loopback Slack by Socket Mode."""
    return {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "DOSSIER_SLACK_API_BASE": slack.base_url,
        "DOSSIER_DATA": str(folder),
        "DOSSIER_SERVER_PORT": str(free_port()),
    }


@pytest.fixture
def running(slack: Slack, shipped: Corpus, tmp_path: Path) -> Running:
    """Start the bot with further variables; the articles are those read once for all tests, unless others are given."""

    @asynccontextmanager
    async def running(
        role: Role | None = Role.WORKER, corpus: Corpus = shipped, pace: Pace = Pace(), **more: str
    ) -> AsyncIterator[None]:
        dossier = build(environment(slack, tmp_path) | more, ROOT)
        vars(dossier)["corpus"] = corpus
        async with AsyncExitStack() as stack:
            await start(dossier, plan(dossier.config, role), stack, lambda _: None, pace)
            yield

    return running


@pytest.fixture
async def bot(running: Running, slack: Slack) -> AsyncIterator[None]:
    """The bot, connected by Socket Mode."""
    async with running():
        await slack.connected()
        yield


@pytest.fixture
async def chat(slack: Slack, tmp_path: Path) -> AsyncIterator[SlackChat]:
    """Slack as the outbox sees it."""
    store = Store.open(tmp_path / "dossier.sqlite3")
    async with session() as calls:
        workspaces = await sign_in(Api(calls, slack.base_url), slack.bot_token)
        yield SlackChat(workspaces, Notices(workspaces, store), Lost(workspaces), Files(calls, Gallery()))
    store.close()
