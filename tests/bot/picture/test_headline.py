"""The headline figure."""

import pytest

from bot.picture.fonts import Fonts
from bot.picture.headline import headline, parts


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("over $17.8 billion", ["over", "*$17.8 billion"]),
        ("more than 70 percent", ["more than", "*70 percent"]),
        ("about 427 million monthly active users", ["about", "*427 million", "monthly active users"]),
        ("some 300 million people or more", ["some", "*300 million", "people or more"]),
        ("3 times more often", ["*3 times", "more often"]),
        ("a trillion dollars a year", ["*a trillion dollars", "a year"]),
        ("say 700 million people", ["say", "*700 million", "people"]),
        ("No. 1", ["*No. 1"]),
    ],
)
def test_a_figure_keeps_every_word(value: str, words: list[str]) -> None:
    """The hedge before the number, the number with its scale, what is counted."""
    assert [f"*{part.text}" if part.is_number else part.text for part in parts(value)] == words


@pytest.mark.parametrize("width", [640, 1088])
@pytest.mark.parametrize("value", ["over $17.8 billion", "about 427 million monthly active users", "9%"])
def test_it_takes_at_most_two_rows_as_wide_as_there_is_room(value: str, width: float, bundled: Fonts) -> None:
    """In the order in which they are read."""
    made = headline(value, width, 200, bundled)

    assert made is not None
    assert len(made.rows) <= 2
    lines = list(made.lines(0, 0, bundled, "#000000"))
    assert " ".join(line.text for line in lines) == value
    ends = [line.x + bundled.width(line.text, line.type.size, line.type.weight) for line in lines]
    assert max(ends) <= width + 1
    assert made.size == 200 or max(ends) == pytest.approx(width, abs=1)
    assert lines[-1].y == pytest.approx(made.height)


def test_words_that_would_be_too_small_are_no_headline(bundled: Fonts) -> None:
    """The sentence says them."""
    assert headline("5 " + "very " * 30 + "small things", 640, 200, bundled) is None
