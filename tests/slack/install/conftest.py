"""What the tests of installs share: a store, a Slack that knows nothing yet, the workspaces of an app."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.adapters.slack.api import Api, session
from bot.adapters.slack.install.installations import Installations
from bot.adapters.slack.install.installed import InstalledWorkspaces
from bot.secret import Sealer
from bot.store.store import Store
from tests.slack.install.installing import BOT, GRANTED, Site, served
from tests.slack.install.installs import APP, KEY
from tests.slack.scripted import ScriptedSlack, scripted_slack


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store on SQLite."""
    store = Store.open(tmp_path / "dossier.sqlite3")
    yield store
    store.close()


@pytest.fixture
def installations(store: Store) -> Installations:
    """Installations sealed with a key."""
    return Installations(store, Sealer(KEY))


@pytest.fixture
async def slack() -> AsyncIterator[ScriptedSlack]:
    """A Slack that knows nothing yet."""
    async with scripted_slack() as slack:
        yield slack


@pytest.fixture
async def api(slack: ScriptedSlack) -> AsyncIterator[Api]:
    """Its Web API."""
    async with session() as shared:
        yield Api(shared, slack.base_url)


@pytest.fixture
def workspaces(installations: Installations, api: Api) -> InstalledWorkspaces:
    """The workspaces that installed the bot."""
    return InstalledWorkspaces(installations, api, APP)


@pytest.fixture
async def site(slack: ScriptedSlack, store: Store) -> AsyncIterator[Site]:
    """An install that Slack grants."""
    slack.answers = {"oauth.v2.access": GRANTED, "auth.test": BOT}
    async with served(slack, store) as site:
        yield site
