"""A folder with something wrong in it, and the one problem that is found."""

from pathlib import Path

from corpus.load import Problem

HEAD = "---\ntitle: Bees\n---\n\n"
TOPICS = '[bees]\nname = "Bees"\nkind = "idea"\n'


def corpus_of(path: Path, article: str | bytes, topics: str = "") -> Path:
    """A corpus of one article, ``bees.md``, and of topics when there are any."""
    (path / "articles").mkdir()
    add(path, "bees.md", article)
    if topics:
        (path / "topics.toml").write_text(topics, encoding="utf-8")
    return path


def add(path: Path, name: str, article: str | bytes) -> None:
    """Put another article beside it."""
    text = article if isinstance(article, bytes) else article.encode()
    (path / "articles" / name).write_bytes(text)


def only(problems: list[Problem], *, is_error: bool) -> Problem:
    """The one problem that there is."""
    assert [problem.is_error for problem in problems] == [is_error], "\n".join(map(str, problems))
    return problems[0]
