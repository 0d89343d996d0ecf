"""One workspace, by a token from the environment."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.adapters.slack.api import FAILURES, Api, session
from bot.adapters.slack.single import sign_in
from bot.errors import BotError
from tests.slack.scripted import ScriptedSlack, scripted_slack


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


async def test_one_workspace_signs_in_once(api: Api, slack: ScriptedSlack) -> None:
    """A token in the environment costs one auth.test, and every payload is its workspace's."""
    slack.answers["auth.test"] = {"team_id": "T1", "enterprise_id": None, "user_id": "U1BOT", "bot_id": "B1"}

    workspaces = await sign_in(api, "xoxb-only")

    found = [await workspaces.find(team) for team in ("T1", "T2", None)]
    known = [
        (workspace.id, workspace.bot_user, workspace.bot, workspace.post.token) for workspace in found if workspace
    ]
    assert known == [("T1", "U1BOT", "B1", "xoxb-only")] * 3
    assert len(slack.calls["auth.test"]) == 1


async def test_the_removal_of_the_one_workspace_is_told_to_the_operator(
    api: Api, slack: ScriptedSlack, caplog: pytest.LogCaptureFixture
) -> None:
    """The token is in the environment: all the bot can do is say so."""
    slack.answers["auth.test"] = {"team_id": "T1", "user_id": "U1BOT", "bot_id": "B1"}
    workspaces = await sign_in(api, "xoxb-only")

    await workspaces.revoked("T1", None, ("oauth",), 1.0)
    assert "slack.uninstalled" not in caplog.messages
    await workspaces.revoked("T1", None, ("bot",), 1.0)

    assert "slack.uninstalled" in caplog.messages
    assert len(await workspaces.all()) == 1


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"ok": False, "error": "invalid_auth"}, "invalid_auth"),
        ({"ok": False, "error": "account_inactive"}, "Install it again"),
        ({"team_id": "T1", "user_id": "U1"}, "of a person"),
    ],
)
async def test_a_token_that_cannot_serve_is_refused(
    api: Api, slack: ScriptedSlack, answer: dict[str, object], said: str
) -> None:
    """The error names the variable and the fix, and not the token."""
    slack.answers["auth.test"] = answer

    with pytest.raises(BotError, match="SLACK_BOT_TOKEN") as caught:
        await sign_in(api, "xoxb-bad")

    assert said in str(caught.value)
    assert "xoxb-bad" not in str(caught.value)


async def test_an_outage_at_sign_in_is_no_fault_of_the_token(api: Api) -> None:
    """When Slack cannot be reached the failure passes through, so that it can be tried again."""
    nowhere = replace(api, base_url="http://127.0.0.1:1/api/")

    with pytest.raises(FAILURES):
        await sign_in(nowhere, "xoxb-fine")
