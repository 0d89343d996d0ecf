"""The files in which the vectors of articles are kept, and what is encoded because of them."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.article import Article
from corpus.encoder import Encoder
from corpus.vectors import TokenVectors
from tests.corpus.conftest import Made
from tests.corpus.encoded import ASKS, BEES, CARS, SpyingEncoder, best


def test_what_was_encoded_once_is_read_the_next_time(spy: SpyingEncoder, article: Made, tmp_path: Path) -> None:
    """A file an article, and the same vectors; without a folder nothing is kept."""
    articles = [article(*BEES, asks=ASKS), article(*CARS, name="cars")]
    first = TokenVectors(articles, spy, tmp_path / "data" / "vectors")
    assert len(list((tmp_path / "data" / "vectors").iterdir())) == 2
    spy.texts.clear()

    second = TokenVectors(articles, spy, tmp_path / "data" / "vectors")

    assert spy.texts == []
    assert best(first, "honey", 5) == best(second, "honey", 5)
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
    bees, cars = article(*BEES), article(*CARS, name="cars")
    TokenVectors([bees, cars], spy, tmp_path)
    spy.texts.clear()

    TokenVectors([edit(bees), cars], spy, tmp_path)

    assert spy.texts
    assert not any("automobile" in text for text in spy.texts)


def test_what_no_vector_depends_on_encodes_nothing_again(spy: SpyingEncoder, article: Made, tmp_path: Path) -> None:
    """The other fields of a record, and where a sentence stands in its file."""
    bees = article(*BEES)
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
    bees = article(*BEES)
    honey = best(TokenVectors([bees], spy, tmp_path), "honey", 3)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    damage(path)
    spy.texts.clear()

    assert best(TokenVectors([bees], spy, tmp_path), "honey", 3) == honey
    assert len(spy.texts) > 1
    assert list(tmp_path.iterdir()) == [path]
    assert len(path.read_bytes()) == len(whole)


def test_a_folder_that_cannot_be_written_is_done_without(
    encoder: Encoder, article: Made, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The operator is told once an article; the bot answers."""
    (tmp_path / "data").write_text("no folder")
    with caplog.at_level(logging.WARNING, "corpus.vectors"):
        vectors = TokenVectors([article(*BEES)], encoder, tmp_path / "data" / "vectors")
    assert vectors.nearest("soft wax", 1) == [2]
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [("WARNING", "vectors.not_filed")]


def test_progress_is_told_at_the_beginning_and_after_each_paragraph(
    encoder: Encoder, article: Made, tmp_path: Path
) -> None:
    """How many passages are done, of how many."""
    told: list[tuple[int, int]] = []
    articles = [article(*BEES), article(name="blank"), article(*CARS, name="cars")]
    TokenVectors(articles, encoder, tmp_path, lambda *each: told.append(each))
    assert list(dict.fromkeys(told)) == [(0, 5), (2, 5), (3, 5), (5, 5)]


def test_progress_is_that_of_what_is_encoded_alone(encoder: Encoder, article: Made, tmp_path: Path) -> None:
    """What is filed is no work; what was begun ends with all done, so that a bar is gone."""
    told: list[tuple[int, int]] = []
    articles = [article(*BEES), article(*CARS, name="cars")]
    TokenVectors(articles[1:], encoder, tmp_path)
    TokenVectors(articles, encoder, tmp_path, lambda *each: told.append(each))
    heard = [*told]
    TokenVectors(articles, encoder, tmp_path, lambda *each: told.append(each))
    assert (heard[0], heard[-1]) == ((0, 3), (3, 3))
    assert told == heard
