"""Passages as token vectors, and the files in which they are kept."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.article import Article
from corpus.collection import Corpus
from corpus.encoder import LONGEST, Encoder, Tokens
from corpus.vectors import TokenVectors

_BEES = (["Honey feeds every bee.", "It is made in summer."], ["Wax is soft."])
_CARS = (["An automobile burns petrol.", "A bicycle does not."],)
_ASKS = {"Wax is soft.": ("Can one bend it?", "Does it give way?")}

Made = Callable[..., Article]


class SpyingEncoder(Encoder):
    """Encodes as another does and remembers the texts, but for the empty one, which stands for no question yet."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.texts: list[str] = []

    def count(self, texts: Sequence[str]) -> list[int]:
        """As the other counts."""
        return self._encoder.count(texts)

    def encode(self, text: str, longest: int = LONGEST) -> Tokens:
        """As the other encodes."""
        self.texts += filter(None, [text])
        return self._encoder.encode(text, longest)


@pytest.fixture
def spy(encoder: Encoder) -> SpyingEncoder:
    """An encoder that remembers what it encoded."""
    return SpyingEncoder(encoder)


def _best(vectors: TokenVectors, text: str, count: int) -> list[float]:
    """How near the nearest piece of each of the first passages is to a word."""
    return [row[0] for row in vectors.closest(vectors.question(text), range(count))]


def _filed(folder: Path) -> dict[str, NDArray[Any]]:
    """What the only file of a folder holds."""
    (path,) = folder.iterdir()
    with np.load(path) as file:
        return dict(file)


def test_a_passage_is_near_that_says_the_same_in_other_words(encoder: Encoder, article: Made) -> None:
    """No word of the question stands in it."""
    vectors = TokenVectors([article(*_BEES), article(*_CARS, name="cars")], encoder, None)
    assert vectors.nearest("which cars run on gasoline?", 1) == [3]
    assert vectors.nearest("which cars run on gasoline?", 9)[:2] == [3, 4]
    assert len(vectors.nearest("honey", 9)) == 5


def test_each_piece_of_a_question_is_held_against_each_passage(encoder: Encoder, article: Made) -> None:
    """A row a passage, in the order asked for; the word itself is nearer than another."""
    vectors = TokenVectors([article(*_BEES)], encoder, None)
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
    assert _best(together, "honey", 3)[1] > _best(apart, "honey", 3)[1] + 0.05


def test_a_passage_is_found_by_what_it_asks(encoder: Encoder, article: Made) -> None:
    """As if the questions stood in it; they are no part of its neighbours."""
    plain = TokenVectors([article(*_BEES)], encoder, None)
    asking = TokenVectors([article(*_BEES, asks=_ASKS)], encoder, None)
    before, after = _best(plain, "bend", 3), _best(asking, "bend", 3)
    assert after[2] > before[2] + 0.2
    assert after[:2] == before[:2]


def test_a_rare_piece_weighs_more(encoder: Encoder, article: Made) -> None:
    """By the number of passages that hold it: ln(1 + N / (1 + df))."""
    vectors = TokenVectors([article(["Honey, honey."], ["Honey is old."], ["Wax."])], encoder, None)
    honey, wax, bee = vectors.weights(vectors.question("honey wax bee"))
    assert [round(float(np.expm1(weight)), 6) for weight in (honey, wax, bee)] == [1.0, 1.5, 3.0]


def test_the_last_question_is_encoded_once(spy: SpyingEncoder, article: Made) -> None:
    """It is asked for again for candidates and for scores."""
    vectors = TokenVectors([article(*_BEES)], spy, None)
    spy.texts.clear()
    assert vectors.question("honey") is vectors.question("honey")
    vectors.nearest("honey", 2)
    vectors.question("wax")
    assert spy.texts == ["honey", "wax"]


@pytest.mark.parametrize("text", ["", "\u200b", "𓀀"])
def test_a_question_without_a_known_piece_is_near_nothing(encoder: Encoder, article: Made, text: str) -> None:
    """And no fault."""
    vectors = TokenVectors([article(*_BEES)], encoder, None)
    question = vectors.question(text)
    assert all(near < 0.5 for row in vectors.closest(question, range(3)) for near in row)
    assert len(vectors.nearest(text, 2)) == 2


@pytest.mark.parametrize("text", ["\u200b", "𓀀𓀁"])
def test_a_sentence_without_a_known_piece_is_like_nothing(encoder: Encoder, article: Made, text: str) -> None:
    """It takes its place all the same."""
    vectors = TokenVectors([article(["Honey is old.", text], ["Wax is soft."])], encoder, None)
    honey, unknown, wax = _best(vectors, "wax", 3)
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
    honey, wax = _best(TokenVectors([long], encoder, None), "wax", 2)
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


def test_what_was_encoded_once_is_read_the_next_time(spy: SpyingEncoder, article: Made, tmp_path: Path) -> None:
    """A file an article, and the same vectors; without a folder nothing is kept."""
    articles = [article(*_BEES, asks=_ASKS), article(*_CARS, name="cars")]
    first = TokenVectors(articles, spy, tmp_path / "data" / "vectors")
    assert len(list((tmp_path / "data" / "vectors").iterdir())) == 2
    spy.texts.clear()

    second = TokenVectors(articles, spy, tmp_path / "data" / "vectors")

    assert spy.texts == []
    assert _best(first, "honey", 5) == _best(second, "honey", 5)
    assert first.weights(first.question("wax")) == second.weights(second.question("wax"))


def _more(bees: Article) -> Article:
    """With a sentence more."""
    return replace(bees, passages=(*bees.passages, replace(bees.passages[0], text="Bees sleep.", paragraph=2)))


