"""Where things stand: within the canvas, apart from each other, large enough to read."""

import os
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from resvg_py import svg_to_bytes

from bot.app import build
from bot.picture.elements import HEIGHT, WIDTH, Box, Element, Line, Type
from bot.picture.fonts import Fonts, Weight
from bot.picture.layout import layout
from bot.picture.panel import LEFT
from bot.picture.shown import shown
from bot.picture.svg import svg
from corpus.collection import Corpus
from handlers.card import Card
from handlers.fact import fact_of, quotable
from tests.bot.picture.cards import CARDS, HOSTILE, card
from tests.bot.picture.pixels import decoded

DAY = date(2026, 11, 22)
MARGIN = 40


def laid_out(made: Card, fonts: Fonts, topic: str = "cainiao") -> tuple[Element, ...]:
    """The elements of a card."""
    return layout(shown(made, topic, DAY), fonts)


def lines(elements: tuple[Element, ...]) -> list[Line]:
    """The texts."""
    return [each for each in elements if isinstance(each, Line)]


def texts(elements: tuple[Element, ...]) -> str:
    """What is said."""
    return " ".join(line.text for line in lines(elements)).replace("\u00a0", " ")


def check(elements: tuple[Element, ...], fonts: Fonts) -> None:
    """Whether all is within the canvas, and no line of text over another."""
    for box in (each for each in elements if isinstance(each, Box)):
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= WIDTH
        assert box.y + box.height <= HEIGHT
    has_panel = any(box.x == LEFT for box in elements if isinstance(box, Box))
    for line in lines(elements):
        width = fonts.width(line.text, line.type.size, line.type.weight)
        right = WIDTH if line.x > LEFT or not has_panel else LEFT
        assert line.x >= MARGIN
        assert line.x + width <= right - MARGIN
        assert line.y - 0.75 * line.type.size >= MARGIN - 10
        assert line.y + 0.3 * line.type.size <= HEIGHT
        assert line.type.size >= 26
    for column in ([a for a in lines(elements) if a.x < LEFT], [a for a in lines(elements) if a.x > LEFT]):
        by_height = sorted(column, key=lambda line: line.y)
        for upper, lower in pairwise(by_height):
            assert lower.y == upper.y or lower.y - 0.75 * lower.type.size >= upper.y


@pytest.mark.parametrize("name", CARDS)
def test_nothing_overflows(name: str, both: Fonts) -> None:
    """Neither the canvas nor a column, and no line covers another."""
    check(laid_out(CARDS[name], both), both)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("figure", ["", "5%", "more than 12,345,678,901,234 of the things that are counted here"])
def test_nothing_overflows_whatever_is_said(text: str, figure: str, bundled: Fonts) -> None:
    """Also in the topic, the title and the name."""
    check(laid_out(card(text, text, figure, by=text, title=text), bundled), bundled)


def test_every_fact_of_the_articles_that_ship_fits_whole(bundled: Fonts) -> None:
    """Sentence, hedge, date and title: nothing is left out."""
    corpus = build(os.environ, Path.cwd()).corpus
    for made in all_facts(corpus):
        elements = laid_out(made, bundled)
        fact = next(made.facts())

        check(elements, bundled)
        assert fact.text in texts(elements)
        assert made.sources[0].title in texts(elements)
        assert "…" not in texts(elements)


def all_facts(corpus: Corpus) -> list[Card]:
    """The cards of as many days as there are facts."""
    first = date(2026, 1, 1).toordinal()
    return [fact_of(date.fromordinal(first + day), None, corpus).card for day in range(len(quotable(corpus.passages)))]


def test_a_long_sentence_is_cut_only_where_no_size_holds_it_and_says_so(bundled: Fonts) -> None:
    """By words, at the smallest size."""
    whole, too_long = laid_out(CARDS["long"], bundled), laid_out(card("x", "word " * 600), bundled)

    assert next(CARDS["long"].facts()).text in texts(whole)
    cut_off = [line for line in lines(too_long) if line.text.endswith("…")]
    assert [line.type.size for line in cut_off] == [26]
    assert cut_off[0].text.removesuffix("…").split(" ") == ["word"] * cut_off[0].text.count("word")


def test_the_figure_keeps_its_hedge_and_outgrows_all_else(bundled: Fonts) -> None:
    """The hedge is beside the number, at least 40 px."""
    found = {line.text: line.type.size for line in lines(laid_out(CARDS["money"], bundled))}

    assert found["over"] >= 40
    assert found["$17.8 billion"] == max(found.values())


