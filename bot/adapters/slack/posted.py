"""What is put into a message when it is posted: its picture, and that it comes late."""

from collections.abc import Mapping
from typing import Any

from bot.adapters.slack.blocks.elements import Json, small
from bot.adapters.slack.blocks.text import escape
from bot.adapters.slack.limits import SLACK


def with_picture(message: Mapping[str, Any], file: str, alt: str) -> Json:
    """A message beneath a picture, an image of Slack's by the id of its file; ``alt`` says what it shows."""
    picture = {"type": "image", "slack_file": {"id": file}, "alt_text": alt}
    return {**message, "blocks": [picture, *message["blocks"]]}


def with_line(message: Mapping[str, Any], line: str) -> Json:
    """A message with a line in small print above its buttons; as it is for ""."""
    if not line:
        return dict(message)
    blocks = message["blocks"]
    at = next((at for at, block in enumerate(blocks) if block["type"] == "actions"), len(blocks))
    text = f"{message['text']}\n\n{escape(line)}"
    return {
        **message,
        "text": text if len(text) <= SLACK.fallback else message["text"],
        "blocks": [*blocks[:at], small(line), *blocks[at:]],
    }
