"""What people read in blocks, and what in them would do more than be read."""

import html
from collections.abc import Iterator
from typing import Any

from tests.slack.fake.records import View
from tests.slack.fake.world import Message
from tests.slack.published_text import pings

_NOTIFYING = {"user", "usergroup", "broadcast", "channel", "team"}


def read(where: Message | View) -> str:
    """All that the eye sees in a message or a view, a paragraph or an entry a line."""
    blocks = where.payload["blocks"] if isinstance(where, View) else where.blocks
    return "\n".join(_texts(blocks))


def acts(value: Any) -> Iterator[str]:
    """Whatever in some blocks notifies somebody."""
    if isinstance(value, list):
        for each in value:
            yield from acts(each)
    elif isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield from pings(value["text"])
        if value.get("type") in _NOTIFYING:
            yield str(value)
        yield from acts([each for each in value.values() if isinstance(each, dict | list)])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict) and value.get("type") == "rich_text_section":
        yield "".join(each["text"] for each in value["elements"])
    elif isinstance(value, dict):
        if isinstance(value.get("text"), str):
            is_mrkdwn = value.get("type") == "mrkdwn"
            yield html.unescape(value["text"]) if is_mrkdwn else value["text"]
        yield from _texts([each for each in value.values() if isinstance(each, dict | list)])
