"""Cards as Discord messages."""

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.discord import codes
from bot.adapters.discord.codes import Verb
from bot.adapters.discord.render import Extras, components, message, page
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
    Note,
    Quote,
    Row,
    Table,
    Text,
)
from tests.discord.markdown import read
from tests.discord.published import check
from tests.discord.reading import BUTTON, LINE, ROW, TEXT, all_of, labels, pressed, problems, written
from tests.slack.cards import LEAF, LOVED, SOLD, TEA, cards, texts

LONG = "how much " * 30  # characters: more than a custom_id has room for


def of(*blocks: Block, title: str = "Tea") -> Card:
    """A card with both sources."""
    return Card(title, blocks, (TEA, LEAF))


def test_an_answer_comes_first_and_what_it_is_about_beneath_it() -> None:
    """No heading stands before the sentence that answers; sources are small, after a line."""
    shown = components(Card("Alipay", (Quote(SOLD), Actions("", (Action("Brief me", "Tea"),))), (TEA,)))

    assert written(shown) == [
        "Tea sold **about 300 tonnes**. [1]",
        "-# Alipay · as of May 2020 (inferred), Ada Leaf",
        "-# \\[1\\] Tea. Ada Leaf, Leaf Press, May 2020 [example.org](<https://example.org/tea>)",
    ]
    assert [each["type"] for each in shown[0]["components"]] == [TEXT, LINE, TEXT, ROW]
    assert labels(shown) == [["Brief me"]]


def test_a_figure_is_the_heading_of_its_card_and_nothing_is_bold_beneath_it() -> None:
    """The number stands above the sentence that it is taken from."""
    shown = components(of(Figure("about 300 tonnes", SOLD)))

    assert written(shown)[:2] == ["# about 300 tonnes", "Tea sold about 300 tonnes. [1]"]


def test_the_number_of_a_source_never_begins_a_line() -> None:
    """A space that does not break holds it to the last word."""
    assert f"**.{NBSP}[1]" in json.dumps(components(of(Quote(SOLD))), ensure_ascii=False)


def test_provenance_is_said_once_for_a_group_that_shares_it_and_with_each_fact_otherwise() -> None:
    """When and who stand beside every fact, but no oftener than needed."""
    shown = components(of(Facts("Figures", (SOLD, SOLD)), Facts("Facts", (SOLD, LOVED), 12), Facts("", (LOVED,))))

    assert written(shown)[:-2] == [
        "## Tea",
        "### Figures",
        "-# as of May 2020 (inferred), Ada Leaf",
        "- Tea sold **about 300 tonnes**. [1]",
        "- Tea sold **about 300 tonnes**. [1]",
        "### Facts",
        "- Tea sold **about 300 tonnes**. [1] *as of May 2020 (inferred), Ada Leaf*",
        "- Tea is loved, Bo Lin says. [2] *date unknown, Bo Lin*",
        "-# … and 12 more",
        "-# date unknown, Bo Lin",
        "- Tea is loved, Bo Lin says. [2]",
    ]


def test_a_provenance_that_would_break_out_of_italics_is_set_plain() -> None:
    """A star in a name is a star."""
    starred = replace(LOVED, attribution="Bo*")

    assert written(components(of(Facts("", (SOLD, starred)))))[2] == (
        "- Tea is loved, Bo Lin says. [2] – date unknown, Bo\\*"
    )


def test_a_table_stands_row_by_row_and_says_where_the_corpus_is_silent() -> None:
    """Each matter is a heading with what each column says beneath: narrow screens have no room for columns."""
    table = Table(("Tea", "Coffee"), (Row("sales", ((SOLD,), ())), Row("love", ((LOVED,), (SOLD,)))))

    assert written(components(of(table)))[1:-2] == [
        "### sales",
        "-# as of May 2020 (inferred), Ada Leaf",
        "- Tea: Tea sold **about 300 tonnes**. [1]",
        "- Coffee: *the corpus does not say*",
        "### love",
        "- Tea: Tea is loved, Bo Lin says. [2] *date unknown, Bo Lin*",
        "- Coffee: Tea sold **about 300 tonnes**. [1] *as of May 2020 (inferred), Ada Leaf*",
    ]


