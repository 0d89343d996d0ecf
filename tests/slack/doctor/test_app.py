"""Doctor names what is wrong with the app in its workspace, why, and what to do about it."""

from typing import Any

import pytest
from aiohttp import web

from bot.adapters.slack.setup.manifest import manifest
from bot.doctor import Status
from tests.slack.doctor.examined import APP, BOT, SIGNING, by_socket, findings, settings
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import Slack
from tests.slack.scripted import ScriptedSlack, listening

CONFIGURATION = "xoxe.xoxp-1-a"


async def test_a_sound_workspace_has_no_failing_row(slack: Slack) -> None:
    """It says which workspace and bot the token is for, and in how many channels the bot is."""
    found = await findings(by_socket(slack))

    assert {finding.status for finding in found.values()} == {Status.OK, Status.OFF}
    assert found["bot token"].found == f"@dossier in the workspace {slack.workspace.name}"
    assert found["app token"].found == "Socket Mode connects"
    assert found["scopes"].found == "all that it needs are granted"
    assert found["channels"].found == "in 1 channel"
    assert found["mode"].found == "Socket Mode, for one workspace"


async def test_nothing_is_left_behind_in_slack(slack: Slack) -> None:
    """The connection that was tried is closed, and nothing was posted."""
    await findings(by_socket(slack))

    await slack.until(lambda: not slack.sockets.connections)
    assert {call.method for call in slack.calls} == {
        "api.test",
        "auth.test",
        "users.conversations",
        "bots.info",
        "apps.connections.open",
    }


async def test_a_missing_scope_is_named_with_what_will_not_work(slack: Slack) -> None:
    """And with the two ways to add it; an optional one is no fault."""
    slack.workspace.scopes = tuple({*slack.workspace.scopes} - {"channels:history", "chat:write.public"})

    found = (await findings(by_socket(slack)))["scopes"]

    assert found.status is Status.FAILING
    assert found.found.startswith("channels:history is missing: follow-ups and missed mentions in public channels")
    assert "chat:write.public" not in found.found
    assert "reinstall" in found.fix


async def test_an_app_that_was_installed_before_there_were_pictures_is_told_of(slack: Slack) -> None:
    """What is lost by it, and that the app has to be installed again."""
    slack.workspace.scopes = tuple(scope for scope in slack.workspace.scopes if scope != "files:write")

    found = (await findings(by_socket(slack)))["scopes"]

    assert (found.status, found.found) == (
        Status.FAILING,
        "files:write is missing: facts are posted without pictures",
    )
    assert found.fix.endswith("then reinstall the app.")


async def test_an_optional_scope_that_was_left_out_is_only_mentioned(slack: Slack) -> None:
    """Whoever installed the app has chosen so."""
    slack.workspace.scopes = slack.workspace.scopes[:-1]

    found = (await findings(by_socket(slack)))["scopes"]

    assert found.status is Status.OK
    assert "without chat:write.public, sharing works only in channels it was invited to" in found.found


async def test_a_bot_in_no_channel_is_told_how_to_get_into_one(slack: Slack) -> None:
    """That is no fault: commands and direct messages work."""
    slack.general.members.discard(slack.workspace.bot.id)

    found = (await findings(by_socket(slack)))["channels"]

    assert (found.status, found.fix) == (Status.OFF, "/invite @dossier in a channel.")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("account_inactive", "the app was removed"),
        ("token_revoked", "withdrawn"),
        ("invalid_auth", "does not know this token"),
        ("org_login_required", "org_login_required"),
    ],
)
async def test_a_bot_token_that_slack_refuses_is_explained(slack: Slack, error: str, words: str) -> None:
    """What hangs on it is not asked; the app token is looked at all the same."""
    slack.faults.add("auth.test", Fault(error=error))

    found = await findings(by_socket(slack))

    assert found["bot token"].status is Status.FAILING
    assert words in found["bot token"].found
    assert "scopes" not in found
    assert found["app token"].status is Status.OK


