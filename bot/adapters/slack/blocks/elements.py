"""The pieces that Slack's messages and views are made of, as JSON; no text in them is read as markup."""

from collections.abc import Iterable
from typing import Any

from bot.adapters.slack.blocks.text import shortened
from bot.adapters.slack.limits import SLACK
from bot.wording import harmless, visible

Json = dict[str, Any]


def plain(text: str) -> Json:
    """A text as it is; not even ``:tea:`` becomes a picture."""
    return {"type": "plain_text", "text": text, "emoji": False}


def header(text: str) -> Json:
    """A heading."""
    return {"type": "header", "text": plain(shortened(text, SLACK.header))}


def small(text: str, *more: Json) -> Json:
    """Small print, with further elements after it."""
    return {"type": "context", "elements": [plain(shortened(text, SLACK.context)), *more]}


def divider() -> Json:
    """A line across."""
    return {"type": "divider"}


def rich(*elements: Json) -> Json:
    """Sections and lists of styled text."""
    return {"type": "rich_text", "elements": list(elements)}


def paragraph(*runs: Json) -> Json:
    """Runs of text in a line, within ``rich``."""
    return {"type": "rich_text_section", "elements": list(runs)}


def bullets(entries: Iterable[Iterable[Json]], indent: int = 0) -> Json:
    """Runs of text as a list, within ``rich``."""
    lines = [paragraph(*entry) for entry in entries]
    return {"type": "rich_text_list", "style": "bullet", "indent": indent, "elements": lines}


def run(text: str, style: str = "") -> Json:
    """Text in one style: ``bold``, ``italic``, ``code`` or none."""
    shown = harmless(text)
    return {
        "type": "text",
        "text": shown if shown.strip() else visible(text),
        **({"style": {style: True}} if style else {}),
    }


def row(*elements: Json) -> Json:
    """Buttons and menus side by side."""
    return {"type": "actions", "elements": list(elements)}


def button(name: str, label: str, value: str) -> Json:
    """A button; ``value`` must be short enough."""
    return {"type": "button", "action_id": name, "text": plain(shortened(label, SLACK.button)), "value": value}


def option(label: str, value: str) -> Json:
    """An entry of a menu; ``value`` must be short enough."""
    return {"text": plain(shortened(label, SLACK.option)), "value": value}


def picker(label: str) -> Json:
    """The menu of all topics, filled as one types."""
    return {"type": "external_select", "action_id": "topic", "placeholder": plain(label), "min_query_length": 0}
