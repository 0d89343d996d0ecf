"""When a workspace is swept, apart from what is found there."""

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from bot.adapters.slack.api import Api, session
from bot.adapters.slack.lost import Lost
from bot.adapters.slack.sweep import Sweep
from bot.adapters.slack.workspaces import Workspace
from bot.errors import BotError
from bot.store import cursors
from bot.store.store import Store
from tests.slack.scripted import ScriptedSlack, scripted_slack

NOBODY: Any = None  # in a workspace without channels nothing is said


@dataclass
class Away:
    """The workspaces of a store that fails while it is ``away``."""

    workspaces: tuple[Workspace, ...]
    is_away: bool = False

    async def find(self, team: str | None, enterprise: str | None = None) -> Workspace | None:
        """See the port."""
        del team, enterprise
        return self.workspaces[0]

    async def all(self) -> tuple[Workspace, ...]:
        """See the port."""
        if self.is_away:
            raise BotError("away")
        return self.workspaces

    async def uninstalled(self, team: str | None, enterprise: str | None, at: float) -> None:
        """See the port."""

    async def revoked(self, team: str | None, enterprise: str | None, kinds: Collection[str], at: float) -> None:
        """See the port."""

    def forget(self, workspace: str) -> None:
        """See the port."""


@pytest.fixture
async def slack() -> AsyncIterator[ScriptedSlack]:
    """A Slack where the bot is in no channel."""
    async with scripted_slack() as slack:
        slack.answers = {"users.conversations": {"channels": []}}
        yield slack


async def test_a_sweep_that_cannot_begin_is_still_owed(slack: ScriptedSlack, tmp_path: Path) -> None:
    """A database that is away just when the connection is back must not cost what was missed."""
    store = Store.open(tmp_path / "dossier.sqlite3")
    with store.begin() as connection:
        cursors.advance(connection, "slack", ["T1"], 1.0)
    async with session() as shared:
        api = Api(shared, slack.base_url)
        workspaces = Away((Workspace("T1", "T1", "", "U1BOT", "B1", api.posting("xoxb-1"), api.reading("xoxb-1")),))
        sweep = Sweep(Lost(workspaces), NOBODY, store)
        workspaces.is_away = True
        sweep.owe()
        with pytest.raises(BotError):
            await sweep.catch_up()
        workspaces.is_away = False

        await sweep.catch_up()
        await sweep.catch_up()

        assert len(slack.calls["users.conversations"]) == 1
    store.close()


async def test_signs_of_life_of_many_workspaces_are_one_transaction(slack: ScriptedSlack, tmp_path: Path) -> None:
    """A database that takes each of them separately would be busy with little else."""
    store = Store.open(tmp_path / "dossier.sqlite3")
    ids = [f"T{number}" for number in range(50)]
    commits: list[Connection] = []
    note = commits.append
    event.listen(Engine, "commit", note)
    async with session() as shared:
        api = Api(shared, slack.base_url)
        clients = api.posting("xoxb-1"), api.reading("xoxb-1")
        workspaces = Away(tuple(Workspace(one, one, "", "U1BOT", "B1", *clients) for one in ids))

        await Sweep(Lost(workspaces), NOBODY, store, lambda: 7.0).catch_up()

    event.remove(Engine, "commit", note)
    with store.read() as connection:
        seen = {cursors.seen(connection, "slack", one) for one in ids}
    store.close()
    assert seen == {7.0}
    assert len(commits) == 1
