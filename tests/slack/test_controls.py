"""The buttons and menus of Slack messages."""

import pytest

from bot.adapters.slack.render import Extras, around, message
from handlers.card import (
    Action,
    Actions,
    Kind,
    Quote,
    Text,
)
from tests.slack.cards import SOLD
from tests.slack.payloads import found, lines, of


def test_three_buttons_stand_in_a_row_and_the_others_in_a_menu() -> None:
    """What a button says is its value; a long reply is opened apart."""
    actions = tuple(Action(f"Label {n}", f"say {n}", is_long=n == 0) for n in range(5))

    shown = message(of(Text("Tea."), Actions("Related", actions)))

    row = shown["blocks"][-1]["elements"]
    assert lines(shown)[-2] == "Related"
    assert [(each["action_id"], each.get("value")) for each in row] == [
        ("show:1.0", "say 0"),
        ("say:1.1", "say 1"),
        ("say:1.2", "say 2"),
        ("say:1.more", None),
    ]
    assert [each["value"] for each in row[3]["options"]] == ["say 3", "say 4"]


def test_what_a_button_says_is_never_cut() -> None:
    """A text that is too long to be a value has no button, for half of it would ask something else."""
    actions = (Action("Long", "x" * 2001), *(Action(str(n), "y" * 151) for n in range(4)))

    shown = message(of(Text("Tea."), Actions("", actions)), Extras(share="x" * 2001))

    assert [each["text"]["text"] for each in found(shown, "button")] == ["0", "1", "2"]
    assert not list(found(shown, "static_select"))
    assert [block["type"] for block in message(of(Text("Tea."), Actions("Try", actions[:1])))["blocks"]] == [
        "header",
        "rich_text",
    ]


def test_buttons_come_after_the_sources_and_share_joins_their_row() -> None:
    """What is read comes before what is pressed."""
    shown = message(of(Quote(SOLD), Actions("", (Action("Brief me", "Tea"),))), Extras(question="7", share="how much?"))

    assert [block["type"] for block in shown["blocks"]] == [
        "rich_text",
        "context",
        "context",
        "context",
        "actions",
        "context_actions",
    ]
    assert [(each["action_id"], each["value"]) for each in found(shown, "button")] == [
        ("say:1.0", "Tea"),
        ("share", "how much?"),
    ]


def test_a_full_row_leaves_share_a_row_of_its_own() -> None:
    """At most three stand side by side."""
    full = Actions("", tuple(Action(str(n), str(n)) for n in range(3)))

    rows = [len(block["elements"]) for block in message(of(full), Extras(share="x"))["blocks"] if "elements" in block]

    assert rows[-2:] == [3, 1]
    assert message(of(Text("Tea.")), Extras(share="x"))["blocks"][-1]["elements"][0]["action_id"] == "share"


@pytest.mark.parametrize("kind", Kind)
def test_only_what_is_worth_it_can_be_judged_and_shared(kind: Kind) -> None:
    """Guesses at what was meant, help and refusals are for who asked."""
    extras = around(kind, "7", "tea", "tea")

    assert bool(extras.question) == (kind in {Kind.ANSWER, Kind.BRIEFING, Kind.NO_ANSWER})
    assert bool(extras.share) == (kind not in {Kind.SUGGESTIONS, Kind.HELP, Kind.ERROR})
    assert extras.asked == "tea"


def test_a_reply_can_be_judged_by_its_question() -> None:
    """Each side of the feedback buttons names the question."""
    buttons = next(found(message(of(Quote(SOLD)), Extras(question="7")), "feedback_buttons"))

    assert buttons["action_id"] == "feedback"
    assert [buttons[side]["value"] for side in ("positive_button", "negative_button")] == ["yes:7", "no:7"]