def test_entries_of_one_name_stand_under_it_together_and_what_is_typed_is_code() -> None:
    """A name is not repeated line after line."""
    items = (
        Item("/tea help", "this list"),
        Item("/tea `x`", "odd"),
        Item("oolong", "black"),
        Item("oolong", "green"),
        Item("mint", ""),
        Item("How much?", "asked once", "b2c4"),
    )

    assert written(components(Card("Tea", (Items("List", items), Note("End."))))) == [
        "## Tea",
        "### List",
        "- `/tea help`: this list",
        "- /tea \\`x\\`: odd",
        "- oolong",
        "  - black",
        "  - green",
        "- mint",
        "- `b2c4` How much?",
        "  - asked once",
        "-# End.",
    ]


def test_of_many_entries_of_one_name_three_are_shown_and_the_others_counted() -> None:
    """All of them are shown apart; four stand as they are, for a line saved would be none."""
    items = tuple(Item("missing", f"gap {n}") for n in range(9))

    shown = components(Card("Tea", (Items("", (Item("author", "Ada"), *items)),)), Extras(asked="sources"))
    few = components(Card("Tea", (Items("", items[:4]),)), Extras(asked="sources"))

    assert written(shown)[1:] == ["- author: Ada", "- missing", "  - gap 0", "  - gap 1", "  - gap 2", "  - and 6 more"]
    assert pressed(shown, "Show everything") == (Verb.SHOW, "sources")
    assert written(few)[-1] == "  - gap 3"
    assert labels(few) == []


def test_a_very_long_list_is_names_under_their_title() -> None:
    """Nobody reads a hundred lines; the whole list opens apart."""
    items = tuple(Item(f"topic {n}", f"what topic {n} is") for n in range(70))

    shown = components(Card("Topics", (Items("Ideas", items), Note("Type a name."))), Extras(asked="topics"))

    assert written(shown) == [
        "## Topics",
        "### Ideas",
        " · ".join(f"topic {n}" for n in range(60)) + " · … and 10 more",
        "-# Type a name.",
    ]
    assert pressed(shown, "With descriptions") == (Verb.SHOW, "topics")


def test_a_topic_has_one_colour_and_no_topic_has_none() -> None:
    """The same after a restart."""
    assert components(of(Quote(SOLD)), Extras(topic="cainiao"))[0]["accent_color"] == 0x3F9142
    assert "accent_color" not in components(of(Quote(SOLD)))[0]


def test_who_shared_a_reply_is_named_and_not_called() -> None:
    """The name pings nobody."""
    shown = components(of(Quote(SOLD)), Extras(shared_by="@everyone Ann"))

    assert written(shown)[-1] == "-# Shared by \\@everyone Ann"
    assert problems(shown) == ()


def test_a_message_is_ready_to_be_sent() -> None:
    """Flagged as components, private on demand, calling nobody."""
    body = message(of(Quote(SOLD)))

    assert body["flags"] == 1 << 15
    assert body["allowed_mentions"] == {"parse": [], "replied_user": False}
    assert message(of(), is_private=True)["flags"] == 1 << 15 | 1 << 6
    assert check("POST", "/channels/1/messages", body) == ()


def test_what_a_message_cannot_hold_is_counted_and_shown_apart() -> None:
    """Whole sentences go, each that stays has its number, and each number its source."""
    many = of(Facts("Facts", (SOLD, LOVED) * 200))

    shown = components(many, Extras(asked="all tea"))

    lines = written(shown)
    kept = sum(line.startswith("- ") for line in lines)
    assert 30 < kept < 60
    assert f"-# … and {400 - kept} more" in lines
    assert all(line.endswith(("Ada Leaf*", "Bo Lin*")) for line in lines if line.startswith("- "))
    assert [line[:7] for line in lines[-2:]] == ["-# \\[1\\", "-# \\[2\\"]
    assert pressed(shown, "Show everything") == (Verb.SHOW, "all tea")
    assert labels(components(of(Quote(SOLD)), Extras(asked="tea"))) == []


