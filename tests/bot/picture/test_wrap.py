"""Line breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.picture.wrap import balanced, cut, fitted, wrap


def measure(text: str, size: float = 1) -> float:
    """Every character is one pixel wide."""
    return len(text) * size


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, []),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 6, ["one", "two", "three"]),
        ("over\u00a0$17.8\u00a0billion sold", 18, ["over\u00a0$17.8\u00a0billion", "sold"]),
        ("a double-barrelled name", 10, ["a double-", "barrelled", "name"]),
        ("双十一，购物节。好", 4, ["双十一，", "购物节。", "好"]),
        ("在（中国）内", 2, ["在", "（中", "国）", "内"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("超过178亿美元", 5, ["超过", "178亿美", "元"]),
        ("约3,000万人", 6, ["约", "3,000万", "人"]),
        ("abcde\u0301fgh", 5, ["abcd", "e\u0301fgh"]),
        ("か\u3099き\u3099", 3, ["か\u3099", "き\u3099"]),
    ],
)
def test_lines_break_where_people_would_break_them(text: str, width: float, lines: list[str]) -> None:
    """Behind spaces, hyphens and wide characters; never before punctuation; anywhere only in a word too wide."""
    assert list(wrap(text, width, measure)) == lines


@given(
    st.text(st.characters(codec="utf-8", categories=("L", "P", "S", "N"), include_characters=" ")), st.integers(1, 40)
)
def test_no_character_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    """But for spaces at the breaks."""
    lines = wrap(text, width, measure)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(len(line) <= width for line in lines)


def test_balanced_lines_are_as_many_and_more_alike() -> None:
    """No word is left alone on the last."""
    assert balanced("one two three four five six", 22, measure) == ("one two three", "four five six")


def test_what_is_cut_says_so() -> None:
    """Behind a word where that can be, within the width; what fits is not cut."""
    assert cut("one two three", 8, 1, measure) == ("one two…",)
    assert cut("one, two three", 6, 1, measure) == ("one…",)
    assert cut("abcdefghij", 4, 1, measure) == ("abc…",)
    assert cut("abce\u0301fghij", 5, 1, measure) == ("abc…",)
    assert cut("tea\u00a0· two three", 7, 1, measure) == ("tea…",)
    assert cut("one two three", 8, 2, measure) == ("one two", "three")


def test_text_is_set_in_the_largest_size_that_fits() -> None:
    """None where none does."""
    found = fitted("one two three", 30, 12, (10, 4, 2), measure)

    assert found is not None
    assert (found.lines, found.size) == (("one two", "three"), 4)
    assert fitted("one two three", 30, 2, (10, 4, 2), measure) is None
