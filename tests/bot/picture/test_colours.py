"""Contrast, as WCAG 2.2 asks for it: 4.5 : 1 of every text with its ground."""

import pytest

from bot.colour import PALETTE
from bot.picture import palette
from tests.discord.test_colour import contrast

TOPICS = ("", *(f"topic-{number}" for number in range(60)))


@pytest.mark.parametrize("topic", TOPICS)
def test_every_text_is_seen_on_its_ground(topic: str) -> None:
    """On white, and on the topic's colour."""
    for colours in (palette.light(topic), palette.deep(topic)):
        for text in (colours.ink, colours.quiet, colours.accent):
            assert contrast(rgb(text), rgb(colours.ground)) >= 4.5


@pytest.mark.parametrize("topic", TOPICS)
def test_what_is_filled_is_told_from_what_is_not(topic: str) -> None:
    """3 : 1, as for graphics."""
    colours = palette.deep(topic)

    assert contrast(rgb(colours.ink), rgb(colours.faint)) >= 3


def test_the_topics_tried_have_all_colours() -> None:
    """None is left out of the tests above."""
    assert {palette.deep(topic).ground for topic in TOPICS[1:]} == {f"#{accent.deep:06x}" for accent in PALETTE}


def test_deep_colours_are_the_picture_s_own_ground() -> None:
    """5.5 : 1 with white, as they promise."""
    assert all(contrast(accent.deep, 0xFFFFFF) >= 5.5 for accent in PALETTE)


def rgb(code: str) -> int:
    """``#0f172a`` as a number."""
    return int(code.removeprefix("#"), 16)
