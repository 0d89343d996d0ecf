"""Passages as token vectors."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.collection import Corpus
from corpus.encoder import Encoder
from corpus.vectors import TokenVectors
from tests.corpus.conftest import Made
from tests.corpus.encoded import ASKS, BEES, CARS, SpyingEncoder, best


def _filed(folder: Path) -> dict[str, NDArray[Any]]:
    """What the only file of a folder holds."""
    (path,) = folder.iterdir()
    with np.load(path) as file:
        return dict(file)


def test_a_passage_is_near_that_says_the_same_in_other_words(encoder: Encoder, article: Made) -> None:
    """No word of the question stands in it."""
    vectors = TokenVectors([article(*BEES), article(*CARS, name="cars")], encoder, None)
    assert vectors.nearest("which cars run on gasoline?", 1) == [3]
    assert vectors.nearest("which cars run on gasoline?", 9)[:2] == [3, 4]
    assert len(vectors.nearest("honey", 9)) == 5


def test_each_piece_of_a_question_is_held_against_each_passage(encoder: Encoder, article: Made) -> None:
    """A row a passage, in the order asked for; the word itself is nearer than another."""
    vectors = TokenVectors([article(*BEES)], encoder, None)
    question = vectors.question("honey wax")
    (of_wax, of_honey) = vectors.closest(question, [2, 0])
    assert len(of_wax) == len(of_honey) == len(question.ids) == 2
    assert of_honey[0] > of_wax[0]
    assert of_wax[1] > of_honey[1]
    assert vectors.closest(question, []) == []


def test_a_sentence_is_seen_in_the_light_of_its_paragraph(encoder: Encoder, article: Made) -> None:
    """What "it" is stands in the one before; in a paragraph of its own it is less near to that."""
    together = TokenVectors([article(["Honey is sweet.", "It is old."], ["Nobody cares."])], encoder, None)
    apart = TokenVectors([article(["Honey is sweet."], ["It is old."], ["Nobody cares."])], encoder, None)
    assert best(together, "honey", 3)[1] > best(apart, "honey", 3)[1] + 0.05


def test_a_passage_is_found_by_what_it_asks(encoder: Encoder, article: Made) -> None:
    """As if the questions stood in it; they are no part of its neighbours."""
    plain = TokenVectors([article(*BEES)], encoder, None)
    asking = TokenVectors([article(*BEES, asks=ASKS)], encoder, None)
    before, after = best(plain, "bend", 3), best(asking, "bend", 3)
    assert after[2] > before[2] + 0.2
    assert after[:2] == before[:2]


def test_a_rare_piece_weighs_more(encoder: Encoder, article: Made) -> None:
    """By the number of passages that hold it: ln(1 + N / (1 + df))."""
    vectors = TokenVectors([article(["Honey, honey."], ["Honey is old."], ["Wax."])], encoder, None)
    honey, wax, bee = vectors.weights(vectors.question("honey wax bee"))
    assert [round(float(np.expm1(weight)), 6) for weight in (honey, wax, bee)] == [1.0, 1.5, 3.0]


def test_the_last_question_is_encoded_once(spy: SpyingEncoder, article: Made) -> None:
    """It is asked for again for candidates and for scores."""
    vectors = TokenVectors([article(*BEES)], spy, None)
    spy.texts.clear()
    assert vectors.question("honey") is vectors.question("honey")
    vectors.nearest("honey", 2)
    vectors.question("wax")
    assert spy.texts == ["honey", "wax"]


@pytest.mark.parametrize("text", ["", "\u200b", "𓀀"])
def test_a_question_without_a_known_piece_is_near_nothing(encoder: Encoder, article: Made, text: str) -> None:
    """And no fault."""
    vectors = TokenVectors([article(*BEES)], encoder, None)
    question = vectors.question(text)
    assert all(near < 0.5 for row in vectors.closest(question, range(3)) for near in row)
    assert len(vectors.nearest(text, 2)) == 2


@pytest.mark.parametrize("text", ["\u200b", "𓀀𓀁"])
def test_a_sentence_without_a_known_piece_is_like_nothing(encoder: Encoder, article: Made, text: str) -> None:
    """It takes its place all the same."""
    vectors = TokenVectors([article(["Honey is old.", text], ["Wax is soft."])], encoder, None)
    honey, unknown, wax = best(vectors, "wax", 3)
    assert unknown < 0.5 < wax
    assert honey < wax


def test_a_corpus_without_sentences_is_near_nothing(encoder: Encoder, article: Made) -> None:
    """And no fault."""
    for articles in ([], [article()]):
        vectors = TokenVectors(articles, encoder, None)
        assert vectors.closest(vectors.question("honey"), []) == []
        assert vectors.nearest("honey", 3) == []


def test_a_long_paragraph_is_encoded_in_stretches(spy: SpyingEncoder, article: Made) -> None:
    """The model takes in 254 pieces at once; the title stands before each stretch, and every sentence has vectors."""
    sentences = ["Honey is older than sugar is."] * 60 + ["Wax is soft."]
    vectors = TokenVectors([article(sentences)], spy, None)
    assert len(spy.texts) == 2
    assert all(text.startswith("Bees. ") and text.count("Bees") == 1 for text in spy.texts)
    assert [row[0] > 0.5 for row in vectors.closest(vectors.question("sugar"), range(61))] == [True] * 60 + [False]
    assert vectors.nearest("soft wax", 1) == [60]


def test_no_piece_of_a_long_paragraph_is_lost(encoder: Encoder, article: Made, tmp_path: Path) -> None:
    """Wherever a stretch ends."""
    for length in range(1, 9):
        sentences = [*["bee " * 40] * 6, "ant " * length, *["Wax."] * 9]
        TokenVectors([article(sentences)], encoder, tmp_path / str(length))
        assert _filed(tmp_path / str(length))["counts"].tolist() == encoder.count(sentences)


def test_a_sentence_behind_a_title_that_is_too_long_is_encoded_alone(encoder: Encoder, article: Made) -> None:
    """No room is left for it."""
    long = replace(article(["Honey is old."], ["Wax is soft."]), title="Bees " * 300)
    honey, wax = best(TokenVectors([long], encoder, None), "wax", 2)
    assert wax > 0.7 > honey


@pytest.mark.parametrize("text", ["how many countries does Cainiao reach?", "who began it?", "what did it earn?"])
def test_rounding_changes_no_order_but_of_ties(encoder: Encoder, shipped: Corpus, article: Made, text: str) -> None:
    """A cosine in 254 steps is off by less than what tells sentences apart; a score by less still."""
    sentences = [passage.text for passage in shipped.passages[:20]]
    vectors = TokenVectors([article(*([sentence] for sentence in sentences))], encoder, None)
    question = vectors.question(text)
    exact = []
    for sentence in sentences:
        tokens = encoder.encode(f"Bees. {sentence} ")
        inside = [at for at, (start, _) in enumerate(tokens.spans) if start >= len("Bees. ")]
        exact.append((tokens.vectors[inside] @ question.vectors.T).max(axis=0))
    rounded = np.array(vectors.closest(question, range(20)))
    in_order = np.mean(exact, axis=1)[np.argsort(-rounded.mean(axis=1))]
    assert np.abs(rounded - exact).max() < 0.01
    assert np.diff(in_order).max() < 0.003
