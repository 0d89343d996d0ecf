"""Modals, the App Home, the topic picker and prompts."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.slack.views import (
    answer_view,
    ask_view,
    home_view,
    options,
    prompts,
    question_of,
    reason_of,
    reason_view,
)
from corpus.collection import Corpus
from corpus.load import load
from corpus.topics import Topic
from handlers.card import Action, Actions, Audience, Card, Facts, Figure, Quote, Text
from handlers.complete import complete
from handlers.workspace import AutoAnswer, Chosen
from tests.slack.cards import LEAF, LOVED, SOLD, TEA, cards, texts
from tests.slack.payloads import found, lines
from tests.slack.published import problems_of_options, problems_of_prompts, problems_of_view

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
LONG = Card("Tea", (Facts("Facts", tuple(SOLD for _ in range(100)) + tuple(LOVED for _ in range(100))),), (TEA, LEAF))
CHOSEN = Chosen(Audience.ASKER, AutoAnswer.OFF, frozenset())


@pytest.fixture(scope="module")
def coffee() -> Corpus:
    """A corpus of another subject."""
    return load(CORPORA / "coffee")


def pressed(view: dict[str, Any]) -> dict[str, str]:
    """The buttons of a view: what they show, and their value."""
    return {each["text"]["text"]: each["value"] for each in found(view["blocks"], "button")}


def test_a_reply_is_read_in_a_modal_under_its_title() -> None:
    """The title of the card is the modal's and not said twice; buttons work there too."""
    view = answer_view(Card("Did you mean?", (Text("“oo” is no topic."), Actions("", (Action("Oolong", "oo"),)))), "oo")

    assert view["title"]["text"] == "Did you mean?"
    assert lines(view) == ["“oo” is no topic.", "Oolong"]
    assert view["private_metadata"] == "oo"


def test_a_title_that_a_modal_cannot_hold_stands_as_a_heading() -> None:
    """Nothing of a title is lost."""
    view = answer_view(Card("Everything there is to say of tea", (Text("Tea."),)), "tea")

    assert view["title"]["text"] == "Answer"
    assert lines(view) == ["Everything there is to say of tea", "Tea."]


def test_a_long_reply_has_pages_to_turn() -> None:
    """From the first page to the last every fact is read once, and each page says which it is."""
    read, turned, view = [], 0, answer_view(LONG, "all tea")
    while "Next" in pressed(view):
        read += [line for line in lines(view) if line.startswith("• ")]
        turned = int(pressed(view)["Next"])
        view = answer_view(LONG, "all tea", turned)
    read += [line for line in lines(view) if line.startswith("• ")]

    assert len(read) == 200
    assert lines(view)[-1] == f"Page {turned + 1} of {turned + 1}"
    assert pressed(view) == {"Previous": str(turned - 1)}
    assert "[1] What is a leaf? author unknown, publisher unknown, date unknown" in lines(view)


def test_a_question_that_a_modal_cannot_remember_is_not_cut_to_make_other_pages_from() -> None:
    """It would be another question."""
    asked = "x" * 3_001

    assert "Next" in pressed(answer_view(LONG, asked[1:]))
    assert answer_view(LONG, asked[1:])["private_metadata"] == asked[1:]
    assert pressed(answer_view(LONG, asked)) == {}
    assert answer_view(LONG, asked)["private_metadata"] == ""


def test_a_page_that_there_is_no_more_is_the_last_one() -> None:
    """Articles may have changed since the modal was opened."""
    assert answer_view(Card("Tea", (Text("Tea."),)), "tea", 7) == answer_view(Card("Tea", (Text("Tea."),)), "tea")


def test_the_modal_to_ask_in_takes_a_draft_and_gives_back_what_was_typed() -> None:
    """A message is the first draft of the question about it."""
    assert "initial_value" not in ask_view(300)["blocks"][0]["element"]
    assert ask_view(300, "Who?")["blocks"][0]["element"]["initial_value"] == "Who?"
    for typed, question in (("Who?", "Who?"), (None, "")):
        view = {"state": {"values": {"question": {"question": {"type": "plain_text_input", "value": typed}}}}}
        assert question_of(view) == question


