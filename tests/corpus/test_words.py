"""Normal forms: what is compared when names and words are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.words import has_han, name_words, normal, squeezed, stem, stems, visible


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
