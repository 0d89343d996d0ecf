"""Pictures in Slack: uploaded once to a workspace, and before they are posted where that is known."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.slack import files
from bot.adapters.slack.api import Api, session
from bot.adapters.slack.chat import SlackChat
from bot.adapters.slack.files import Files
from bot.adapters.slack.lost import Lost
from bot.adapters.slack.notices import Notices
from bot.adapters.slack.single import OneWorkspace, sign_in
from bot.adapters.slack.workspaces import Workspace
from bot.errors import BotError
from bot.gallery import Gallery
from bot.store.store import Store
from tests.pictured import WANTED
from tests.slack.conftest import Running
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import Slack
from tests.slack.posting import FORM, QUICK, here, pictures, post_of, posts
from tests.subscribed import subscribed

UPLOAD, POST = "files.getUploadURLExternal", "chat.postMessage"


class Elsewhere(OneWorkspace):
    """A bot that is installed in none of the workspaces one asks for."""

    def __init__(self) -> None:
        """See the base class, which needs a workspace."""

    async def find(self, team: str | None, enterprise: str | None = None) -> Workspace | None:
        """None, or that the store is away."""
        del enterprise
        if team == "away":
            raise BotError("the store is away")
        return None


async def test_a_picture_is_uploaded_before_its_time(slack: Slack, running: Running, tmp_path: Path) -> None:
    """So that the post leaves at its second, however long Slack takes."""
    subscribed(tmp_path, here(slack), since_due=-25).close()

    async with running(pace=QUICK):
        await slack.until(lambda: slack.files and all(file.is_complete for file in slack.files.values()))

    assert len(slack.files) == 1
    assert posts(slack) == []


async def test_what_was_prepared_is_posted_with_one_call(slack: Slack, chat: SlackChat) -> None:
    """Nothing is drawn or uploaded then."""
    await chat.prepare(slack.workspace.id, WANTED)
    before = len(slack.calls)

    await chat.send(post_of(slack, 0))

    assert [call.method for call in slack.calls[before:]] == [POST]
    assert [len(pictures(post)) for post in posts(slack)] == [1]


async def test_a_picture_that_had_its_time_before_holds_up_no_post(
    slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is there for the next."""
    monkeypatch.setattr(files, "_LEAST", 0.01)
    monkeypatch.setattr(files, "_PATIENCE", 60)
    gate, seconds = asyncio.Event(), iter((0, 61, 61))
    slack.faults.add(UPLOAD, Fault(gate=gate))
    async with session() as calls:
        (workspace,) = await (await sign_in(Api(calls, slack.base_url), slack.bot_token)).all()
        known = Files(calls, Gallery(), lambda: next(seconds))
        preparing = asyncio.create_task(known.prepare(workspace, WANTED))
        await slack.until(lambda: slack.called(UPLOAD))

        async with asyncio.timeout(5):
            without = await known.posted(workspace, FORM, WANTED, told)
        gate.set()
        await preparing
        with_it = await known.posted(workspace, FORM, WANTED, told)

    assert without == FORM
    assert [block["type"] for block in with_it["blocks"]] == ["image", "header"]


async def test_what_failed_beforehand_is_tried_again_with_the_post(slack: Slack, chat: SlackChat) -> None:
    """The connection may be back by then."""
    slack.faults.add(UPLOAD, Fault(error="internal_error"))

    await chat.prepare(slack.workspace.id, WANTED)
    await chat.send(post_of(slack, 0))

    assert [len(pictures(post)) for post in posts(slack)] == [1]


@pytest.mark.parametrize("team", ["T404", "away"])
async def test_nothing_is_prepared_where_no_token_is_to_be_had(slack: Slack, team: str, tmp_path: Path) -> None:
    """The bot may have been removed since, or the store of the tokens be away."""
    workspaces, store = Elsewhere(), Store.open(tmp_path / "dossier.sqlite3")
    async with session() as calls:
        chat = SlackChat(workspaces, Notices(workspaces, store), Lost(workspaces), Files(calls, Gallery()))

        await chat.prepare(team, WANTED)
    store.close()

    assert slack.calls == []


async def test_one_upload_serves_all_channels_of_a_workspace(slack: Slack, chat: SlackChat) -> None:
    """Those that want it at once, and those that come later; what was deleted is uploaded anew."""
    owed = [post_of(slack, number) for number in range(4)]

    await asyncio.gather(*map(chat.send, owed[:2]))
    await chat.send(owed[2])
    before = dict(slack.files)
    slack.files.clear()
    await chat.send(owed[3])
    await chat.send(post_of(slack, 4))

    assert [len(pictures(post)) for post in posts(slack)] == [1, 1, 1, 0, 1]
    assert len(before) == len(slack.files) == 1


async def test_only_so_many_files_are_remembered(
    slack: Slack, chat: SlackChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is forgotten is uploaded again."""
    monkeypatch.setattr(files, "_KEPT", 1)
    tea = post_of(slack, 0)
    milk = replace(tea, id="milk", payload=tea.payload.replace('"title": "Tea"', '"title": "Milk"'))

    for number, owed in enumerate((tea, milk, tea)):
        await chat.send(replace(owed, id=f"{number}"))

    assert len(slack.files) == 3


async def told(form: Mapping[str, Any]) -> Mapping[str, Any]:
    """What would be posted."""
    return form
