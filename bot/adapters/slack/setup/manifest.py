"""The app manifest: what Slack is told of the app when it is created, made from settings, commands and scopes."""

import re
from difflib import SequenceMatcher
from typing import Any

import yaml

from bot.adapters.slack.setup.scopes import EVENTS, SCOPES
from bot.adapters.slack.views import prompts
from bot.config import Config
from bot.errors import BotError
from handlers.registry import COMMANDS

NAME = "Dossier"
DISPLAY_NAME = "dossier"  # Slack allows lower case, digits and .-_ alone
EVENTS_PATH = "/slack/events"
REDIRECT_PATH = "/slack/oauth_redirect"
_DESCRIPTION = "Sourced briefings and exact, cited answers from your team's articles."
_LONG_DESCRIPTION = (
    "Ask for a topic and get a briefing with dates and sources; ask a question and get the sentence that answers it, "
    "word for word, with its source, or plainly that the articles do not say. No language model is involved, so "
    "nothing is made up. Ask by the slash command, by mentioning the app in a channel, in a direct message, or from "
    "the menu of any message."
)
_SHORTCUTS = (
    ("Ask about this message", "message", "ask_about", "Answers the question in a message, for you alone"),
    ("Ask Dossier", "global", "ask", "Opens a field for a topic or a question"),
)
_LONGEST_WORD = 31
_HINTED = ("compare", "timeline", "fact", "topics", "help")
_ADDRESS = re.compile(r"https://[^\s/?#]+/?")
_EXAMPLE = "https://dossier.example.com"
_HEAD = """\
# The Slack app of Dossier. Paste it at https://api.slack.com/apps: Create New App > From a manifest.
"""
_HEAD_SOCKET = """\
# It uses Socket Mode: the bot calls Slack, and needs no public address. The lines behind "# " are for requests over
# HTTP instead; python -m bot slack manifest --url https://your.host writes them with your address.
"""


def manifest(config: Config, base_url: str = "") -> dict[str, Any]:
    """The manifest for Socket Mode, or for HTTP requests to an address such as ``https://dossier.example.com``.

    BotError when the address or the slash word is one that Slack does not take.
    """
    base = _base(base_url)
    return {
        "display_information": {
            "name": NAME,
            "description": _DESCRIPTION,
            "long_description": _LONG_DESCRIPTION,
            "background_color": "#1f3a5f",
        },
        "features": _features(config.limits.word, base),
        "oauth_config": _oauth(base),
        "settings": _settings(base),
    }


def text(config: Config, base_url: str = "") -> str:
    """The manifest as YAML; for Socket Mode the lines that HTTP needs stand in it as comments."""
    chosen = _yaml(manifest(config, base_url))
    if base_url:
        return _HEAD + chosen
    return _HEAD + _HEAD_SOCKET + _commented(chosen.splitlines(), _yaml(manifest(config, _EXAMPLE)).splitlines())


def _base(base_url: str) -> str:
    if base_url and not _ADDRESS.fullmatch(base_url):
        raise BotError(f"'{base_url}' is no address that Slack sends to: write https:// and the host, without a path")
    return base_url.rstrip("/")


def _features(word: str, base: str) -> dict[str, Any]:
    return {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False},
        "bot_user": {"display_name": DISPLAY_NAME, "always_online": True},
        "agent_view": {
            "agent_description": _DESCRIPTION,
            "suggested_prompts": prompts(),
        },
        "shortcuts": [
            {"name": name, "type": kind, "callback_id": callback_id, "description": description}
            for name, kind, callback_id, description in _SHORTCUTS
        ],
        "slash_commands": [_slash_command(word, base)],
    }


def _slash_command(word: str, base: str) -> dict[str, Any]:
    if len(word) > _LONGEST_WORD:
        raise BotError(
            f"the slash word '{word}' is longer than Slack's {_LONGEST_WORD} characters: set a shorter 'word'"
        )
    hints = (f"{command.name} {command.usage}".rstrip() for command in COMMANDS if command.name in _HINTED)
    return {
        "command": f"/{word}",
        "description": "A briefing on a topic, or the answer to a question",
        "usage_hint": " | ".join(("TOPIC or QUESTION", *hints)),
        "should_escape": False,
        **_at(base, "url"),
    }


def _oauth(base: str) -> dict[str, Any]:
    scopes = {
        "bot": [scope.name for scope in SCOPES],
        "bot_optional": [scope.name for scope in SCOPES if scope.is_optional],
    }
    return {**({"redirect_urls": [base + REDIRECT_PATH]} if base else {}), "scopes": scopes}


def _settings(base: str) -> dict[str, Any]:
    return {
        "event_subscriptions": {**_at(base, "request_url"), "bot_events": [event.name for event in EVENTS]},
        "interactivity": {"is_enabled": True, **_at(base, "request_url", "message_menu_options_url")},
        "org_deploy_enabled": False,
        "socket_mode_enabled": not base,
        "token_rotation_enabled": False,
    }


def _at(base: str, *keys: str) -> dict[str, str]:
    """The same address under each key; nothing in Socket Mode."""
    return dict.fromkeys(keys, base + EVENTS_PATH) if base else {}


def _yaml(content: dict[str, Any]) -> str:
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=120)


def _commented(lines: list[str], others: list[str]) -> str:
    """The lines, with those that only the others have behind "# " in their places."""
    merged: list[str] = []
    for tag, start, end, other_start, other_end in SequenceMatcher(None, lines, others, autojunk=False).get_opcodes():
        merged += lines[start:end]
        if tag != "equal":
            merged += (f"# {line}" for line in others[other_start:other_end])
    return "".join(f"{line}\n" for line in merged)
