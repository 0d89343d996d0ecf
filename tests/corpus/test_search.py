"""The search: candidates, and how they are weighed."""

import logging
import math
import os
import subprocess
import sys
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

Made = Callable[..., Article]


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


def _found(search: Search, query: str, limit: int = 9) -> list[str]:
    return [hit.passage.text for hit in search.search(query, limit)]


def _candidates(search: Search, *queries: str) -> set[str]:
    """What is found, however it is weighed."""
    return {hit.passage.text for hit in search.weigh("", [query.split() for query in queries])}


def test_a_passage_is_found_by_its_words_in_any_form(bees: Corpus) -> None:
    """A plural finds a singular."""
    assert _found(bees.search, "drone resting")[0] == "Drones rest."


def test_the_best_comes_first(bees: Corpus) -> None:
    """More of a word ranks higher."""
    assert _found(bees.search, "honey") == ["Honey, honey and more honey.", "Honey feeds every bee."]


def test_no_more_are_found_than_wanted(bees: Corpus) -> None:
    """The best of all."""
    assert _found(bees.search, "honey", limit=1) == ["Honey, honey and more honey."]
    assert _found(bees.search, "honey", limit=0) == []


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
    assert _found(_by_words(ants), "ants") == ["Ants walk.", "Ants climb.", "Ants sleep."]


def test_a_word_that_no_passage_holds_finds_nothing(bees: Corpus) -> None:
    """Nor does an empty query."""
    assert _found(bees.search, "zebra") == _found(bees.search, "the of") == _found(bees.search, "") == []


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
    assert _found(by_meaning, "which cars run on gasoline?")[0] == "An automobile burns petrol."
    assert _found(by_words, "which cars run on gasoline?") == []


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

    assert _found(search, "wax")[0] == "Wax is soft."
    assert search.is_semantic == is_semantic
    assert (told != []) == is_semantic
    assert [path.name for path in tmp_path.iterdir()] == ["vectors"] * is_semantic


def test_nothing_is_encoded_before_the_first_question(article: Made, tmp_path: Path, encoder: Encoder) -> None:
    """A reader who only wants a briefing does not wait."""
    search = Search([article(["Honey is old."])], Topics([]), Indexing(encoder, tmp_path))
    assert list(tmp_path.iterdir()) == []

    search.search("honey", 1)

    assert [path.name for path in tmp_path.iterdir()] == ["vectors"]


@pytest.mark.parametrize(("most", "names"), [(2, []), (1, ["index"])])
def test_the_index_of_a_large_corpus_lies_on_disk(
    article: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, most: int, names: list[str]
) -> None:
    """That of a small one is in memory, and so is any where there is no folder; all find the same."""
    monkeypatch.setattr(corpus.search, "MOST_IN_MEMORY", most)
    articles = [article(["Honey is old."], ["Wax is soft."])]
    for folder in (tmp_path, None):
        search = Search(articles, Topics([]), Indexing(None, folder))
        assert _found(search, "wax") == ["Wax is soft."]
        assert search.idf("wax") == math.log(2)
    assert [path.name for path in tmp_path.iterdir()] == names


def test_an_index_on_disk_is_used_again_until_the_corpus_changes(
    article: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One that was broken off is not."""
    monkeypatch.setattr(corpus.search, "MOST_IN_MEMORY", 0)
    bees, ants = article(["Honey is old."], ["Wax is soft."]), article(["Ants walk."])
    indexing = Indexing(folder=tmp_path)
    Search([bees], Topics([]), indexing)
    (first,) = (tmp_path / "index").iterdir()
    made = {path.name: path.stat().st_mtime_ns for path in first.iterdir()}

    again = Search([bees], Topics([]), indexing)
    other = Search([ants], Topics([]), indexing)

    assert _found(again, "wax") == ["Wax is soft."]
    assert {path.name: path.stat().st_mtime_ns for path in first.iterdir()} == made
    assert _found(other, "ants") == ["Ants walk."]
    assert len(list((tmp_path / "index").iterdir())) == 2


def test_an_unfinished_index_is_not_used(article: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It is made anew."""
    monkeypatch.setattr(corpus.search, "MOST_IN_MEMORY", 0)
    bees = article(["Honey is old."], ["Wax is soft."])
    Search([bees], Topics([]), Indexing(folder=tmp_path))
    (made,) = (tmp_path / "index").iterdir()
    unfinished = made.rename(made.with_name(f"{made.name}.{os.getpid()}"))
    next(unfinished.glob("*.store")).unlink()

    search = Search([bees], Topics([]), Indexing(folder=tmp_path))

    assert _found(search, "wax") == ["Wax is soft."]
    assert list((tmp_path / "index").iterdir()) == [made]


def test_an_index_that_cannot_be_written_is_done_without(
    article: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It lies in memory; the operator is told."""
    monkeypatch.setattr(corpus.search, "MOST_IN_MEMORY", 0)
    (tmp_path / "data").write_text("no folder")
    with caplog.at_level(logging.WARNING, "corpus.search"):
        search = Search([article(["Wax is soft."])], Topics([]), Indexing(folder=tmp_path / "data"))
    assert _found(search, "wax") == ["Wax is soft."]
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [("WARNING", "index.not_filed")]


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


def test_the_index_of_a_corpus_lies_at_the_same_place_whichever_process_asks(tmp_path: Path) -> None:
    """Sets are printed in another order by each process; no name may hang on that."""
    code = (
        "import sys; from pathlib import Path; import corpus.search as s; from corpus.load import load\n"
        "s.MOST_IN_MEMORY = 0\n"
        "found = load(Path('corpus'))\n"
        f"s.Search(found.articles, found.topics, s.Indexing(folder=Path({str(tmp_path)!r})))"
    )
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code], check=True, env=environment, cwd=Path(__file__).parents[2])

    assert len(list((tmp_path / "index").iterdir())) == 1


def test_by_words_alone_there_is_no_model_to_load_ahead(tmp_path: Path) -> None:
    """A start without the encoder asks for nothing of it."""
    search = Search((), Topics(()), Indexing(None, tmp_path))

    search.load()

    assert not search.is_semantic
