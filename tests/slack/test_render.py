"""Cards as Slack messages."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.slack.render import Extras, around, message, plain_message
from bot.wording import NBSP, harmless
from handlers.card import (
    Action,
    Actions,
    Block,
    Card,
    Facts,
    Figure,
    Item,
    Items,
    Kind,
    Note,
    Quote,
    Row,
    Table,
    Text,
)
from tests.slack.cards import LEAF, LOVED, SOLD, TEA, cards, texts
from tests.slack.published import problems_of_message

Json = dict[str, Any]


def of(*blocks: Block, title: str = "Tea") -> Card:
    """A card with both sources."""
    return Card(title, blocks, (TEA, LEAF))


def strings(value: object) -> Iterator[str]:
    """Every text in a payload, in order."""
    match value:
        case {"text": str(text)}:
            yield text
        case dict():
            yield from (text for inner in value.values() for text in strings(inner))
        case list():
            yield from (text for inner in value for text in strings(inner))
        case _:
            return


def found(value: object, kind: str) -> Iterator[Json]:
    """Every object of a type in a payload, in order."""
    if isinstance(value, dict):
        if value.get("type") == kind:
            yield value
        yield from (each for inner in value.values() for each in found(inner, kind))
    elif isinstance(value, list):
        yield from (each for inner in value for each in found(inner, kind))


def lines(payload: Json) -> list[str]:
    """What is read in a message: each heading, small line, paragraph, bullet and row of buttons."""
    read = []
    for block in payload["blocks"]:
        parts = block["elements"] if block["type"] == "rich_text" else [block]
        for part in parts:
            entries = part["elements"] if part["type"] == "rich_text_list" else [part]
            mark = "• " if part["type"] == "rich_text_list" else ""
            joint = "" if part["type"].startswith("rich_text") else " | "
            read += [mark + joint.join(strings(entry)).replace(NBSP, " ") for entry in entries]
    return read


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
        "Find a topic | Show everything",
    ]
    assert next(found(shown, "external_select"))["action_id"] == "topic"
    assert next(found(shown, "button"))["action_id"] == "show:whole"


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
