"""A card as plain text."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.plain import plain
from bot.wording import NBSP, harmless, provenance
from handlers.card import Action, Actions, Card, Fact, Facts, Text

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


def test_a_group_names_date_and_speaker_once_only_when_no_fact_differs(every_block: Card, sold: Fact) -> None:
    """A fact of another date, speaker or source brings them back to every line."""
    others = (replace(sold, as_of="2019"), replace(sold, attribution="Bo Lin"), replace(sold, source="leaf"))

    for other in others:
        shown = plain(replace(every_block, blocks=(Facts("Figures", (sold, other)),)))
        assert "Figures\n" in shown
        assert "tonnes. [1] – as of May 2020 (inferred), Ada Leaf" in shown


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


@given(st.text())
def test_nothing_invisible_is_shown(text: str) -> None:
    """No control, direction-changing or private character reaches a screen, whatever an article or a person wrote."""
    shown = plain(Card("Tea", (Text(text),)))

    assert all(c.isprintable() or c == "\n" for c in shown)
    assert shown.count("\n") == 2
    assert harmless(harmless(text)) == harmless(text)
