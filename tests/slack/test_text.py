"""Words on their way to Slack: escaped, cut and linked."""

import html

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.adapters.slack.blocks.text import cut, escape, link, pieces, shortened
from tests.slack.published_text import problems_of_mrkdwn

LINES = st.text("ab &<>\n", max_size=200)


@given(st.text() | st.lists(st.sampled_from(["<!channel>", "<@U1>", "&lt;", "&", "<http://x|y>", " "])).map("".join))
@example("&lt;!here&gt;")
def test_no_text_is_a_mention_or_a_link_once_escaped(text: str) -> None:
    """What Slack makes of it is what was written."""
    escaped = escape(text)

    assert list(problems_of_mrkdwn(escaped)) == []
    assert html.unescape(escape("&lt;")) == "&lt;"
    assert escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text


@given(st.text("abc d", min_size=1), st.integers(2, 40))
def test_a_short_text_is_whole_and_a_long_one_ends_with_an_ellipsis_after_a_word(text: str, most: int) -> None:
    """No word is cut where there is a place between words."""
    short = shortened(text, most)

    whole = text.strip() or "–"
    assert len(short) <= most
    assert short == whole or (short.endswith("…") and whole.startswith(short[:-1]))
    if short != whole and " " in whole[: most - 1]:
        assert whole[len(short) - 1] == " "


def test_a_text_is_cut_between_words() -> None:
    """The last word goes as a whole; a single long one has to be cut."""
    assert cut("green tea leaves", 11) == "green tea…"
    assert cut("greentealeaves", 6) == "green…"


@given(LINES, st.integers(5, 60))
def test_pieces_hold_every_word_in_order(text: str, most: int) -> None:
    """Nothing is lost but the space between pieces."""
    found = pieces(text, most)

    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(0 < len(piece) <= most for piece in found)


def test_pieces_part_between_lines_before_they_part_between_words() -> None:
    """A line stays together where it can."""
    assert pieces("one two\nthree four\nfive", 20) == ["one two\nthree four", "five"]
    assert pieces("one two three", 8) == ["one two", "three"]


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://example.org/tea?a=1&b=2", "<https://example.org/tea?a=1&amp;b=2|example.org>"),
        ("http://Example.ORG", "<http://Example.ORG|example.org>"),
        ("https://example.org/a|b c>d<e", "<https://example.org/a%7Cb%20c%3Ed%3Ce|example.org>"),
        ("https://tea.example@evil.example/", "<https://tea.example@evil.example/|evil.example>"),
        ("javascript:alert(1)", ""),
        ("ftp://example.org", ""),
        ("https://", ""),
        ("https://[::1", ""),
        ("https://*bold*.example", ""),
        ("example.org", ""),
        ("", ""),
        (f"https://example.org/{'x' * 3000}", ""),
    ],
)
def test_a_web_address_is_a_link_named_after_its_host(address: str, linked: str) -> None:
    """Only http and https are linked, and nothing in an address ends the link."""
    assert link(address) == linked


@given(st.text("htps:/.a|<>&* \n@!", max_size=60) | st.text().map("https://example.org/{}".format))
def test_no_address_breaks_out_of_its_link(address: str) -> None:
    """A link is one link, or nothing."""
    linked = link(address)

    assert list(problems_of_mrkdwn(linked)) == []
    assert linked.count("<") == linked.count(">") == linked.count("|") == bool(linked)
