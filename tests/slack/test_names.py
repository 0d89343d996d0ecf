"""What channels are called."""

import asyncio
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass

import pytest

from bot.adapters.slack.api import Api, session
from bot.adapters.slack.names import Names
from bot.adapters.slack.workspaces import Workspace
from bot.tasks import Tasks
from handlers.request import Place
from tests.slack.scripted import Payload, ScriptedSlack, scripted_slack

GENERAL = Place("slack", "T1", "C1")


@dataclass
class One:
    """The workspaces of an app that is in one."""

    workspace: Workspace

    async def find(self, team: str | None, enterprise: str | None = None) -> Workspace | None:
        """See the port."""
        del enterprise
        return self.workspace if team == self.workspace.id else None

    async def all(self) -> tuple[Workspace, ...]:
        """See the port."""
        return (self.workspace,)

    async def uninstalled(self, team: str | None, enterprise: str | None, at: float) -> None:
        """See the port."""

    async def revoked(self, team: str | None, enterprise: str | None, kinds: Collection[str], at: float) -> None:
        """See the port."""

    def forget(self, workspace: str) -> None:
        """See the port."""


@dataclass
class Bench:
    """Names in one workspace, and a clock that stands still until it is moved."""

    slack: ScriptedSlack
    names: Names
    now: float = 0.0

    async def of(self, place: Place) -> str:
        """The name as it is known once Slack has been asked; wanted in another thread, as the commands do."""
        await asyncio.to_thread(self.names.of, place)
        await asyncio.gather(*(task for task in asyncio.all_tasks() if "_look_up" in repr(task)))
        return await asyncio.to_thread(self.names.of, place)

    def asked(self) -> list[object]:
        """The channels that Slack was asked for."""
        return [call["channel"] for call in self.slack.calls.get("conversations.info", [])]


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    """Names in a workspace with a public channel."""
    async with scripted_slack() as slack, session() as shared:
        slack.answers = {"conversations.info": channel(name="general")}
        api, tasks = Api(shared, slack.base_url), Tasks()
        workspace = Workspace("T1", "T1", "", "U1BOT", "B1", api.posting("xoxb-1"), api.reading("xoxb-1"))
        made = Bench(slack, Names(One(workspace), tasks, lambda: made.now))
        yield made
        await tasks.drain(5)


def channel(**fields: object) -> Payload:
    """What conversations.info says of a channel."""
    return {"channel": {"id": "C1", "is_im": False, "is_mpim": False, "is_private": False, **fields}}


async def test_a_name_is_there_when_slack_has_told_it_and_until_then_the_id(bench: Bench) -> None:
    """Nobody waits for it."""
    assert bench.names.of(GENERAL) == "C1"

    assert await bench.of(GENERAL) == "#general"
    assert bench.asked() == ["C1"]


async def test_a_direct_message_is_not_even_looked_up(bench: Bench) -> None:
    """With whom somebody talks is theirs."""
    assert await bench.of(Place("slack", "T1", "D1")) == "a direct message"
    bench.names.note(Place("slack", "T1", "D1"))
    bench.names.note(Place("slack", "T1"))

    assert bench.asked() == []


@pytest.mark.parametrize("kind", ["is_im", "is_mpim"])
async def test_a_direct_message_of_several_people_is_told_by_what_slack_says(bench: Bench, kind: str) -> None:
    """Its name would be all of theirs."""
    bench.slack.answers["conversations.info"] = channel(name="mpdm-ada--bo-1", is_private=True, **{kind: True})

    assert await bench.of(Place("slack", "T1", "G1")) == "a direct message"


@pytest.mark.parametrize("fields", [{"name": "layoffs", "is_private": True}, {}])
async def test_a_private_channel_keeps_its_name_to_itself(bench: Bench, fields: dict[str, object]) -> None:
    """An admin need not be in it; its id tells those who are which it is."""
    bench.slack.answers["conversations.info"] = channel(**fields)

    assert await bench.of(GENERAL) == "private channel C1"


async def test_a_name_that_slack_does_not_tell_leaves_the_id(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    """And is not asked for at every question."""
    caplog.set_level("INFO", "dossier")
    bench.slack.answers["conversations.info"] = {"ok": False, "error": "channel_not_found"}

    assert await bench.of(GENERAL) == "C1"
    assert await bench.of(GENERAL) == "C1"
    assert bench.asked() == ["C1"]
    assert "slack.name_unknown" in caplog.messages


async def test_a_workspace_that_is_gone_has_no_names(bench: Bench) -> None:
    """Its questions may still be there."""
    assert await bench.of(Place("slack", "T9", "C1")) == "C1"


async def test_a_channel_that_is_called_otherwise_is_noticed_within_the_hour(bench: Bench) -> None:
    """Until then, and while it is looked up, the old name does."""
    await bench.of(GENERAL)
    bench.slack.answers["conversations.info"] = channel(name="all-hands")
    bench.now += 3_599
    before = await bench.of(GENERAL)
    bench.now += 1

    assert before == bench.names.of(GENERAL) == "#general"
    assert await bench.of(GENERAL) == "#all-hands"
    assert bench.asked() == ["C1", "C1"]
