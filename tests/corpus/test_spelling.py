"""Misspelt words, put right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.spelling import Speller

_SPELLER = Speller(["country", "counter", "launch", "app", "zeal", "zebra"])


@pytest.mark.parametrize(
    ("expected", "word"),
    [
        ("country", "conutry"),
        ("countries", "countries"),
        ("country", "couxtry"),
        ("country", "countryx"),
        ("zebra", "zerba"),
        ("launch", "launhc"),
        ("launch", "launch"),
        ("appl", "appl"),
        ("zeall", "zeall"),
        ("aunch", "aunch"),
        ("xyzzy", "xyzzy"),
        ("count1y", "count1y"),
        ("", ""),
    ],
)
def test_a_misspelt_word_becomes_the_nearest_known_one(expected: str, word: str) -> None:
    """Short words, words with digits and words near to none stay, as do forms of known ones."""
    assert expected == _SPELLER.corrected(word)


def test_known_words_and_numbers_need_no_correction() -> None:
    """All else might."""
    assert _SPELLER.knows("app")
    assert _SPELLER.knows("b2b")
    assert not _SPELLER.knows("appl")


@given(st.text())
def test_a_word_is_corrected_to_a_known_one_or_kept(word: str) -> None:
    """Nothing is made up."""
    assert _SPELLER.corrected(word) == word or _SPELLER.knows(_SPELLER.corrected(word))
