"""Words that mean the same."""

import pytest

from corpus.synonyms import synonym_words, synonyms
from corpus.words import stem


@pytest.mark.parametrize(("one", "other"), [("bought", "acquisition"), ("customers", "client"), ("america", "us")])
def test_words_of_one_group_mean_the_same_both_ways(one: str, other: str) -> None:
    """In any form of the words."""
    assert stem(other) in synonyms(stem(one))
    assert stem(one) in synonyms(stem(other))


@pytest.mark.parametrize("word", ["bought", "zebra", ""])
def test_every_word_means_itself(word: str) -> None:
    """A word of no group nothing else."""
    assert stem(word) in synonyms(stem(word))
    assert synonyms("zebra") == {"zebra"}


def test_a_word_of_two_groups_means_what_either_means() -> None:
    """But the groups stay apart."""
    assert {stem("launch"), stem("cofounder")} <= synonyms(stem("founded"))
    assert stem("cofounder") not in synonyms(stem("launch"))


def test_the_words_of_the_groups_are_spelled_out() -> None:
    """Whole words, as a speller needs them."""
    assert {"bought", "acquisition", "america"} <= synonym_words()
