"""Cards as Slack messages."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.slack.render import Extras, message, plain_message
from bot.wording import NBSP, harmless
from handlers.card import (
    Action,
    Actions,
    Card,
    Facts,
    Figure,
    Item,
    Items,
    Note,
    Quote,
    Row,
    Table,
    Text,
)
from tests.slack.cards import LOVED, SOLD, TEA, cards, texts
from tests.slack.payloads import found, lines, of, strings
from tests.slack.published import problems_of_message


def test_an_answer_comes_first_and_what_it_is_about_beneath_it() -> None:
    """No heading stands before the sentence that answers."""
    shown = message(Card("Alipay", (Quote(SOLD), Actions("", (Action("Brief me", "Tea"),))), (TEA,)))

    assert lines(shown) == [
        "Tea sold about 300 tonnes. [1]",
        "Alipay · as of May 2020 (inferred), Ada Leaf",
        "[1] Tea. Ada Leaf, Leaf Press, May 2020 | <https://example.org/tea|example.org>",
        "Brief me",
    ]


def test_the_figure_and_the_title_of_a_group_are_bold_and_nothing_else() -> None:
    """The eye finds the number, hedge included, and where a group begins; not what is said once for all of it."""
    runs = [
        each for each in found(message(of(Quote(SOLD), Facts("Figures", (SOLD, LOVED)))), "text") if "style" in each
    ]

    assert [each["text"] for each in runs if each["style"] == {"bold": True}] == [
        "about 300 tonnes",
        "Figures",
        "about 300 tonnes",
    ]


def test_a_figure_is_the_heading_of_its_card() -> None:
    """The number stands above the sentence that it is taken from, where nothing is bold any more."""
    shown = message(of(Figure("about 300 tonnes", SOLD)))

    assert shown["blocks"][0]["type"] == "header"
    assert lines(shown)[:2] == ["about 300 tonnes", "Tea sold about 300 tonnes. [1]"]
    assert not any("style" in each for each in found(shown, "text"))


def test_the_number_of_a_source_never_begins_a_line() -> None:
    """A space that does not break holds it to the last word."""
    assert f"tonnes.{NBSP}[1]" in "".join(strings(message(of(Quote(SOLD)))["blocks"]))


def test_provenance_is_said_once_for_a_group_that_shares_it_and_with_each_fact_otherwise() -> None:
    """When and who stand beside every fact, but no oftener than needed."""
    shown = lines(message(of(Facts("Figures", (SOLD, SOLD)), Facts("Facts", (SOLD, LOVED), 12), Facts("", (LOVED,)))))

    assert shown[1:-2] == [
        "Figures – as of May 2020 (inferred), Ada Leaf",
        "• Tea sold about 300 tonnes. [1]",
        "• Tea sold about 300 tonnes. [1]",
        "Facts",
        "• Tea sold about 300 tonnes. [1] as of May 2020 (inferred), Ada Leaf",
        "• Tea is loved, Bo Lin says. [2] date unknown, Bo Lin",
        "… and 12 more",
        "date unknown, Bo Lin",
        "• Tea is loved, Bo Lin says. [2]",
    ]


def test_what_most_facts_of_a_group_have_in_common_is_said_once_and_the_rest_beside_its_sentences() -> None:
    """One that differs does not make all the others repeat themselves."""
    shown = lines(message(of(Facts("Facts", (SOLD, LOVED, SOLD, SOLD)), Facts("", (SOLD, LOVED, SOLD, SOLD)))))

    assert shown[1:4] == [
        "Facts – as of May 2020 (inferred), Ada Leaf unless said",
        "• Tea sold about 300 tonnes. [1]",
        "• Tea is loved, Bo Lin says. [2] date unknown, Bo Lin",
    ]
    assert shown[6] == "as of May 2020 (inferred), Ada Leaf unless said"


def test_a_table_stands_row_by_row_and_says_where_the_corpus_is_silent() -> None:
    """Each matter is a heading with what each column says beneath: narrow screens have no room for columns."""
    table = Table(("Tea", "Coffee"), (Row("sales", ((SOLD,), ())), Row("love", ((LOVED,), (SOLD,)))))

    assert lines(message(of(table)))[1:-2] == [
        "sales – as of May 2020 (inferred), Ada Leaf",
        "• Tea: Tea sold about 300 tonnes. [1]",
        "• Coffee: the corpus does not say",
        "love",
        "• Tea: Tea is loved, Bo Lin says. [2] date unknown, Bo Lin",
        "• Coffee: Tea sold about 300 tonnes. [1] as of May 2020 (inferred), Ada Leaf",
    ]


def test_entries_of_one_name_stand_under_it_together() -> None:
    """A name is not repeated line after line; what is typed is set as code."""
    items = (Item("/tea help", "this list"), Item("oolong", "black"), Item("oolong", "green"), Item("mint", ""))

    shown = message(Card("Tea", (Items("List", items),)))

    assert lines(shown) == ["Tea", "List", "• /tea help: this list", "• oolong", "• black", "• green", "• mint"]
    assert [each["indent"] for each in found(shown, "rich_text_list")] == [0, 1, 0]
    assert [each["text"] for each in found(shown, "text") if each.get("style") == {"code": True}] == ["/tea help"]


def test_what_is_typed_for_an_entry_stands_before_it_as_code_and_its_details_beneath() -> None:
    """The name can be read on its own."""
    shown = message(Card("Tea", (Items("", (Item("How much?", "asked once", "b2c4"), Item("Who?", "", "a1b2"))),)))

    assert lines(shown)[1:] == ["• b2c4 How much?", "• asked once", "• a1b2 Who?"]
    assert [each["text"] for each in found(shown, "text") if each.get("style") == {"code": True}] == ["b2c4", "a1b2"]


def test_of_many_entries_of_one_name_three_are_shown_and_the_others_counted() -> None:
    """All of them open apart; four stand as they are, for a line saved would be none."""
    items = tuple(Item("missing", f"gap {n}") for n in range(9))
    few = Card("Tea", (Items("Sources", items[:4]),))

    shown = message(Card("Tea", (Items("Sources", (Item("author", "Ada"), *items)),)), Extras(asked="sources"))

    assert lines(shown)[2:] == [
        "• author: Ada",
        "• missing",
        "• gap 0",
        "• gap 1",
        "• gap 2",
        "• and 6 more",
        "Show everything",
    ]
    assert next(found(shown, "button"))["action_id"] == "show:whole"
    assert lines(message(few, Extras(asked="sources")))[-1] == "• gap 3"


def test_a_very_long_list_is_names_and_a_menu_to_find_one() -> None:
    """Nobody reads a hundred lines; the whole list opens apart."""
    items = tuple(Item(f"topic {n}", f"what topic {n} is") for n in range(70))

    shown = message(Card("Topics", (Items("Ideas", items), Note("Type a name."))), Extras(asked="topics"))

    assert lines(shown)[1:] == [
        "Ideas",
        " · ".join(f"topic {n}" for n in range(60)) + " · … and 10 more",
        "Type a name.",
        "Find a topic | With descriptions",
    ]
    assert next(found(shown, "external_select"))["action_id"] == "topic"
    assert next(found(shown, "button"))["action_id"] == "show:whole"


@pytest.mark.parametrize("form", [message, plain_message])
def test_who_shared_a_reply_is_named_and_not_called(form: Any) -> None:
    """The name stands in the blocks and in the text, and pings nobody."""
    shown = form(of(Quote(SOLD)), Extras(shared_by="<!channel> Ann"))

    assert lines(shown)[-1] == "Shared by <!channel> Ann"
    assert shown["text"].endswith("\n\nShared by &lt;!channel&gt; Ann")
    assert problems_of_message(shown) == []


def test_the_text_is_the_whole_answer_and_begins_with_it() -> None:
    """Notifications and screen readers get sentence, date, source and what can be asked next."""
    shown = message(of(Quote(SOLD), Actions("", (Action("Oolong", "Oolong"),))))

    assert shown["text"] == (
        "Tea sold about 300 tonnes. [1]\nTea · as of May 2020 (inferred), Ada Leaf\n\nNext: Oolong\n\n"
        "Sources\n[1] Tea. Ada Leaf, Leaf Press, May 2020, https://example.org/tea\n"
        "[2] What is a leaf? author unknown, publisher unknown, date unknown"
    )


def test_plain_sections_hold_the_same_words() -> None:
    """Where Slack refuses the blocks, nothing of the answer is lost, and nothing is left that it could refuse."""
    card = of(Quote(SOLD), Facts("Facts", (SOLD, LOVED)), Note("One gap."))

    shown = plain_message(card)

    assert {block["type"] for block in shown["blocks"]} == {"section"}
    assert shown["text"] == "\n".join(strings(shown["blocks"]))
    assert shown["text"] == message(card)["text"]


@settings(max_examples=150, deadline=None)
@given(cards, texts, st.sampled_from(["", "1f2e"]))
def test_no_card_whatever_breaks_a_message_or_pings(card: Card, typed: str, question: str) -> None:
    """Within every limit of Slack's, and Slack reads markup nowhere but in links of ours."""
    extras = Extras(question, share=typed, shared_by=typed, asked=typed)
    for shown in (message(card, extras), plain_message(card, extras)):
        assert problems_of_message(shown) == []
        assert {each["type"] for block in found(shown, "rich_text_section") for each in block["elements"]} <= {"text"}
        for each in found(shown, "mrkdwn"):
            assert each["text"].startswith(("<https://", "<http://"))
            assert each["verbatim"]
        assert json.loads(json.dumps(shown)) == shown


@settings(deadline=None)
@given(texts)
def test_words_are_shown_as_they_were_written(text: str) -> None:
    """Markup, entities and pictures in words stay what was typed, on one line and without what cannot be seen."""
    fact = replace(SOLD, text=text, strong=(2, 5))
    shown = message(Card("Tea", (Text(text), Facts("", (fact, fact)), Note(text)), (TEA,)))

    said = harmless(text).strip()
    runs = ["".join(each["text"] for each in section["elements"]) for section in found(shown, "rich_text_section")]
    assert runs[0].strip() == (said or "–")
    assert [each.partition(f"{NBSP}[1]")[0].strip() for each in runs[2:]] == [said, said]
    assert (said or "–") in [each["text"] for each in found(shown, "plain_text")]
    assert all(each["emoji"] is False for each in found(shown, "plain_text"))