def test_a_chart_has_its_panel_and_no_chart_has_none(bundled: Fonts) -> None:
    """A hundred squares of which seventy are white; bars as long as the numbers say, of a whole where it is one."""
    share, bars = laid_out(CARDS["share"], bundled), laid_out(CARDS["two-numbers"], bundled)

    squares = [b for b in share if isinstance(b, Box) and b.x > LEFT]
    assert [len(squares), sum(b.colour == "#ffffff" for b in squares)] == [100, 70]
    drawn = [b for b in bars if isinstance(b, Box) and b.x > LEFT]
    longer, shorter = [b.width for b in drawn if b.colour == "#ffffff"]
    whole = {b.width for b in drawn if b.colour != "#ffffff"}
    assert [longer, shorter] == pytest.approx([0.4 * max(whole), 0.09 * max(whole)], rel=1e-3)
    assert len(whole) == 1
    assert not any(isinstance(b, Box) and b.x >= LEFT for b in laid_out(CARDS["money"], bundled))


def test_the_longest_of_numbers_without_a_whole_fills_its_bar(bundled: Fonts) -> None:
    """There is nothing that it would be a part of."""
    made = laid_out(CARDS["four-numbers"], bundled)
    drawn = [b for b in made if isinstance(b, Box) and b.x > LEFT]

    assert max(b.width for b in drawn if b.colour == "#ffffff") == max(b.width for b in drawn)


@pytest.mark.parametrize("room", range(20))
def test_no_line_begins_with_a_dot(room: int, bundled: Fonts) -> None:
    """What it parts is parted at the end of a line, too."""
    made = card("x", "Tea sells.", by="A " + "x" * (20 + room), title="On tea " * 8 + "x" * room + " · more · and more")

    begun = [line.text for line in lines(laid_out(made, bundled)) if line.text.startswith("·")]

    assert begun == []


def test_another_font_takes_no_bold_digits_beside_it(both: Fonts) -> None:
    """It has one weight; text of the bundled font alone keeps its own."""
    chinese = lines(laid_out(CARDS["chinese"], both))
    english = lines(laid_out(CARDS["no-figure"], both))

    assert {line.type.weight for line in chinese} == {Weight.REGULAR}
    assert Weight.SEMI_BOLD in {line.type.weight for line in english}


def test_the_hedge_keeps_away_from_the_topic(bundled: Fonts) -> None:
    """However large the number: the two do not read as one line after the other."""
    for name in ("share", "money", "counted", "long-title"):
        topic, *others = [line for line in lines(laid_out(CARDS[name], bundled)) if line.x < LEFT]
        below = min((line for line in others if line.y > topic.y), key=lambda line: line.y)

        assert topic.text == CARDS[name].title
        assert below.y - 0.73 * below.type.size - topic.y >= 60


def test_squares_add_up_to_a_share_that_is_no_whole_number(bundled: Fonts) -> None:
    """Two thirds: the last square is filled in part."""
    made = laid_out(card("x", "Amazon controls two-thirds of the market."), bundled)
    filled = [b for b in made if isinstance(b, Box) and b.x > LEFT and b.colour == "#ffffff"]

    assert sum(b.width * b.height for b in filled) / (filled[0].width * filled[0].height) == pytest.approx(
        66.67, abs=0.01
    )


@pytest.mark.parametrize("weight", Weight)
def test_text_is_drawn_no_wider_than_it_is_measured(weight: Weight, bundled: Fonts) -> None:
    """Kerning is not measured: it hardly ever widens."""
    for text in ("AVATAR To Type 1,111", "over $17.8 billion", "Yu'E Bao WAVE fjord", "0123456789", "rv. ky, (11.11)"):
        measured = bundled.width(text, 40, weight)
        drawn = svg((Line(10, 50, text, Type(40, weight, "#000000")),), bundled, "x")
        drawn = drawn.replace("1200", "600").replace("675", "70")
        files = [str(path) for path in bundled.files(text)]
        image = decoded(svg_to_bytes(svg_string=drawn, skip_system_fonts=True, font_files=files))
        right = max(at for row in image.rows for at in range(image.width) if row[4 * at + 3])

        assert measured * 0.9 <= right - 10 <= measured + 1
