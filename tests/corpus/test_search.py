"""Full-text search over passages."""

import math
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.collection import Corpus
from corpus.load import load
from corpus.search import SearchIndex
from corpus.topics import Topics
from corpus.words import stems

_BEES = """---
title: Bees
---

## Winter

Honey feeds every bee.

Honey, honey and more honey.

Wax is soft.
: base: candles; place: Rome; by: Ann Lee; attribute: price

Drones rest.
"""


@pytest.fixture
def bees(write: Callable[[Mapping[str, str]], Path]) -> Corpus:
    """Four sentences."""
    return load(write({"bees.md": _BEES, "topics.toml": '[bee]\nname = "bee"\noutside = ["apis"]\n'}))


def _found(corpus: Corpus, query: str, limit: int = 9) -> list[str]:
    return [hit.passage.text for hit in corpus.index.search(stems(query), limit)]


def test_a_passage_is_found_by_its_words_in_any_form(bees: Corpus) -> None:
    """A plural finds a singular."""
    assert _found(bees, "drone resting") == ["Drones rest."]


def test_more_of_a_word_ranks_higher(bees: Corpus) -> None:
    """The best comes first."""
    assert _found(bees, "honey") == ["Honey, honey and more honey.", "Honey feeds every bee."]
    assert _found(bees, "honey", limit=1) == ["Honey, honey and more honey."]


@pytest.mark.parametrize("query", ["candles", "Rome", "Lee", "price", "stock"])
def test_a_passage_is_found_by_its_record(bees: Corpus, query: str) -> None:
    """By scope, speaker and every word of its attribute."""
    assert _found(bees, query) == ["Wax is soft."]


def test_a_passage_is_found_by_the_names_of_its_topics_and_by_its_heading(bees: Corpus) -> None:
    """Though they stand not in it."""
    assert _found(bees, "apis") == ["Honey feeds every bee."]
    assert len(_found(bees, "winter")) == 4


def test_ties_keep_the_order_of_the_article(write: Callable[[Mapping[str, str]], Path]) -> None:
    """So that answers do not depend on chance."""
    ants = load(write({"ants.md": "---\ntitle: Ants\n---\n\nAnts walk. Ants climb. Ants sleep.\n"}))
    assert _found(ants, "ants") == ["Ants walk.", "Ants climb.", "Ants sleep."]


def test_a_word_that_no_passage_holds_finds_nothing(bees: Corpus) -> None:
    """Nor does an empty query."""
    assert _found(bees, "zebra") == _found(bees, "the of") == _found(bees, "") == []


def test_a_rare_word_tells_more(bees: Corpus) -> None:
    """A weight is ln(1 + N / (1 + df)), for a word unknown too."""
    assert bees.index.idf("wax") == math.log(1 + 4 / 2)
    assert bees.index.idf("honey") == math.log(1 + 4 / 3)
    assert bees.index.idf("zebra") == math.log(1 + 4)


def test_the_stems_of_a_passage_include_its_heading(bees: Corpus) -> None:
    """A heading belongs to what its sentences say; its record does not."""
    assert bees.index.stems_of(bees.passages[-1]) == {"drone", "rest", "winter"}
    assert {"drone", "api", "candl"} <= bees.index.vocabulary


def test_an_empty_corpus_has_no_hits() -> None:
    """And does not divide by zero."""
    index = SearchIndex((), Topics([]))
    assert index.search(["honey"], 5) == []
    assert index.vocabulary == frozenset()


@given(st.text() | st.sampled_from(["alipay users", "cainiao china countries", "when was it"]), st.integers(0, 60))
def test_hits_are_sorted_limited_and_each_once(shipped: Corpus, text: str, limit: int) -> None:
    """Whatever is asked, the same question gives the same hits."""
    hits = shipped.index.search(stems(text), limit)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)
    assert len({hit.passage.id for hit in hits}) == len(hits) <= limit
    assert hits == shipped.index.search(stems(text) * 2, limit)
