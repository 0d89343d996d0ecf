"""Misspelt words, put right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.spelling import Speller

_SPELLER = Speller(["country", "counter", "launch", "app", "zeal", "zebra"])

_SMALL = frozenset("what when how have does where many much the that".split())


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
    assert _SPELLER.corrected(word) in {word, *_SMALL} or _SPELLER.knows(_SPELLER.corrected(word))


@pytest.mark.parametrize(
    ("expected", "word"),
    [("the", "teh"), ("what", "wat"), ("many", "mny"), ("hat", "hat"), ("wh", "wh")],
)
def test_a_misspelt_small_word_of_a_question_is_put_right(expected: str, word: str) -> None:
    """Those often mistyped; a word that only looks like one is kept."""
    assert expected == _SPELLER.corrected(word)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("how many countries", "howmany countries"),
        ("what is the app", "whatis the app"),
        ("is launch", "islaunch"),
        ("launch", "launch"),
        ("countries", "countries"),
        ("appzebra", "appzebra"),
        ("Howmany", "Howmany"),
        ("howx", "howx"),
        ("howmany's", "howmany's"),
        ("", ""),
    ],
)
def test_a_space_left_out_beside_a_small_word_is_put_back(expected: str, text: str) -> None:
    """Both halves are known words, and one of them small; names are left alone."""
    assert expected == Speller("how many what is country launch app zebra".split()).parted(text)


@given(st.text())
def test_parting_changes_nothing_but_spaces(text: str) -> None:
    """Whatever is typed."""
    assert _SPELLER.parted(text).replace(" ", "") == text.replace(" ", "")
