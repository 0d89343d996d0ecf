"""A card drawn: as PNG, and in words."""

import asyncio
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bot.errors import PictureError
from bot.picture.alt import alt
from bot.picture.draw import draw, sketch
from bot.picture.fonts import Fonts
from bot.picture.sfnt import read
from bot.picture.shown import shown
from handlers.card import Card, Note
from tests.bot.picture.cards import CARDS, HOSTILE, card
from tests.bot.picture.conftest import make_font
from tests.bot.picture.pixels import size

DAY = date(2026, 11, 22)
ALLOWED = {"svg", "rect", "text"}


def test_a_card_becomes_a_picture_with_words(bundled: Fonts) -> None:
    """PNG, 1200 x 675; the words carry the hedge, the date with its basis, who says so, and the source."""
    picture = draw(CARDS["share"], "cainiao", bundled, DAY)

    assert size(picture.png) == (1200, 675)
    assert picture.alt == (
        "Cainiao: more than 70 percent. Cainiao now handles more than 70 percent of the express packages in China. "
        "Squares: more than 70 percent of the express packages in China. As of Nov 2016 (inferred) · Leo Wang. "
        "Source: 8 Lessons Amazon Could Learn From Alibaba. Leo Wang, Medium, Nov 2016"
    )


def test_the_words_carry_the_numbers_of_the_bars() -> None:
    """Each with its hedge."""
    words = alt(shown(CARDS["two-numbers"], ""))

    assert "Bars: 40% share of the cloud market; only 9% of the global market. " in words


def test_the_words_are_no_longer_than_chats_take() -> None:
    """The sentence gives way, not the source."""
    words = alt(shown(card("x", "word " * 600), ""))

    assert len(words) == 1000
    assert re.search("word w?o?r?d?… As of Nov 2016", words)
    assert words.endswith("Leo Wang, Medium, Nov 2016")


def test_words_and_sentence_stay_verbatim_in_the_svg(bundled: Fonts) -> None:
    """As of and its basis, who says so and the title too."""
    made = sketch(CARDS["money"], "singles-day", bundled, DAY)
    read = " ".join(text for text in ET.fromstring(made.svg).itertext() if text.strip())  # noqa: S314 -- our own

    read = read.replace("\u00a0", " ")
    assert "over $17.8 billion Alibaba sold goods worth over $17.8 billion in 24 hours on Singles Day" in read
    assert "As of Nov 2016 (inferred) · Leo Wang" in read
    assert "8 Lessons Amazon Could Learn From Alibaba" in read
    assert "Daily fact · 22 Nov 2026" in read


@pytest.mark.parametrize("text", HOSTILE[:-1])
def test_whatever_a_text_holds_is_text(text: str, bundled: Fonts) -> None:
    """No element, attribute or entity comes of it."""
    made = sketch(card(text, text, "5%", by=text, title=text), "x", bundled, DAY)

    root = ET.fromstring(made.svg)  # noqa: S314 -- our own

    assert {each.tag.rpartition("}")[2] for each in root.iter()} <= ALLOWED
    assert {name for each in root.iter("{http://www.w3.org/2000/svg}text") for name in each.attrib} == {
        "x",
        "y",
        "font-family",
        "font-size",
        "font-weight",
        "fill",
        "{http://www.w3.org/XML/1998/namespace}space",
    }


def test_what_can_be_hostile_is_drawn(bundled: Fonts) -> None:
    """The library takes it."""
    assert size(draw(card(HOSTILE[0], HOSTILE[0], by=HOSTILE[1]), "x", bundled, DAY).png) == (1200, 675)


def test_a_card_without_a_fact_is_not_drawn(bundled: Fonts) -> None:
    """Its text is posted."""
    with pytest.raises(PictureError, match="the card shows no fact"):
        draw(Card("x", (Note("nothing"),)), "x", bundled)


def test_a_card_with_letters_that_no_font_has_is_not_drawn(bundled: Fonts) -> None:
    """A name with a hole in it is none; the message says which letters, and what to do."""
    with pytest.raises(PictureError, match=r"no font has 双十一.*'font_files'"):
        draw(CARDS["chinese"], "x", bundled)


def test_letters_from_right_to_left_are_not_drawn(tmp_path: Path, bundled: Fonts) -> None:
    """A line of them would be read in the wrong order, whatever font there is."""
    fonts = Fonts(bundled.bundled, (read(make_font(tmp_path / "hebrew.ttf", "שלום")),))

    for known in (fonts, bundled):
        with pytest.raises(PictureError, match="written from right to left, such as שלום"):
            draw(card("x", "שלום means peace."), "x", known)


async def test_drawing_in_a_thread_lets_the_others_run(bundled: Fonts) -> None:
    """The event loop is never held for as long as a picture takes."""
    task = asyncio.create_task(asyncio.to_thread(draw, CARDS["share"], "cainiao", bundled, DAY))
    rounds = 0
    while not task.done():
        await asyncio.sleep(0)
        rounds += 1

    assert rounds > 100
    assert size((await task).png) == (1200, 675)
