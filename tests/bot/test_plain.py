"""A card as plain text."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.plain import answer_first, plain
from bot.wording import NBSP, harmless, provenance
from handlers.card import Action, Actions, Card, Fact, Facts, Figure, Item, Items, Note, Quote, Text

EXPECTED = """\
Tea

Tea is a drink.

Tea sold about 300 tonnes. [1] – as of May 2020 (inferred), Ada Leaf

about 300 tonnes
Tea sold about 300 tonnes. [1] – as of May 2020 (inferred), Ada Leaf

Facts
• Tea sold about 300 tonnes. [1] – as of May 2020 (inferred), Ada Leaf
• Tea is loved, Bo Lin says. [2] – date unknown, Bo Lin
… and 12 more

Figures – as of May 2020 (inferred), Ada Leaf
• Tea sold about 300 tonnes. [1]
• Tea sold about 300 tonnes. [1]

sales
• Tea: Tea sold about 300 tonnes. [1] – as of May 2020 (inferred), Ada Leaf
• Coffee: the corpus does not say
love
• Tea: the corpus does not say
• Coffee: Tea is loved, Bo Lin says. [2] – date unknown, Bo Lin
• Coffee: Tea is loved, Bo Lin says. [2] – date unknown, Bo Lin

List
• oolong: half black
• oolong: half green
• mint

Rests on two articles.

One gap.

Related: Oolong · topics (All topics)

Sources
[1] Tea. Ada Leaf, Leaf Press, May 2020, https://example.org/tea
[2] What is a leaf? author unknown, publisher unknown, date unknown"""


def test_shows_every_block_with_its_citations(every_block: Card) -> None:
    """Each fact stands with its number, its date with basis, and who says so; sources close the text."""
    assert plain(every_block) == EXPECTED


def test_two_facts_name_date_and_speaker_once_only_when_they_agree(every_block: Card, sold: Fact) -> None:
    """Another date, basis or speaker brings them back to every line; another source has its number there anyway."""
    others = (replace(sold, as_of="2019"), replace(sold, attribution="Bo Lin"), replace(sold, as_of_basis="stated"))

    for other in others:
        shown = plain(replace(every_block, blocks=(Facts("Figures", (sold, other)),)))
        assert "Figures\n" in shown
        assert "tonnes. [1] – as of May 2020 (inferred), Ada Leaf" in shown
    assert "Leaf\n• Tea sold about 300 tonnes. [1]\n• Tea sold about 300 tonnes. [2]" in plain(
        replace(every_block, blocks=(Facts("Figures", (sold, replace(sold, source="leaf"))),))
    )


@pytest.mark.parametrize(("counts", "is_once"), [((3, 1), True), ((3, 2), True), ((3, 3), False), ((2, 1), False)])
def test_what_three_facts_and_most_agree_in_is_said_once_and_the_rest_beside_the_others(
    every_block: Card, sold: Fact, loved: Fact, counts: tuple[int, int], *, is_once: bool
) -> None:
    """No fact loses its date, basis or speaker: it stands beside the sentence, or above it where nothing does."""
    same, different = counts
    facts = (*(loved,) * different, *(sold,) * same)

    shown = plain(replace(every_block, blocks=(Facts("Facts", facts),)))

    heading, *said = shown.split("\n\n")[1].splitlines()
    assert heading == ("Facts – as of May 2020 (inferred), Ada Leaf unless said" if is_once else "Facts")
    assert said[:different] == ["• Tea is loved, Bo Lin says. [2] – date unknown, Bo Lin"] * different
    own = "" if is_once else " – as of May 2020 (inferred), Ada Leaf"
    assert said[different:] == [f"• Tea sold about 300 tonnes. [1]{own}"] * same


def test_the_answer_can_come_before_what_it_is_about(every_block: Card, sold: Fact) -> None:
    """All is said that is said otherwise; a card that answers nothing keeps its title in front."""
    rest = "\n\nOne gap.\n\nSources"
    beneath = "Tea sold about 300 tonnes. [1]\nTea · as of May 2020 (inferred), Ada Leaf"

    quoted = answer_first(replace(every_block, blocks=(Quote(sold), Note("One gap."))))
    figure = answer_first(replace(every_block, blocks=(Figure("about 300 tonnes", sold), Note("One gap."))))

    assert quoted.startswith(beneath + rest)
    assert figure.startswith(f"about 300 tonnes\n{beneath}{rest}")
    assert answer_first(every_block) == plain(every_block)


def test_a_date_before_something_reads_as_english(sold: Fact) -> None:
    """A date known only as an upper bound is not called "as of before"."""
    assert provenance(replace(sold, as_of="before 2019")).replace(NBSP, " ") == "before 2019 (inferred), Ada Leaf"


def test_without_facts_there_is_no_list_of_sources() -> None:
    """A card of our own words cites nothing."""
    assert plain(Card("Tea", (Text("Hello."),))) == "Tea\n\nHello."


def test_buttons_without_a_title_are_what_comes_next() -> None:
    """A button that says what it shows is named once."""
    card = Card("Tea", (Actions("", (Action("Help", "help"), Action("Brief me on Oolong", "Oolong"))),))

    assert plain(card) == "Tea\n\nNext: help · Oolong (Brief me on Oolong)"


def test_what_is_typed_for_an_entry_stands_before_it() -> None:
    """A number of an open gap, for one."""
    card = Card("Tea", (Items("", (Item("How much?", "asked once", "b2c4"),)),))

    assert plain(card) == "Tea\n\n• b2c4 – How much?: asked once"


@given(st.text())
def test_nothing_invisible_is_shown(text: str) -> None:
    """No control, direction-changing or private character reaches a screen, whatever an article or a person wrote."""
    shown = plain(Card("Tea", (Text(text),)))

    assert all(c.isprintable() or c == "\n" for c in shown)
    assert shown.count("\n") == 2
    assert harmless(harmless(text)) == harmless(text)
