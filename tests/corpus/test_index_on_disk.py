"""The index of a large corpus: a folder that the next process finds again."""

import logging
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest

import corpus.search
from corpus.search import Indexing, Search
from corpus.topics import Topics
from tests.corpus.conftest import Made
from tests.corpus.searched import found


@pytest.mark.parametrize(("most", "names"), [(2, []), (1, ["index"])])
def test_the_index_of_a_large_corpus_lies_on_disk(
    article: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, most: int, names: list[str]
) -> None:
    """That of a small one is in memory, and so is any where there is no folder; all find the same."""
    monkeypatch.setattr(corpus.search, "MOST_IN_MEMORY", most)
    articles = [article(["Honey is old."], ["Wax is soft."])]
    for folder in (tmp_path, None):
        search = Search(articles, Topics([]), Indexing(None, folder))
        assert found(search, "wax") == ["Wax is soft."]
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

    assert found(again, "wax") == ["Wax is soft."]
    assert {path.name: path.stat().st_mtime_ns for path in first.iterdir()} == made
    assert found(other, "ants") == ["Ants walk."]
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

    assert found(search, "wax") == ["Wax is soft."]
    assert list((tmp_path / "index").iterdir()) == [made]


def test_an_index_that_cannot_be_written_is_done_without(
    article: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It lies in memory; the operator is told."""
    monkeypatch.setattr(corpus.search, "MOST_IN_MEMORY", 0)
    (tmp_path / "data").write_text("no folder")
    with caplog.at_level(logging.WARNING, "corpus.search"):
        search = Search([article(["Wax is soft."])], Topics([]), Indexing(folder=tmp_path / "data"))
    assert found(search, "wax") == ["Wax is soft."]
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [("WARNING", "index.not_filed")]


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
