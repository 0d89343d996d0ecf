"""Accent colours."""

import pytest

from bot.adapters.discord.blocks.colour import colour
from bot.colour import PALETTE, Accent
from corpus.collection import Corpus

LIGHT, DARK = 0xFFFFFF, 0x2B2D31


def luminance(rgb: int) -> float:
    """How bright a colour is, from 0 to 1: "relative luminance" of WCAG 2.2."""
    parts = [(rgb >> shift & 0xFF) / 255 for shift in (16, 8, 0)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: int, other: int) -> float:
    """From 1 to 21."""
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("accent", PALETTE)
def test_every_colour_is_seen_on_a_light_and_on_a_dark_ground(accent: Accent) -> None:
    """As WCAG 2.2 asks of what is no text."""
    assert contrast(accent.bright, LIGHT) >= 3
    assert contrast(accent.bright, DARK) >= 3


def test_a_topic_keeps_its_colour() -> None:
    """From process to process, for it is made of the topic's id alone."""
    assert [colour(topic) for topic in ("alibaba", "alipay", "cainiao")] == [0xA9762B, 0x6B8299, 0x3F9142]
    assert colour("") is None


def test_the_topics_share_all_colours(shipped: Corpus) -> None:
    """None is left unused."""
    assert {colour(topic) for topic in shipped.topics} == {accent.bright for accent in PALETTE}
