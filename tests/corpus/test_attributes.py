"""The vocabulary of attributes."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.attributes import attributes, attributes_in, vocabulary_words


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (("users",), "How many monthly active USERS are there?"),
        (("definition",), "What is it?"),
        (("price",), "What is its price?"),
        (("launch",), "When was it launched?"),
        (("launch",), "What is its founding, when was it set up?"),
        ((), "Xyzzy plugh."),
        ((), ""),
    ],
)
def test_the_attribute_that_covers_most_words_wins(expected: tuple[str, ...], text: str) -> None:
    """In any form of its words; words such as "what is" weigh little."""
    assert expected == attributes_in(text)


@pytest.mark.parametrize(
    ("expected", "text"), [((), "What is it?"), ((), ""), (("price",), "What is its price?"), (("users",), "users")]
)
def test_words_such_as_what_is_count_only_when_they_may(expected: tuple[str, ...], text: str) -> None:
    """Where the question word tells already what is asked, they tell nothing."""
    assert expected == attributes_in(text, weak=False)


def test_a_tie_gives_all_in_the_order_of_the_file() -> None:
    """A question may ask two things."""
    found = attributes_in("users and share")
    assert found == ("users", "share")
    assert list(found) == [name for name in attributes() if name in found]


_FILE = Path(__file__).parents[2] / "corpus" / "attributes.toml"
_PHRASES = {name: table["words"] for name, table in tomllib.loads(_FILE.read_text(encoding="utf-8")).items()}


@pytest.mark.parametrize("name", _PHRASES)
def test_each_attribute_is_found_by_each_of_its_phrases(name: str) -> None:
    """None is shadowed by another, save by a tie."""
    assert attributes()[name].name == name
    assert [phrase for phrase in _PHRASES[name] if name not in attributes_in(phrase)] == []


def test_stop_words_are_no_stems_of_an_attribute() -> None:
    """They would cover every question."""
    assert "what" not in attributes()["definition"].stems
    assert "user" in attributes()["users"].stems


def test_the_vocabulary_is_spelled_out() -> None:
    """Whole words, as a speller needs them."""
    assert {"launch", "active", "users"} <= vocabulary_words()


@given(st.text())
def test_any_text_has_known_attributes_or_none(text: str) -> None:
    """Never an unknown one."""
    assert set(attributes_in(text)) <= set(attributes())