def test_the_pages_of_a_card_hold_every_fact_and_its_source() -> None:
    """Turning costs no memory: each page's buttons say what was asked and where they lead."""
    facts = tuple(replace(SOLD, id=str(n), text=f"Tea number {n} is sold.", strong=None) for n in range(300))
    card = of(Facts("Facts", facts), Facts("More", (LOVED,)))

    first = page(card, "all tea")
    count = int(written(first)[-1].rpartition(" ")[2])
    shown = [page(card, "all tea", number, "tea") for number in range(count)]

    assert count > 2
    assert [line for each in shown for line in written(each) if line.startswith("- Tea number")] == [
        f"- {fact.text} [1]" for fact in facts
    ]
    assert "-# \\[2\\] What is a leaf? author unknown, publisher unknown, date unknown" in written(shown[-1])
    assert labels(first) == [["Next"]]
    assert labels(shown[1]) == [["Previous", "Next"]]
    assert labels(shown[-1]) == [["Previous"]]
    assert codes.read(all_of(shown[1], BUTTON)[1]["custom_id"]) == codes.Code(Verb.PAGE, "all tea", page=2)
    assert page(card, "all tea", 99, "tea") == shown[-1]
    assert all(problems(each) == () for each in shown)


def test_a_card_of_one_page_is_not_turned() -> None:
    """Its own buttons stay; what can be shown apart is here already."""
    shown = page(of(Quote(SOLD), Actions("", (Action("Brief me", "Tea"),))), "tea")

    assert labels(shown) == [["Brief me"]]
    assert not any("Page" in line for line in written(shown))


def test_a_sentence_longer_than_a_message_is_cut_between_words() -> None:
    """No article has one; should it, Discord still gets what it takes, and no escape is torn."""
    endless = of(Quote(replace(SOLD, text="tea*leaves @everyone " * 400, strong=None)))

    for shown in (components(endless), page(endless, "tea")):
        assert problems(shown) == ()
        assert written(shown)[-1].endswith("…")
        assert 3_900 < len(written(shown)[-1]) <= 4_000
        assert not read(written(shown)[-1]).marks


@settings(max_examples=150, deadline=None)
@given(cards, texts, st.sampled_from(["", "1f2e"]))
def test_no_card_whatever_breaks_a_message_or_pings(card: Card, typed: str, question: str) -> None:
    """Within every limit of Discord's, and what is pressed comes back as it was."""
    extras = Extras(question, question, share=typed, asked=typed, shared_by=typed, topic=question)
    for shown in (components(card, extras), page(card, typed), page(card, typed, 1)):
        assert problems(shown) == ()
        assert json.loads(json.dumps(shown)) == shown
        for button in all_of(shown, BUTTON):
            code = codes.read(button["custom_id"])
            assert code
            assert codes.said(code, shown)
    if codes.can_be_said(typed):
        assert pressed(components(card, extras), "Share") == (Verb.SHARE, harmless(typed).strip())


@settings(deadline=None)
@given(texts)
def test_words_are_shown_as_they_were_written(text: str) -> None:
    """Markup, mentions and pictures in words stay what was typed, on one line and without what cannot be seen."""
    fact = replace(SOLD, text=text, strong=(2, 5))

    shown = components(Card("Tea", (Text(text), Facts("", (fact, fact)), Note(text)), (TEA,)))

    said = harmless(text).strip()
    lines = [read(line).text.strip() for each in all_of(shown, TEXT) for line in each["content"].split("\n")]
    assert lines[1] == (said or "–")
    assert [line.partition(f"{NBSP}[1]")[0].strip() for line in lines[3:5]] == [said or "–"] * 2
    assert lines[5] == (said or "–")
