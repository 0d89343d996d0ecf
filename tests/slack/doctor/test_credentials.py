"""Doctor names a secret that cannot be right, before anybody is asked."""

import pytest
from cryptography.fernet import Fernet

from bot.adapters.slack.setup import doctor
from bot.doctor import Status, ok, report
from tests.slack.doctor.examined import APP, BOT, SIGNING, findings, settings
from tests.slack.fake.server import Slack
from tests.slack.scripted import ScriptedSlack


async def test_without_any_token_nobody_is_asked(slack: Slack) -> None:
    """One row says that Slack is off, and where to begin."""
    found = await findings(settings(slack.base_url))

    assert [(name, finding.status) for name, finding in found.items()] == [("mode", Status.OFF)]
    assert "docs/run-in-slack.md" in found["mode"].fix
    assert slack.calls == []


@pytest.mark.parametrize(
    ("secrets", "name", "words"),
    [
        ({"slack_bot_token": APP, "slack_app_token": BOT}, "bot token", "swapped"),
        ({"slack_bot_token": APP}, "bot token", "holds an app-level token (xapp-)"),
        ({"slack_bot_token": "xoxp-1"}, "bot token", "holds a user token (xoxp-)"),
        ({"slack_bot_token": "xoxe.xoxb-1"}, "bot token", "holds a bot token that expires"),
        ({"slack_bot_token": SIGNING}, "bot token", "holds a signing secret or client secret"),
        ({"slack_bot_token": "hello"}, "bot token", "holds something else"),
        ({"slack_bot_token": f'"{BOT}"'}, "bot token", "a quotation mark, a space or a line break"),
        ({"slack_bot_token": BOT}, "mode", "only SLACK_BOT_TOKEN is set"),
        ({"slack_app_token": APP}, "mode", "only SLACK_APP_TOKEN is set"),
        (
            {"slack_client_id": "1.2", "slack_client_secret": SIGNING, "slack_token_key": "weak-key"},
            "mode",
            "only SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_TOKEN_KEY are set",
        ),
        ({"slack_bot_token": BOT, "slack_signing_secret": BOT}, "signing secret", "holds a bot token (xoxb-)"),
        ({"slack_bot_token": BOT, "slack_signing_secret": "hello"}, "signing secret", "is not 32 hexadecimal digits"),
        ({"slack_client_id": "1.2"}, "many workspaces", "SLACK_CLIENT_SECRET and SLACK_TOKEN_KEY missing"),
        (
            {"slack_client_id": "one-two", "slack_client_secret": SIGNING, "slack_token_key": "some-key"},
            "many workspaces",
            "not two numbers with a dot between",
        ),
        (
            {"slack_client_id": "1.2", "slack_client_secret": SIGNING, "slack_token_key": "weak-key"},
            "many workspaces",
            "not a Fernet key",
        ),
    ],
)
async def test_a_secret_that_cannot_be_right_is_named(
    script: ScriptedSlack, secrets: dict[str, str], name: str, words: str
) -> None:
    """By what it is and where the right one is; no secret is repeated, not even in part."""
    section = await doctor.section(settings(script.base_url, **secrets))

    found = next(finding for finding in section.findings if finding.name == name)
    assert found.status is Status.FAILING
    assert words in found.found
    assert found.fix
    assert [value for value in secrets.values() if value in report([section])] == []


async def test_one_bot_for_many_workspaces_needs_no_bot_token(slack: Slack) -> None:
    """Each workspace brings its own."""
    key = Fernet.generate_key().decode()
    trio = {"slack_client_id": "1.2", "slack_client_secret": SIGNING, "slack_token_key": f"{key},{key}"}
    found = await findings(settings(slack.base_url, **trio, slack_signing_secret=SIGNING))

    assert found["mode"].found == "HTTP, for every workspace that installs the app"
    assert found["many workspaces"] == ok("many workspaces", "can install the app at /slack/install")
    assert found["signing secret"].status is Status.OK
    assert found["bot token"].status is Status.OFF


async def test_a_bot_token_leaves_no_room_for_other_workspaces(slack: Slack) -> None:
    """Then nobody else can install the app, and the row says why."""
    trio = {"slack_client_id": "1.2", "slack_client_secret": SIGNING, "slack_token_key": Fernet.generate_key().decode()}
    found = await findings(settings(slack.base_url, **trio, slack_bot_token=slack.bot_token))

    assert found["many workspaces"].status is Status.OFF
    assert "SLACK_BOT_TOKEN is set" in found["many workspaces"].found
