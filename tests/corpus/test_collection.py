"""The corpus as a whole."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.collection import Corpus
from corpus.load import load

Write = Callable[[Mapping[str, str]], Path]
_TOPICS = '[hive]\nname = "Hive"\nkind = "company"\n[wax]\nname = "Beeswax"\n[zebra]\nname = "Zebra"\n'


@pytest.fixture
def bees(write: Write) -> Corpus:
    """Two articles on one company."""
    a = "---\ntitle: The Hive\n---\n\nHive sells beeswax to 5 countries.\n\nBeeswax is soft.\n"
    b = "---\ntitle: Hive and wax\n---\n\nHive bought a meadow in 2015.\n"
    return load(write({"a.md": a, "b.md": b, "topics.toml": _TOPICS}))


def test_passages_come_article_by_article(bees: Corpus) -> None:
    """In the order of the files."""
    assert [passage.article_id for passage in bees.passages] == ["a", "a", "b"]


def test_an_article_is_looked_up_by_its_id(bees: Corpus) -> None:
    """There is none by another."""
    assert bees.article("b").title == "Hive and wax"
    with pytest.raises(KeyError):
        bees.article("c")


def test_a_passage_is_looked_up_by_its_id(bees: Corpus) -> None:
    """One that the corpus holds no more is None, for a follow-up may ask for it."""
    assert bees.passage(bees.passages[1].id) == bees.passages[1]
    assert bees.passage("a-00000000") is None


def test_passages_are_looked_up_by_topic(bees: Corpus) -> None:
    """A topic that no passage concerns has none."""
    assert [passage.text for passage in bees.about("wax")] == ["Hive sells beeswax to 5 countries.", "Beeswax is soft."]
    assert bees.about("zebra") == ()


@pytest.mark.parametrize(
    ("expected", "titles"),
    [
        ("hive", ["The Hive", "Hive and wax"]),
        ("hive", ["The Hive", "Hive and wax", "Meadows"]),
        ("", ["The Hive", "Meadows"]),
        ("", ["Meadows"]),
    ],
)
def test_the_root_is_the_topic_of_most_titles(write: Write, expected: str, titles: list[str]) -> None:
    """Half of them are not enough."""
    articles = {f"{n}.md": f"---\ntitle: {title}\n---\n" for n, title in enumerate(titles)}
    assert expected == load(write(articles | {"topics.toml": _TOPICS})).root


def test_the_root_of_the_shipped_articles_is_alibaba(shipped: Corpus) -> None:
    """They all are on it."""
    assert shipped.root == "alibaba"


def test_a_question_is_taken_in_the_terms_of_the_corpus(bees: Corpus) -> None:
    """Its words are known, others are strangers."""
    question = bees.question("did Hive buy a Meadow from Quux")
    assert (question.topics, question.strangers) == (("hive",), ("quux",))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("Hive sells beeswax to 5 countries.", "how many countries does hive sell to"),
        ("Hive bought a meadow in 2015.", "when was the meadow acquired"),
        ("Beeswax is soft.", "is beeswax soft"),
    ],
)
def test_the_best_passage_comes_first(bees: Corpus, expected: str, text: str) -> None:
    """And it passes all gates."""
    best = bees.ranked(bees.question(text))[0]
    assert (expected, ()) == (best.passage.text, best.failed)


def test_a_question_of_other_words_has_no_candidates(bees: Corpus) -> None:
    """Nothing is near it."""
    assert bees.ranked(bees.question("xyzzy plugh")) == []


@settings(deadline=None, max_examples=50)
@given(
    st.text()
    | st.lists(st.sampled_from("how many who when Cainiao alipay users china 2016 second $5 Zebra ?".split())).map(
        " ".join
    )
)
def test_verdicts_on_any_text_are_ranked(shipped: Corpus, text: str) -> None:
    """Best first, each passage once."""
    ranked = shipped.ranked(shipped.question(text))
    assert [verdict.rank for verdict in ranked] == sorted((verdict.rank for verdict in ranked), reverse=True)
    assert len({verdict.passage.id for verdict in ranked}) == len(ranked)
    assert all(0.0 <= verdict.coverage <= 1.2001 for verdict in ranked)
