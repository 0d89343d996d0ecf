"""Normal forms: what is compared when names and words are."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus.words
from corpus.words import has_han, is_foreign, name_words, normal, squeezed, stem, stems, visible


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("a b", "  a \t\r\n b "),
        ("ab", "a\x00\x07b"),
        ("xyz", "x\u200by\u202ez"),
        ("a b", "a\u00a0\u2028b"),
        ("café", "café\ue000"),
        ("é", "\ufeffé\ud800"),
        ("", "\u202e\u200f"),
        ("", ""),
    ],
)
def test_only_what_can_be_seen_is_visible(expected: str, text: str) -> None:
    """Control, invisible, direction-changing and unassigned characters go; white space folds."""
    assert expected == visible(text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("alibaba", "ＡＬＩＢＡＢＡ"),
        ("ali baba", "Ali-Baba!"),
        ("cafe", "Café"),
        ("strasse", "Straße"),
        ("fine", "ﬁne"),
        ("jack mas", "Jack Ma’s"),
        ("at and t", "AT&T"),
        ("菜鸟", "「菜鸟」"),
        ("a b", "a_b"),
        ("", "?!"),
    ],
)
def test_names_are_compared_without_case_accents_and_punctuation(expected: str, text: str) -> None:
    """The normal form holds nothing but letters, digits and single spaces."""
    assert expected == normal(text)


def test_letters_of_other_alphabets_that_look_latin_are_read_as_latin() -> None:
    """Cyrillic and Greek letters cannot hide a name."""
    assert normal("Аlіbаbа") == "alibaba"
    assert normal("Κουbei") == "koubei"


def test_a_word_that_is_truly_of_another_alphabet_stays() -> None:
    """A Russian word is no odd spelling of a Latin one."""
    assert normal("жизнь") == "жизнь"


def test_spaces_do_not_matter_to_a_squeezed_name() -> None:
    """``Ali Pay`` and ``alipay`` are one name."""
    assert squeezed("Ali Pay") == squeezed("alipay") == "alipay"


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_a_possessive_ending_is_no_part_of_a_name(apostrophe: str) -> None:
    """``Jack Ma's`` names Jack Ma."""
    assert name_words(f"Jack Ma{apostrophe}S mother{apostrophe}s") == ["jack", "ma", "mother"]


def test_an_apostrophe_within_a_name_joins() -> None:
    """Only the ending is dropped."""
    assert name_words("L'Opinion") == ["lopinion"]


def test_the_forms_of_a_word_share_a_stem() -> None:
    """Singular and plural, present and past meet."""
    assert stem("countries") == stem("country")
    assert stem("launched") == stem("launches")
    assert stem("users") != stem("uses")


@pytest.mark.parametrize(
    ("one", "other"),
    [("overtook", "overtakes"), ("sale", "selling"), ("growth", "grown"), ("women", "woman"), ("twenty", "20")],
)
def test_irregular_forms_and_number_words_share_the_stem_of_their_base(one: str, other: str) -> None:
    """As regular forms do."""
    assert stem(one) == stem(other)


_FILE = Path(corpus.words.__file__).with_name("irregular.txt")
_LINES = [line.split() for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def test_no_irregular_form_stands_under_two_bases() -> None:
    """Nor is a base a form of another: its stem would be of neither."""
    times = Counter(word for line in _LINES for word in {line[0], *line[1:]})
    assert [word for word, count in times.items() if count > 1] == []


@pytest.mark.parametrize("line", _LINES, ids=" ".join)
def test_all_words_of_a_line_of_irregular_forms_share_a_stem(line: list[str]) -> None:
    """They are written in the form in which words are compared, and more than one."""
    assert len(line) > 1
    assert {stem(word) for word in line} == {stem(line[0])}
    assert [normal(word) for word in line] == line


def test_stop_words_have_no_stems() -> None:
    """What remains of a question are its content words, in order, repeated ones too."""
    assert stems("How many users does the user have?") == ["user", "user"]


@pytest.mark.parametrize(
    ("expected", "text"), [(["菜鸟", "鸟网", "网络"], "菜鸟网络"), (["鸟"], "鸟"), (["ant", "菜鸟"], "the Ants 菜鸟")]
)
def test_chinese_is_taken_in_pairs_of_characters(expected: list[str], text: str) -> None:
    """No spaces separate its words; one character stands for itself."""
    assert expected == stems(text)


def test_chinese_is_told_from_other_writing() -> None:
    """Only Han characters count, wherever they stand."""
    assert has_han("the 菜 bird")
    assert not has_han("the bird, жизнь, カタカナ")


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (True, "wie viele Nutzer"),
        (True, "combien de clients"),
        (True, "cuántos usuarios"),
        (True, "der Umsatz und das Land"),
        (True, "菜鸟"),
        (True, "сколько"),
        (False, "how many users"),
        (False, "the sales in die casting"),
        (False, "el dorado"),
        (False, ""),
    ],
)
def test_another_language_is_told_by_its_commonest_words(expected: bool, text: str) -> None:
    """One that asks, or two others, or any letter that is not Latin; one alone may stand in a name."""
    assert expected == is_foreign(name_words(text))


@given(st.text())
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    """Cleaning twice changes nothing more."""
    assert visible(text) == visible(visible(text))


@given(st.text())
def test_a_normal_form_is_its_own_normal_form(text: str) -> None:
    """Comparing normal forms is comparing texts."""
    assert normal(text) == normal(normal(text))


@given(st.text())
def test_a_normal_form_holds_letters_digits_and_single_spaces(text: str) -> None:
    """Nothing that could ping, link or turn the direction of writing is left."""
    assert all(word.isalnum() for word in normal(text).split(" ") if normal(text))


@given(st.text())
def test_every_text_has_stems(text: str) -> None:
    """Whatever is typed, its stems are words without spaces."""
    assert all(found and " " not in found for found in stems(text))
