"""What can be said of Slack's secrets without asking Slack: which are set, and whether each is of its kind."""

import re

from bot.config import Config, Secrets
from bot.doctor import Finding, failing, off, ok
from bot.errors import BotError
from bot.parts import plan
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
_VARIABLES = (
    "slack_bot_token",
    "slack_app_token",
    "slack_signing_secret",
    "slack_client_id",
    "slack_client_secret",
    "slack_token_key",
)
_OAUTH = ("slack_client_id", "slack_client_secret", "slack_token_key")
_PLACES = {
    "slack_bot_token": ("xoxb-", "OAuth & Permissions > Bot User OAuth Token"),
    "slack_app_token": ("xapp-", "Basic Information > App-Level Tokens"),
    "slack_config_token": ("xoxe.xoxp-", "https://api.slack.com/apps > Your App Configuration Tokens"),
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
    found = f"not enough to start: only {' and '.join(there)} {'is' if len(there) == 1 else 'are'} set"
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
        found = f"SLACK_SIGNING_SECRET holds {_kind(value)}, not 32 hexadecimal digits"
        return failing("signing secret", found, "Copy it from Basic Information > App Credentials > Signing Secret.")
    return ok("signing secret", "SLACK_SIGNING_SECRET has the shape of one")


def installing(config: Config) -> Finding:
    """Whether other workspaces can install the app: all three variables, or none."""
    name, secrets = "many workspaces", config.secrets
    missing = [each.upper() for each in _OAUTH if not getattr(secrets, each)]
    if len(missing) == len(_OAUTH):
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


def _token(name: str, field: str, secrets: Secrets) -> Finding:
    value, variable = getattr(secrets, field), field.upper()
    prefix, place = _PLACES[field]
    if not value:
        return off(name, f"{variable} is not set")
    if not _TOKEN.fullmatch(value):
        found = f"{variable} holds a character that no token has: a quotation mark, a space or a line break"
        return failing(name, found, "Set it without.")
    if not value.startswith(prefix):
        return failing(name, f"{variable} holds {_kind(value)}", f"Copy the one that begins with {prefix}: {place}.")
    return ok(name, f"{variable} is of the right kind")


def _kind(value: str) -> str:
    """What a secret is by its shape; nothing of it is repeated."""
    if _SECRET.fullmatch(value):
        return "a signing secret or client secret"
    return next((words for prefix, words in _KINDS if value.startswith(prefix)), "something else")
