"""The Web API's auth.*, apps.*, bots.*, team.* and oauth.* methods."""

from typing import TYPE_CHECKING

from tests.slack.fake.faults import SlackError
from tests.slack.fake.records import Call
from tests.slack.fake.world import Payload, Workspace

if TYPE_CHECKING:
    from tests.slack.fake.state import State


def authenticate(_slack: "State", _call: Call, workspace: Workspace) -> Payload:
    """auth.test."""
    names = {"team": workspace.name, "user": workspace.bot.name, "url": f"https://{workspace.name.lower()}.slack.com/"}
    ids = {"team_id": workspace.id, "user_id": workspace.bot.id, "bot_id": workspace.bot_id}
    return {**names, **ids, "is_enterprise_install": False}


def revoke(_slack: "State", _call: Call, workspace: Workspace) -> Payload:
    """auth.revoke."""
    workspace.revoked.add(workspace.bot_token)
    workspace.bot_token = ""
    return {"revoked": True}


def team_info(_slack: "State", _call: Call, workspace: Workspace) -> Payload:
    """team.info."""
    return {"team": {"id": workspace.id, "name": workspace.name, "domain": workspace.name.lower()}}


def bot_info(slack: "State", _call: Call, workspace: Workspace) -> Payload:
    """bots.info."""
    names = {"id": workspace.bot_id, "app_id": slack.app_id, "user_id": workspace.bot.id, "name": workspace.bot.name}
    return {"bot": {**names, "deleted": False}}


def open_connection(slack: "State", _call: Call, _workspace: Workspace | None) -> Payload:
    """apps.connections.open."""
    return {"url": f"ws://127.0.0.1:{slack.port}/link/?ticket={slack.number('ticket')}&app_id={slack.app_id}"}


def exchange_code(slack: "State", call: Call, _workspace: Workspace | None) -> Payload:
    """oauth.v2.access: a code that a person's consent gave becomes a bot token."""
    if (call.text("client_id"), call.text("client_secret")) != (slack.client_id, slack.client_secret):
        raise SlackError("bad_client_secret")
    if call.text("code") not in slack.codes:
        raise SlackError("invalid_code")
    team, user = slack.codes.pop(call.text("code"))
    workspace = slack.workspaces[team]
    workspace.bot_token = slack.number(f"xoxb-{team[1:]}-")
    return {
        "access_token": workspace.bot_token,
        "token_type": "bot",
        "scope": ",".join(workspace.scopes),
        "bot_user_id": workspace.bot.id,
        "app_id": slack.app_id,
        "team": {"id": workspace.id, "name": workspace.name},
        "enterprise": None,
        "authed_user": {"id": user},
        "is_enterprise_install": False,
    }
