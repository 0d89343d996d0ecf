"""The search: candidates, and how they are weighed."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus.search
from corpus.article import Article
from corpus.collection import Corpus
from corpus.encoder import Encoder
from corpus.load import load
from corpus.search import Indexing, Search
from corpus.topics import Topics
from tests.corpus.conftest import Made
from tests.corpus.searched import found

_BEES = """---
title: Bees
---

## Winter

Honey feeds every bee.

Honey, honey and more honey.

Wax is soft.
: base: candles; place: Rome; by: Ann Lee; attribute: price
: asks: can one bend it?

Drones rest. They sleep.
"""
_QUESTIONS = st.text() | st.sampled_from(["alipay users", "cainiao china countries", "when was it", "菜鸟", "?"])


@pytest.fixture
def bees(write: Callable[[Mapping[str, str]], Path]) -> Corpus:
    """Five sentences."""
    return load(write({"bees.md": _BEES, "topics.toml": '[bee]\nname = "bee"\noutside = ["apis"]\n'}))


@pytest.fixture(scope="module")
def worded(shipped: Corpus) -> Search:
    """The shipped articles, searched by words alone."""
    return replace(shipped, indexing=Indexing()).search


def _by_words(*articles: Article) -> Search:
    return Search(articles, Topics([]), Indexing())


def _candidates(search: Search, *queries: str) -> set[str]:
    """What is found, however it is weighed."""
    return {hit.passage.text for hit in search.weigh("", [query.split() for query in queries])}


def test_a_passage_is_found_by_its_words_in_any_form(bees: Corpus) -> None:
    """A plural finds a singular."""
    assert found(bees.search, "drone resting")[0] == "Drones rest."


def test_the_best_comes_first(bees: Corpus) -> None:
    """More of a word ranks higher."""
    assert found(bees.search, "honey") == ["Honey, honey and more honey.", "Honey feeds every bee."]


def test_no_more_are_found_than_wanted(bees: Corpus) -> None:
    """The best of all."""
    assert found(bees.search, "honey", limit=1) == ["Honey, honey and more honey."]
    assert found(bees.search, "honey", limit=0) == []


@pytest.mark.parametrize("query", ["candl", "rome", "lee", "price", "stock", "bend"])
def test_a_passage_is_found_by_its_record(bees: Corpus, query: str) -> None:
    """By scope, speaker, what it asks and every word of its attribute."""
    assert _candidates(bees.search, query) == {"Wax is soft."}


def test_a_passage_is_found_by_the_names_of_its_topics_and_by_its_heading(bees: Corpus) -> None:
    """Though they stand not in it."""
    assert _candidates(bees.search, "api") == {"Honey feeds every bee."}
    assert len(_candidates(bees.search, "winter")) == 5


def test_a_paragraph_is_found_as_a_whole(bees: Corpus) -> None:
    """The answer may stand beside the sentence that has the words; the next article begins another."""
    assert _candidates(bees.search, "drone") == {"Drones rest.", "They sleep."}


def test_a_paragraph_ends_with_its_article(article: Made) -> None:
    """Though the next one begins at the same offset."""
    search = _by_words(article(["Bees fly."], name="a"), article(["Ants walk.", "Ants dig."], name="b"))
    assert _candidates(search, "fli") == {"Bees fly."}
    assert _candidates(search, "dig") == {"Ants walk.", "Ants dig."}


def test_each_query_has_candidates_of_its_own(bees: Corpus) -> None:
    """Each passage comes once, though several find it; no query finds none."""
    both = bees.search.weigh("", [["wax"], ["drone"], ["soft", "wax"]])
    assert sorted(hit.passage.text for hit in both) == ["Drones rest.", "They sleep.", "Wax is soft."]
    assert bees.search.weigh("honey", []) == bees.search.weigh("honey", [[]]) == []


def test_a_query_has_twenty_candidates_at_most(article: Made) -> None:
    """The others could not be better; whole paragraphs are more."""
    bees = article(*(["Bees fly.", "So they do."] for _ in range(30)))
    assert len(_by_words(bees).weigh("bees", [["bee"]])) == 40


def test_ties_keep_the_order_of_the_article(article: Made) -> None:
    """So that answers do not depend on chance."""
    ants = article(["Ants walk."], ["Ants climb."], ["Ants sleep."])
    assert found(_by_words(ants), "ants") == ["Ants walk.", "Ants climb.", "Ants sleep."]


def test_a_word_that_no_passage_holds_finds_nothing(bees: Corpus) -> None:
    """Nor does an empty query."""
    assert found(bees.search, "zebra") == found(bees.search, "the of") == found(bees.search, "") == []


def test_a_stem_is_known_where_something_can_be_found_by_it(bees: Corpus) -> None:
    """In a passage or beside it."""
    assert bees.search.knows("honey")
    assert bees.search.knows("candl")
    assert not bees.search.knows("zebra")


def test_a_rare_word_tells_more(bees: Corpus) -> None:
    """A weight is ln(1 + N / (1 + df)), for a word unknown too."""
    assert bees.search.idf("wax") == math.log(1 + 5 / 2)
    assert bees.search.idf("honey") == math.log(1 + 5 / 3)
    assert bees.search.idf("zebra") == math.log(1 + 5)


def test_the_stems_of_a_passage_include_its_heading_and_what_it_asks(bees: Corpus) -> None:
    """They belong to what its sentences say; the rest of its record does not."""
    assert bees.search.stems_of(bees.passages[-1]) == {"sleep", "winter"}
    assert bees.search.stems_of(bees.passages[2]) == {"wax", "soft", "winter", "one", "bend"}


def test_an_empty_corpus_has_no_hits() -> None:
    """And does not divide by zero."""
    search = _by_words()
    assert search.search("honey", 5) == []
    assert search.idf("honey") == 0.0
    assert not search.knows("honey")


def test_by_meaning_a_passage_is_found_that_shares_no_word(encoder: Encoder, article: Made) -> None:
    """By words it is not."""
    cars = article(
        ["Honey is old."], ["An automobile burns petrol."], ["Wax is soft."], *(["Bees."] for _ in range(12))
    )
    by_meaning, by_words = (Search([cars], Topics([]), Indexing(each)) for each in (encoder, None))
    assert by_meaning.is_semantic
    assert not by_words.is_semantic
    assert found(by_meaning, "which cars run on gasoline?")[0] == "An automobile burns petrol."
    assert found(by_words, "which cars run on gasoline?") == []


def test_by_meaning_the_ten_nearest_are_candidates_too(encoder: Encoder, article: Made) -> None:
    """Beside those that share a word."""
    bees = article(*([f"Bee {number} flies."] for number in range(30)), ["Wax is soft."])
    search = Search([bees], Topics([]), Indexing(encoder))
    assert len(search.weigh("which insects have wings?", [])) == 10
    assert len(search.weigh("which insects have wings?", [["wax"]])) == 11


def test_by_meaning_an_empty_corpus_has_no_hits(encoder: Encoder) -> None:
    """An article may have no sentence."""
    assert Search((), Topics([]), Indexing(encoder)).search("honey", 5) == []


@pytest.mark.parametrize(("most", "is_semantic"), [(2, True), (1, False)])
def test_a_corpus_too_large_to_encode_is_searched_by_words(
    article: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, most: int, *, is_semantic: bool
) -> None:
    """Encoding it would take too long."""
    monkeypatch.setattr(corpus.search, "MOST_ENCODED", most)
    told: list[tuple[int, int]] = []
    indexing = Indexing(Encoder(), tmp_path, lambda *each: told.append(each))
    search = Search([article(["Honey is old."], ["Wax is soft."])], Topics([]), indexing)

    assert found(search, "wax")[0] == "Wax is soft."
    assert search.is_semantic == is_semantic
    assert (told != []) == is_semantic
    assert [path.name for path in tmp_path.iterdir()] == ["vectors"] * is_semantic


def test_nothing_is_encoded_before_the_first_question(article: Made, tmp_path: Path, encoder: Encoder) -> None:
    """A reader who only wants a briefing does not wait."""
    search = Search([article(["Honey is old."])], Topics([]), Indexing(encoder, tmp_path))
    assert list(tmp_path.iterdir()) == []

    search.search("honey", 1)

    assert [path.name for path in tmp_path.iterdir()] == ["vectors"]


@settings(deadline=None, max_examples=40)
@given(_QUESTIONS, st.integers(0, 60))
def test_hits_are_sorted_limited_and_each_once(shipped: Corpus, worded: Search, text: str, limit: int) -> None:
    """Whatever is asked, by meaning or by words, the same question gives the same hits."""
    for search in (shipped.search, worded):
        hits = search.search(text, limit)
        scores = [hit.score for hit in hits]
        assert scores == sorted(scores, reverse=True)
        assert len({hit.passage.id for hit in hits}) == len(hits) <= limit
        assert hits == search.search(text, limit)


def test_by_words_alone_there_is_no_model_to_load_ahead(tmp_path: Path) -> None:
    """A start without the encoder asks for nothing of it."""
    search = Search((), Topics(()), Indexing(None, tmp_path))

    search.load()

    assert not search.is_semantic