@pytest.mark.parametrize(("longest", "most"), [(20, 20), (300, 300), (9_000, 3_000)])
def test_the_modal_to_ask_in_takes_no_more_than_is_answered_and_slack_allows(longest: int, most: int) -> None:
    """Nobody writes at length to be told that it was too long."""
    field = ask_view(longest, "x" * 9_999)["blocks"][0]["element"]

    assert field["max_length"] == len(field["initial_value"]) == most


def test_the_modal_of_reasons_keeps_which_reply_it_is_about() -> None:
    """Four reasons, one of them chosen."""
    view = reason_view("1f2e")

    chosen = view["blocks"][0]["element"]["options"][2]
    assert view["private_metadata"] == "1f2e"
    assert reason_of({"state": {"values": {"reason": {"reason": {"selected_option": chosen}}}}}) == "out_of_date"


def test_the_home_shows_the_fact_topics_questions_and_choices(coffee: Corpus) -> None:
    """Everything that a person may want at the start, and buttons that ask again."""
    fact = Card("Tea", (Figure("about 300 tonnes", SOLD),), (TEA,))

    view = home_view(complete("", coffee, 9), "tea", fact, ("How much tea?",), CHOSEN)

    read = lines(view)
    assert read[:3] == ["Today's fact", "about 300 tonnes", "Tea sold about 300 tonnes. [1]"]
    assert [each for each in read if each in {"Topics", "You asked", "How to ask", "In this workspace"}] == [
        "Topics",
        "You asked",
        "How to ask",
        "In this workspace",
    ]
    assert pressed(view)["How much tea?"] == "How much tea?"
    assert len(pressed(view)) == 4
    assert any("Type /tea and a topic" in line for line in read)
    posted = "and have facts posted in a channel with /tea subscribe there"
    assert read[-1] == f"Admins change this with /tea settings, {posted}."
    assert "You asked" not in lines(home_view(complete("", coffee, 9), "tea", fact, (), CHOSEN))


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("auto_answer", AutoAnswer)
def test_the_home_says_what_the_workspace_chose(coffee: Corpus, audience: Audience, auto_answer: AutoAnswer) -> None:
    """Each choice reads differently."""
    fact = Card("Tea", (Quote(SOLD),), (TEA,))
    held = lines(home_view(complete("", coffee, 9), "tea", fact, (), Chosen(audience, auto_answer, frozenset())))[-2]

    assert ("Everyone in the channel" in held) == (audience is Audience.CHANNEL)
    assert ("also unasked" in held) == (auto_answer is AutoAnswer.ON)
    assert ("record" in held) == (auto_answer is AutoAnswer.DRY_RUN)


def test_the_picker_offers_at_most_a_hundred_topics_by_name() -> None:
    """What an option says is the whole name, so a name that is too long for that is none."""
    topics = [Topic(f"t{n}", f"Topic {n}") for n in range(120)]

    offered = options([Topic("long", "x" * 151), *topics])

    assert [each["value"] for each in offered] == [topic.name for topic in topics[:100]]
    assert problems_of_options({"options": offered}) == []


@pytest.mark.parametrize("name", ["coffee", "bare"])
def test_prompts_are_of_the_corpus_and_valid_where_it_is_small(name: str) -> None:
    """The first names the topic that is mentioned most."""
    corpus = load(CORPORA / name)

    offered = prompts(complete("", corpus, 9))

    assert problems_of_prompts(offered) == []
    assert offered[-1] == {"title": "How do I ask?", "message": "help"}
    assert all(any(t.name == each["message"] for t in corpus.topics.values()) for each in offered[:-3])


@settings(max_examples=75, deadline=None)
@given(cards, st.lists(texts, max_size=5), st.integers(0, 5))
def test_no_card_and_no_words_break_a_view(coffee: Corpus, card: Card, typed: list[str], page: int) -> None:
    """Whatever was asked and answered, Slack takes the modal and the Home."""
    asked = "".join(typed)
    home = home_view(complete("", coffee, 9), "tea", card, typed, CHOSEN)
    for view in (answer_view(card, asked, page), ask_view(300, asked), reason_view("1f2e"), home):
        assert problems_of_view(view) == []