def _joined(bees: Article) -> Article:
    """With its paragraphs made one."""
    return replace(bees, passages=tuple(replace(passage, paragraph=0) for passage in bees.passages))


def _asking(bees: Article) -> Article:
    """With a question that its first sentence answers."""
    first, *others = bees.passages
    return replace(bees, passages=(replace(first, record=replace(first.record, asks=("What do bees eat?",))), *others))


def _titled(bees: Article) -> Article:
    """Under another title."""
    return replace(bees, title="Wasps")


@pytest.mark.parametrize("edit", [_more, _joined, _asking, _titled])
def test_an_edited_article_alone_is_encoded_again(
    spy: SpyingEncoder, article: Made, tmp_path: Path, edit: Callable[[Article], Article]
) -> None:
    """The others are read."""
    bees, cars = article(*_BEES), article(*_CARS, name="cars")
    TokenVectors([bees, cars], spy, tmp_path)
    spy.texts.clear()

    TokenVectors([edit(bees), cars], spy, tmp_path)

    assert spy.texts
    assert not any("automobile" in text for text in spy.texts)


def test_what_no_vector_depends_on_encodes_nothing_again(spy: SpyingEncoder, article: Made, tmp_path: Path) -> None:
    """The other fields of a record, and where a sentence stands in its file."""
    bees = article(*_BEES)
    TokenVectors([bees], spy, tmp_path)
    spy.texts.clear()

    moved = (
        replace(passage, line=9, heading="Bees", record=replace(passage.record, by="Ann")) for passage in bees.passages
    )
    TokenVectors([replace(bees, passages=tuple(moved), authors=("Ann",))], spy, tmp_path)

    assert spy.texts == []


def _emptied(path: Path) -> None:
    """Nothing is in it."""
    path.write_bytes(b"")


def _overwritten(path: Path) -> None:
    """It is something else."""
    path.write_text("Bees")


def _truncated(path: Path) -> None:
    """Its end is missing."""
    path.write_bytes(path.read_bytes()[:-100])


def _altered(path: Path) -> None:
    """A byte of the vectors is another."""
    raw = bytearray(path.read_bytes())
    raw[300] ^= 1
    path.write_bytes(raw)


def _foreign(path: Path) -> None:
    """It holds other arrays."""
    with path.open("wb") as file:
        np.savez(file, matrix=np.zeros(3))


def _pickled(path: Path) -> None:
    """It holds objects, which may do harm when they are read."""
    with path.open("wb") as file:
        np.savez(file, vectors=np.array([None]), ids=np.zeros(1), counts=np.zeros(1))


def _of_another(path: Path) -> None:
    """It holds the vectors of fewer passages."""
    with path.open("wb") as file:
        np.savez(file, vectors=np.zeros((2, 384), np.int8), ids=np.zeros(2, np.int64), counts=np.array([1, 1]))


def _incomplete(path: Path) -> None:
    """Vectors are missing."""
    with path.open("wb") as file:
        np.savez(file, vectors=np.zeros((2, 384), np.int8), ids=np.zeros(3, np.int64), counts=np.array([1, 1, 1]))


@pytest.mark.parametrize(
    "damage",
    [
        _emptied,
        _overwritten,
        _truncated,
        _altered,
        _foreign,
        _pickled,
        _of_another,
        _incomplete,
        Path.unlink,
    ],
)
def test_a_damaged_file_is_made_anew(
    spy: SpyingEncoder, article: Made, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    """Nobody has to remove it; nothing unfinished stays beside it."""
    bees = article(*_BEES)
    honey = _best(TokenVectors([bees], spy, tmp_path), "honey", 3)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    damage(path)
    spy.texts.clear()

    assert _best(TokenVectors([bees], spy, tmp_path), "honey", 3) == honey
    assert len(spy.texts) > 1
    assert list(tmp_path.iterdir()) == [path]
    assert len(path.read_bytes()) == len(whole)


def test_a_folder_that_cannot_be_written_is_done_without(
    encoder: Encoder, article: Made, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The operator is told once an article; the bot answers."""
    (tmp_path / "data").write_text("no folder")
    with caplog.at_level(logging.WARNING, "corpus.vectors"):
        vectors = TokenVectors([article(*_BEES)], encoder, tmp_path / "data" / "vectors")
    assert vectors.nearest("soft wax", 1) == [2]
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [("WARNING", "vectors.not_filed")]


def test_progress_is_told_at_the_beginning_and_after_each_paragraph(
    encoder: Encoder, article: Made, tmp_path: Path
) -> None:
    """How many passages are done, of how many."""
    told: list[tuple[int, int]] = []
    articles = [article(*_BEES), article(name="blank"), article(*_CARS, name="cars")]
    TokenVectors(articles, encoder, tmp_path, lambda *each: told.append(each))
    assert list(dict.fromkeys(told)) == [(0, 5), (2, 5), (3, 5), (5, 5)]


def test_progress_is_that_of_what_is_encoded_alone(encoder: Encoder, article: Made, tmp_path: Path) -> None:
    """What is filed is no work; what was begun ends with all done, so that a bar is gone."""
    told: list[tuple[int, int]] = []
    articles = [article(*_BEES), article(*_CARS, name="cars")]
    TokenVectors(articles[1:], encoder, tmp_path)
    TokenVectors(articles, encoder, tmp_path, lambda *each: told.append(each))
    heard = [*told]
    TokenVectors(articles, encoder, tmp_path, lambda *each: told.append(each))
    assert (heard[0], heard[-1]) == ((0, 3), (3, 3))
    assert told == heard
