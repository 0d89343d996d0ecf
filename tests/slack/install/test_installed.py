"""Many workspaces: how the bot speaks in each, and when it has been removed."""

import asyncio
import json
import time
from dataclasses import replace
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.adapters.slack.api import Api
from bot.adapters.slack.install.installed import InstalledWorkspaces
from bot.adapters.slack.workspaces import Authorize
from bot.store import installations as rows
from bot.store import settings
from bot.store.store import Store
from tests.slack.install.installs import ACME, ORGANISATION
from tests.slack.scripted import ScriptedSlack


async def test_an_organisation_speaks_for_each_of_its_teams(workspaces: InstalledWorkspaces) -> None:
    """An org-wide install is found by any team of it, and its clients name the team in every call."""
    await workspaces.add(ORGANISATION)

    found = await workspaces.find("T7", "E1")

    assert found is not None
    assert (found.id, found.team, found.enterprise, found.bot_user) == ("E1", "T7", "E1", "U2BOT")
    assert found.post.token == "xoxb-grid"
    assert found.read.default_params == {"team_id": "T7"}
    assert await workspaces.find("T7", "E2") is None


async def test_a_team_alone_is_enough_once_its_organisation_is_known(workspaces: InstalledWorkspaces) -> None:
    """A reply that is owed to a team finds the token of the organisation that a payload of the team named."""
    await workspaces.add(ORGANISATION)
    assert await workspaces.find("T7") is None

    assert await workspaces.find("T7", "E1")

    assert await workspaces.find("T7")
    assert await workspaces.find("E1")
    assert await workspaces.find("T8") is None


async def test_removal_from_a_team_leaves_its_organisation(workspaces: InstalledWorkspaces) -> None:
    """What is said of a team, twice as Slack does, does not reach the organisation's install."""
    await workspaces.add(ACME)
    await workspaces.add(ORGANISATION)

    await workspaces.revoked("T1", "E1", ("bot",), 3000.0)
    await workspaces.uninstalled("T1", "E1", 3000.0)

    assert [workspace.id for workspace in await workspaces.all()] == ["E1"]


async def test_one_session_serves_clients_that_post_once(workspaces: InstalledWorkspaces, api: Api) -> None:
    """Posting never tries again; reading does; both use the shared session and the address from the settings."""
    await workspaces.add(ACME)

    found = await workspaces.find("T1")

    assert found is not None
    assert found.post.retry_handlers == []
    assert len(found.read.retry_handlers) == 3
    assert {found.post.session, found.read.session} == {api.session}
    assert {found.post.base_url, found.read.base_url} == {api.base_url}


async def test_a_workspace_is_remembered_and_forgotten(workspaces: InstalledWorkspaces, store: Store) -> None:
    """Within a minute the store is not asked again, unless the workspace was forgotten."""
    await workspaces.add(ACME)
    first = await workspaces.find("T1")
    with store.begin() as connection:
        rows.delete(connection, "slack", "T1", 2000.0)

    assert await workspaces.find("T1") is first
    workspaces.forget("T1")
    assert await workspaces.find("T1") is None


async def test_forgetting_an_organisation_forgets_its_teams(workspaces: InstalledWorkspaces) -> None:
    """The clients of each team of an organisation go when the organisation's install does."""
    await workspaces.add(ORGANISATION)
    assert await workspaces.find("T7", "E1")

    await workspaces.uninstalled(None, "E1", 3000.0)

    assert await workspaces.find("T7", "E1") is None


async def test_a_removed_bot_has_no_token_but_keeps_what_was_set(workspaces: InstalledWorkspaces, store: Store) -> None:
    """After app_uninstalled the installation is gone and the settings of the workspace are not; it can come back."""
    with store.begin() as connection:
        settings.write(connection, "slack", "T1", "audience", "channel")
    await workspaces.add(ACME)

    await workspaces.uninstalled("T1", None, 3000.0)

    assert await workspaces.find("T1") is None
    with store.read() as connection:
        assert settings.read(connection, "slack", "T1") == {"audience": "channel"}
    await workspaces.add(replace(ACME, token="xoxb-again"))
    again = await workspaces.find("T1")
    assert again is not None
    assert again.post.token == "xoxb-again"


