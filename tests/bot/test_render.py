"""Cards on a terminal."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from rich.console import Console

from bot.adapters.terminal.render import PALETTE, accent_of, render
from bot.wording import NBSP
from handlers.card import Card, Fact, Facts, Item, Items, Note, Quote, Source, Text

STYLE = re.compile(r"\x1b\[[0-9;]*m")


def styled(card: Card, width: int = 100) -> str:
    """A card as a terminal with colours gets it."""
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=True, color_system="truecolor", highlight=False)
    console.print(render(card, "tea", width))
    return out.getvalue()


def shown(card: Card, width: int = 100) -> str:
    """A card as a reader sees it, without colours and frame, on one line."""
    inside = (line.strip("│ \n") for line in STYLE.sub("", styled(card, width)).splitlines()[1:-1])
    return " ".join(" ".join(inside).replace(NBSP, " ").split())


def test_shows_every_block(every_block: Card) -> None:
    """Everything that plain text says stands on the panel, only laid out."""
    seen = shown(every_block)

    for words in (
        "Tea is a drink.",
        "Tea sold about 300 tonnes. [1] as of May 2020 (inferred), Ada Leaf",
        "about 300 tonnes Tea sold",
        "• Tea is loved, Bo Lin says. [2] date unknown, Bo Lin",
        "… and 12 more",
        "Figures as of May 2020 (inferred), Ada Leaf • Tea sold about 300 tonnes. [1] • Tea sold",
        "the corpus does not say",
        "oolong half black half green mint",
        "Rests on two articles. One gap.",
        "Related: Oolong · topics (All topics)",
        "[1] Tea. Ada Leaf, Leaf Press, May 2020, https://example.org/tea",
        "[2] What is a leaf? author unknown, publisher unknown, date unknown",
    ):
        assert words in seen


def test_only_the_figure_of_a_sentence_is_bold(sold: Fact) -> None:
    """The eye finds the number, hedge included."""
    card = Card("Tea", (Quote(sold),), (Source("tea", "Tea", "Ada Leaf", "", "", ""),))

    assert re.findall(r"\x1b\[1m(.*?)\x1b\[0m", styled(card)) == ["about 300 tonnes"]


@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_is_wider_than_the_terminal(every_block: Card, width: int) -> None:
    """Narrow terminals get narrow panels, and a table is stacked there."""
    lines = STYLE.sub("", styled(every_block, width)).splitlines()

    assert {width} == {len(line) for line in lines}
    assert "oolong" in shown(every_block, width)


def test_a_mark_never_begins_a_line(sold: Fact) -> None:
    """The number of a source stays with the last word before it, at any width."""
    source = Source("tea", "Tea", "Ada Leaf", "", "", "")
    for width in range(30, 100):
        lines = STYLE.sub("", styled(Card("Tea", (Quote(sold), Note("x")), (source,)), width)).splitlines()
        starts = [line.strip("│ ") for line in lines if line.strip("│ ").startswith("[1]")]
        assert starts == [f"[1] {starts[0][4:]}"]
        assert starts[0].replace(NBSP, " ").startswith("[1] Tea.")


def test_long_names_of_a_list_stand_above_what_they_are() -> None:
    """A list with long names is not squeezed into a thin column."""
    card = Card("Tea", (Items("", (Item("A very long name of something " * 2, "what it is"), Item("b", ""))),))

    assert "something what it is b" in shown(card)


@pytest.mark.parametrize("text", ["[bold]not bold[/bold]", "[link=https://x]y[/link]", ":smile:", "\\[x]", "[/]"])
def test_markup_is_shown_as_it_was_written(text: str) -> None:
    """Neither an article nor a person can style or link what is shown."""
    card = Card(text, (Text(text), Items(text, (Item(text, text),)), Note(text)))

    seen = styled(card)

    assert shown(card).count(text) == 5
    assert "\x1b]8" not in seen


@given(st.text(st.one_of(st.characters(), st.sampled_from("\x1b\x07\x9b\u202e\u200b\r\n")), min_size=1))
def test_no_control_sequence_of_a_text_reaches_the_terminal(text: str) -> None:
    """All that is left of escape codes, bells and direction overrides is their harmless letters."""
    fact = Fact("x", text, text, text, text, "s", (0, 1))
    card = Card(text, (Text(text), Quote(fact), Facts(text, (fact,))), (Source("s", text, text, text, text, text),))

    seen = STYLE.sub("", styled(card))

    assert all(c.isprintable() or c in f"\n{NBSP}" for c in seen)


def test_a_subject_keeps_its_colour_and_every_colour_can_be_read() -> None:
    """The accent depends on the subject alone, with a contrast of 3 or more on black and on white."""
    assert accent_of("cainiao") == accent_of("cainiao")
    assert len({accent_of(str(n)) for n in range(100)}) == len(PALETTE)
    for colour in PALETTE:
        channels = [c / 255 for c in Color.parse(colour).get_truecolor()]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        assert min(1.05 / (light + 0.05), (light + 0.05) / 0.05) >= 3, colour


def test_what_most_facts_of_a_group_have_in_common_is_said_once(sold: Fact, loved: Fact) -> None:
    """The others say when and who beside their sentences."""
    sources = (Source("tea", "Tea", "Ada Leaf", "", "", ""), Source("leaf", "Leaf", "Bo Lin", "", "", ""))

    seen = shown(Card("Tea", (Facts("Facts", (sold, loved, sold, sold)),), sources))

    assert seen.startswith(
        "Facts as of May 2020 (inferred), Ada Leaf unless said • Tea sold about 300 tonnes. [1] "
        "• Tea is loved, Bo Lin says. [2] date unknown, Bo Lin • Tea sold about 300 tonnes. [1] • Tea"
    )


def test_a_group_without_a_title_has_no_empty_heading(sold: Fact, loved: Fact) -> None:
    """A timeline begins with its first sentence."""
    sources = (Source("tea", "Tea", "Ada Leaf", "", "", ""), Source("leaf", "Leaf", "Bo Lin", "", "", ""))

    assert shown(Card("Tea", (Facts("", (sold, loved)),), sources)).startswith("• Tea sold")
