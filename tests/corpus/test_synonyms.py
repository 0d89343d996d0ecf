"""Words that mean the same."""

import pytest

from corpus.synonyms import events, synonym_words, synonyms
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
    """Whole words, as a speller needs them, those of events among them."""
    assert {"acquisition", "america", "lawsuit"} <= synonym_words()


def test_the_stems_of_an_event_tell_of_the_same() -> None:
    """In any form; a word of no event is none."""
    assert {stem("sacked"), stem("dismissing")} <= events()[stem("fired")]
    assert stem("sacked") not in events()[stem("merged")]
    assert "zebra" not in events()


def test_every_event_is_told_by_itself() -> None:
    """And by every word of its line both ways."""
    assert all(term in same and term in events()[other] for term, same in events().items() for other in same)