async def test_late_news_of_an_uninstall_leaves_the_new_install(workspaces: InstalledWorkspaces) -> None:
    """An event of before the bot was installed again takes nothing away."""
    await workspaces.add(replace(ACME, installed_at=5000.0))

    await workspaces.uninstalled("T1", None, 4999.0)

    assert await workspaces.find("T1") is not None


@pytest.mark.parametrize(("kinds", "left"), [(("oauth",), ["T1"]), (("bot",), []), (("oauth", "bot"), [])])
async def test_a_revoked_bot_token_ends_the_install(
    workspaces: InstalledWorkspaces, kinds: tuple[str, ...], left: list[str]
) -> None:
    """A person's token is none of the bot's business; the bot's own is."""
    await workspaces.add(ACME)

    await workspaces.revoked("T1", None, kinds, 3000.0)

    assert [workspace.id for workspace in await workspaces.all()] == left


async def test_all_gives_an_organisation_once(workspaces: InstalledWorkspaces) -> None:
    """Also when one of its teams had installed the bot before."""
    await workspaces.add(replace(ACME, enterprise="E1"))
    await workspaces.add(replace(ORGANISATION, installed_at=2000.0))

    found = await workspaces.all()

    assert [(workspace.id, workspace.team) for workspace in found] == [("E1", "")]


async def test_all_gives_each_workspace_that_works(workspaces: InstalledWorkspaces) -> None:
    """Every workspace and organisation is listed, one whose token expired for good is not."""
    await workspaces.add(ACME)
    await workspaces.add(ORGANISATION)
    await workspaces.add(replace(ACME, team="T3", expires_at=1.0))

    assert sorted(workspace.id for workspace in await workspaces.all()) == ["E1", "T1"]


async def _mentioned(app: AsyncApp, team: str) -> int:
    """A mention in a workspace, signed as Slack signs it; the status of the answer."""
    authorization = {"team_id": team, "enterprise_id": None, "user_id": "U1BOT", "is_bot": True}
    event = {"type": "app_mention", "user": "U5", "text": "hi", "ts": "1.1", "channel": "C1"}
    payload = {"type": "event_callback", "team_id": team, "event": event, "authorizations": [authorization]}
    text, at = json.dumps(payload), str(int(time.time()))
    signature = SignatureVerifier("signing").generate_signature(timestamp=at, body=text)
    headers: dict[str, Any] = {"x-slack-signature": signature or "", "x-slack-request-timestamp": at}
    response = await app.async_dispatch(AsyncBoltRequest(body=text, headers=headers))
    return response.status


async def test_bolt_knows_whom_to_speak_as_without_asking_slack(
    workspaces: InstalledWorkspaces, api: Api, slack: ScriptedSlack
) -> None:
    """Mentions in two workspaces reach the listener with their own tokens; Slack gets no auth.test."""
    await workspaces.add(ACME)
    await workspaces.add(replace(ACME, team="T2", token="xoxb-two"))
    app = AsyncApp(client=api.posting(), signing_secret="signing", authorize=Authorize(workspaces))
    heard: asyncio.Queue[tuple[str, str]] = asyncio.Queue()

    @app.event("app_mention")
    async def listen(context: dict[str, str], client: object) -> None:
        await heard.put((context["bot_user_id"], str(getattr(client, "token", ""))))

    statuses = [await _mentioned(app, team) for team in ("T1", "T2", "T1")]

    assert statuses == [200, 200, 200]
    assert [await heard.get() for _ in statuses] == [
        ("U1BOT", "xoxb-acme"),
        ("U1BOT", "xoxb-two"),
        ("U1BOT", "xoxb-acme"),
    ]
    assert not slack.calls


async def test_bolt_drops_what_comes_from_where_the_bot_is_not_installed(
    workspaces: InstalledWorkspaces, api: Api
) -> None:
    """A payload of an unknown workspace reaches no listener."""
    app = AsyncApp(client=api.posting(), signing_secret="signing", authorize=Authorize(workspaces))
    heard: list[str] = []

    @app.event("app_mention")
    async def listen() -> None:
        heard.append("a mention")

    assert await _mentioned(app, "T9") == 200

    assert heard == []
