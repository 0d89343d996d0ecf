"""Discord's modals, and what comes back from them."""

from typing import Any

import pytest

from bot.adapters.discord.codes import Code, Verb, read
from bot.adapters.discord.modals import ask_modal, reason_modal, value_of
from tests.discord.published import check


def problems(modal: dict[str, Any]) -> tuple[str, ...]:
    """What Discord would refuse of a modal."""
    return check("POST", "/interactions/1/token/callback", {"type": 9, "data": modal})


@pytest.mark.parametrize("draft", ["", " ", "How much tea?", "tea " * 2000])
@pytest.mark.parametrize("longest", [20, 300, 9000])
def test_a_question_can_be_asked(draft: str, longest: int) -> None:
    """With as much of a draft as is taken of the question."""
    assert problems(ask_modal("1f2e", longest, draft)) == ()


def test_a_modal_says_what_it_is_for() -> None:
    """Its code names the question that a further one follows, or that a vote is on."""
    follow_up, question = (
        ask_modal("1f2e", 300),
        ask_modal(
            "",
            300,
            "tea leaves in May",
        ),
    )

    assert (follow_up["title"], read(follow_up["custom_id"])) == ("Ask a follow-up", Code(Verb.ASK, "1f2e"))
    assert (question["title"], read(question["custom_id"])) == ("Ask", Code(Verb.ASK))
    assert question["components"][0]["component"]["value"] == "tea leaves in May"
    assert (
        ask_modal("", 20, "tea leaves in May and June")["components"][0]["component"]["value"] == "tea leaves in May…"
    )
    assert read(reason_modal("1f2e")["custom_id"]) == Code(Verb.REASON, "1f2e")


def test_a_reason_is_one_of_four() -> None:
    """The same as in Slack."""
    modal = reason_modal("1f2e")

    assert problems(modal) == ()
    assert [each["value"] for each in modal["components"][0]["component"]["options"]] == [
        "wrong",
        "not_answered",
        "out_of_date",
        "off_topic",
    ]


@pytest.mark.parametrize(
    ("components", "value"),
    [
        ([{"type": 18, "component": {"type": 4, "custom_id": "value", "value": "How much?"}}], "How much?"),
        ([{"type": 10}, {"type": 18, "component": {"type": 21, "custom_id": "value", "value": "wrong"}}], "wrong"),
        ([{"type": 18, "component": {"type": 21, "custom_id": "value", "value": None}}], ""),
        ([{"type": 18, "component": {"type": 4, "custom_id": "other", "value": "x"}}], ""),
        ([], ""),
    ],
)
def test_what_was_put_in_comes_out(components: list[dict[str, Any]], value: str) -> None:
    """As an interaction holds it."""
    assert value_of({"custom_id": "d1:ask:", "components": components}) == value
    assert value_of({}) == ""