async def test_an_app_token_without_its_scope_is_explained(slack: Slack) -> None:
    """connections:write is chosen when the token is made, and easily missed."""
    slack.faults.add("apps.connections.open", Fault(error="missing_scope"))

    found = (await findings(by_socket(slack)))["app token"]

    assert found.status is Status.FAILING
    assert "connections:write" in found.fix


@pytest.mark.parametrize(
    ("first", "words", "fix"),
    [
        ({"type": "disconnect", "reason": "link_disabled"}, "turned off (link_disabled)", "Enable Socket Mode"),
        ({"type": "hello", "connection_info": {"app_id": "A9"}}, "another app (A9)", "settings of one app"),
    ],
)
async def test_what_socket_mode_says_first_tells_what_is_wrong(
    script: ScriptedSlack, first: dict[str, Any], words: str, fix: str
) -> None:
    """Slack grants a connection to an app whose Socket Mode is off, and then closes it."""

    async def greet(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json(first)
        await socket.receive()
        return socket

    async with listening([("GET", "/link", greet)]) as url:
        script.answers["apps.connections.open"] = {"url": f"{url}/link"}
        found = (await findings(settings(script.base_url, slack_bot_token=BOT, slack_app_token=APP)))["app token"]

    assert found.status is Status.FAILING
    assert words in found.found
    assert fix in found.fix


async def test_a_socket_that_cannot_be_reached_is_named(script: ScriptedSlack) -> None:
    """Where a firewall lets https through, but nothing else."""
    async with listening([]) as url:
        script.answers["apps.connections.open"] = {"url": f"{url}/link"}
        found = await findings(settings(script.base_url, slack_bot_token=BOT, slack_app_token=APP))

    assert found["app token"].status is Status.FAILING
    assert "cannot be opened" in found["app token"].found
    assert found["connection"].status is Status.OK


async def test_events_cannot_be_asked_with_the_two_tokens(slack: Slack) -> None:
    """It says so, and where they can be seen."""
    found = (await findings(by_socket(slack)))["events"]

    assert found.status is Status.OFF
    assert "Event Subscriptions" in found.fix


async def test_with_a_configuration_token_the_app_is_compared_with_the_manifest(script: ScriptedSlack) -> None:
    """What it lacks is named; what somebody added to it is no matter."""
    secrets = {"slack_bot_token": BOT, "slack_signing_secret": SIGNING, "slack_config_token": CONFIGURATION}
    read = settings(script.base_url, **secrets)
    theirs = manifest(read, "https://dossier.example.com")
    script.answers["apps.manifest.export"] = {"manifest": theirs}
    assert (await findings(read))["events"].status is Status.OK

    theirs["settings"]["event_subscriptions"]["bot_events"] = ["app_mention", "reaction_added"]
    theirs["features"]["slash_commands"][0]["command"] = "/other"
    theirs["settings"]["socket_mode_enabled"] = True
    found = (await findings(read))["events"]

    assert found.status is Status.FAILING
    assert "the app lacks message.channels, message.groups, message.mpim" in found.found
    assert "app_mention" not in found.found
    assert "/alibaba, HTTP (it is in Socket Mode)" in found.found
    assert script.calls["apps.manifest.export"][-1] == {"token": CONFIGURATION, "app_id": "A0001"}


@pytest.mark.parametrize(
    ("token", "words"), [("xoxb-1", "holds a bot token"), (CONFIGURATION, "the token has expired (token_expired)")]
)
async def test_a_configuration_token_that_is_none_is_explained(script: ScriptedSlack, token: str, words: str) -> None:
    """They live for twelve hours."""
    script.answers["apps.manifest.export"] = {"ok": False, "error": "token_expired"}
    secrets = {"slack_bot_token": BOT, "slack_signing_secret": SIGNING, "slack_config_token": token}

    found = (await findings(settings(script.base_url, **secrets)))["events"]

    assert found.status is Status.FAILING
    assert words in found.found
