"""What can be said of Slack's secrets: which are set, whether each is of its kind, and why Slack refuses one."""

import re

from bot.config import Config, Secrets
from bot.doctor import Finding, Status, failing, off, ok
from bot.errors import BotError
from bot.parts import OAUTH, plan
from bot.secret import Sealer

_KINDS = (
    ("xoxb-", "a bot token (xoxb-)"),
    ("xapp-", "an app-level token (xapp-)"),
    ("xoxp-", "a user token (xoxp-)"),
    ("xoxe.xoxb-", "a bot token that expires (xoxe.xoxb-)"),
    ("xoxe.xoxp-", "an app configuration token (xoxe.xoxp-)"),
    ("xoxe-", "a refresh token (xoxe-)"),
)
_TOKEN = re.compile(r"[A-Za-z0-9.-]+")
_SECRET = re.compile(r"[0-9a-f]{32}")
_CLIENT_ID = re.compile(r"\d+\.\d+")
_VARIABLES = ("slack_bot_token", "slack_app_token", "slack_signing_secret", *OAUTH)
_PLACES = {
    "slack_bot_token": ("xoxb-", "OAuth & Permissions > Bot User OAuth Token"),
    "slack_app_token": ("xapp-", "Basic Information > App-Level Tokens"),
    "slack_config_token": ("xoxe.xoxp-", "https://api.slack.com/apps > Your App Configuration Tokens"),
}
_REFUSALS = {
    "account_inactive": (
        "the app was removed from its workspace",
        "Install it again: Install App, then copy the token.",
    ),
    "token_revoked": ("the token was withdrawn", "Install the app again: Install App, then copy the new token."),
    "token_expired": ("the token has expired", "Turn token rotation off and install the app again."),
    "invalid_auth": ("Slack does not know this token", "Copy it again from the app's settings, in full."),
    "not_allowed_token_type": ("it is a token for something else", "Copy the right one from the app's settings."),
    "missing_scope": ("it lacks a scope", "Make one with the scope connections:write: Basic Information."),
}


def mode(config: Config) -> Finding:
    """Which way Slack's events come, or what is missing for any."""
    planned = plan(config)
    if planned.socket.is_on or planned.http.is_on:
        whom = "every workspace that installs the app" if planned.installs.is_on else "one workspace"
        return ok("mode", f"{'Socket Mode' if planned.socket.is_on else 'HTTP'}, for {whom}")
    there = [name.upper() for name in _VARIABLES if getattr(config.secrets, name)]
    if not there:
        return off("mode", "no SLACK_ variable is set", "docs/run-in-slack.md leads from here to the first answer.")
    *others, last = there
    listed = f"{', '.join(others)} and {last} are" if others else f"{last} is"
    found = f"not enough to start: only {listed} set"
    fix = "Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN; what HTTP and many workspaces need instead: docs/run-in-slack.md."
    return failing("mode", found, fix)


def bot_token(config: Config) -> Finding:
    """Whether SLACK_BOT_TOKEN holds a bot token."""
    secrets = config.secrets
    if secrets.slack_bot_token.startswith("xapp-") and secrets.slack_app_token.startswith("xoxb-"):
        return failing("bot token", "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped", "Swap their values.")
    return _token("bot token", "slack_bot_token", secrets)


def app_token(config: Config) -> Finding:
    """Whether SLACK_APP_TOKEN holds an app-level token."""
    return _token("app token", "slack_app_token", config.secrets)


def config_token(config: Config) -> Finding:
    """Whether SLACK_CONFIG_TOKEN holds an app configuration token."""
    return _token("config token", "slack_config_token", config.secrets)


def signing_secret(config: Config) -> Finding:
    """Whether SLACK_SIGNING_SECRET looks like one."""
    value = config.secrets.slack_signing_secret
    if not value:
        return off("signing secret", "SLACK_SIGNING_SECRET is not set; requests over HTTP alone need it")
    if not _SECRET.fullmatch(value):
        kind = _kind(value)
        found = f"SLACK_SIGNING_SECRET {f'holds {kind}' if kind else 'is not 32 hexadecimal digits'}"
        return failing("signing secret", found, "Copy it from Basic Information > App Credentials > Signing Secret.")
    return ok("signing secret", "SLACK_SIGNING_SECRET has the shape of one")


def installing(config: Config) -> Finding:
    """Whether other workspaces can install the app: all three variables, or none."""
    name, secrets = "many workspaces", config.secrets
    missing = [each.upper() for each in OAUTH if not getattr(secrets, each)]
    if len(missing) == len(OAUTH):
        return off(name, "SLACK_CLIENT_ID is not set; one workspace needs nothing more")
    if missing:
        fix = (
            "The first two stand in Basic Information > App Credentials; docs/run-in-slack.md says how to make the key."
        )
        return failing(name, f"{' and '.join(missing)} missing beside the others", fix)
    if not _CLIENT_ID.fullmatch(secrets.slack_client_id):
        found = "SLACK_CLIENT_ID is not two numbers with a dot between"
        return failing(name, found, "Copy it from Basic Information > App Credentials > Client ID.")
    try:
        Sealer(secrets.slack_token_key)
    except BotError as error:
        return failing(name, str(error), "Set SLACK_TOKEN_KEY to such a key; several are separated by commas.")
    installs = plan(config).installs
    return ok(name, "can install the app at /slack/install") if installs.is_on else off(name, installs.note)


def insist(config: Config) -> None:
    """BotError with cause and fix when a token cannot be right: Slack need not be asked."""
    for finding in (bot_token(config), app_token(config)):
        if finding.status is Status.FAILING:
            raise BotError(f"{finding.found}. {finding.fix}")


def refused(variable: str, code: str) -> tuple[str, str]:
    """Why Slack refuses the token in a variable, by the code of its answer, and what to do."""
    why, fix = _REFUSALS.get(code, ("Slack refuses it", f"Look {code} up at https://docs.slack.dev, or copy it again."))
    return f"{variable}: {why} ({code})", fix


def _token(name: str, field: str, secrets: Secrets) -> Finding:
    value, variable = getattr(secrets, field), field.upper()
    prefix, place = _PLACES[field]
    if not value:
        return off(name, f"{variable} is not set")
    if not _TOKEN.fullmatch(value):
        found = f"{variable} holds a character that no token has: a quotation mark, a space or a line break"
        return failing(name, found, "Set it without.")
    if not value.startswith(prefix):
        kind = _kind(value) or "something else"
        return failing(name, f"{variable} holds {kind}", f"Copy the one that begins with {prefix}: {place}.")
    return ok(name, f"{variable} is of the right kind")


def _kind(value: str) -> str:
    """What a secret is by its shape, "" when it has none; nothing of it is repeated."""
    if _SECRET.fullmatch(value):
        return "a signing secret or client secret"
    return next((words for prefix, words in _KINDS if value.startswith(prefix)), "")
