"""What is put into a message as it leaves, and where."""

from typing import Any

from bot.adapters.slack import render
from bot.adapters.slack.posted import with_line
from handlers.card import Action, Actions, Card, Text

OFFERED = render.message(Card("Tea", (Text("Tea sells."), Actions("", (Action("Milk", "milk"), Action("Tea", "tea"))))))
PLAIN = render.message(Card("Tea", (Text("Tea sells."),)))


def shown(message: dict[str, Any]) -> list[str]:
    """The kinds of its blocks."""
    return [block["type"] for block in message["blocks"]]


def test_a_line_stands_above_the_buttons_or_at_the_end() -> None:
    """And in the notification."""
    line = "Late & <slow>."

    assert shown(with_line(OFFERED, line)) == ["header", "rich_text", "context", "actions"]
    assert shown(with_line(PLAIN, line)) == ["header", "rich_text", "context"]
    assert with_line(PLAIN, line)["text"].endswith("\n\nLate &amp; &lt;slow&gt;.")
    assert with_line(PLAIN, "") == PLAIN


def test_a_notification_that_is_full_is_left_as_it_is() -> None:
    """The message says it all the same."""
    full = {**PLAIN, "text": "x" * 3_995}

    assert with_line(full, "Late.")["text"] == full["text"]
    assert shown(with_line(full, "Late.")) == ["header", "rich_text", "context"]


def test_the_first_button_stands_out_where_there_is_one() -> None:
    """No other, and nothing where there is none."""
    *_, row = render.with_primary(OFFERED)["blocks"]

    assert [button.get("style") for button in row["elements"]] == ["primary", None]
    assert render.with_primary(PLAIN) == PLAIN
