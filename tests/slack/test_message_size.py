"""Cards that hold more than a Slack message."""

from dataclasses import replace

from bot.adapters.slack.render import Extras, message
from handlers.card import (
    Facts,
    Quote,
)
from tests.slack.cards import LOVED, SOLD
from tests.slack.payloads import found, lines, of
from tests.slack.published import problems_of_message


def test_what_a_message_cannot_hold_is_counted_and_opens_apart() -> None:
    """Whole sentences go, and a button shows everything."""
    many = of(Facts("Facts", tuple(SOLD for _ in range(60)) + tuple(LOVED for _ in range(400))))

    shown = message(many, Extras(asked="all tea"))

    kept = sum(line.startswith("• ") for line in lines(shown))
    assert 100 < kept < 460
    assert f"… and {460 - kept} more" in lines(shown)
    assert [(each["action_id"], each["value"]) for each in found(shown, "button")] == [("show:whole", "all tea")]
    assert not list(found(message(of(Quote(SOLD)), Extras(asked="tea")), "button"))


def test_a_text_that_is_shortened_keeps_every_citation() -> None:
    """Whole sentences go, each that stays has its number, and each number its source."""
    many = of(Facts("Facts", (SOLD, LOVED) * 100))

    text = message(many)["text"]

    said = [line for line in text.splitlines() if line.startswith("• ")]
    assert 3500 < len(text) <= 4000
    assert all(
        line.startswith(("• Tea sold about 300 tonnes. [1] – as", "• Tea is loved, Bo Lin says. [2] – date"))
        for line in said
    )
    assert f"… and {200 - len(said)} more" in text
    assert "\n\nSources\n[1] Tea." in text


def test_a_sentence_longer_than_a_message_is_cut_between_words() -> None:
    """No article has one; should it, Slack still gets what it takes."""
    endless = of(Quote(replace(SOLD, text="tea & leaves " * 2000, strong=None)))

    shown = message(endless)

    assert problems_of_message(shown) == []
    assert {block["type"] for block in shown["blocks"]} == {"section"}
    assert shown["text"].endswith("…")
    assert "tea &amp; leaves" in shown["text"]
