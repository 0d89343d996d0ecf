"""What the tests of the corpus share: tiny corpora on disk, articles made of sentences, an encoder that is watched."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from corpus.article import Article, Passage, Record
from corpus.collection import Corpus
from corpus.encoder import Encoder
from corpus.load import load
from tests.corpus.encoded import SpyingEncoder
from tests.corpus.verified import SENTENCES, TOPICS

Made = Callable[..., Article]


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """Write a corpus of ``{name: text}``: names in ``.md`` are articles, others lie beside them."""

    def written(texts: Mapping[str, str]) -> Path:
        (tmp_path / "articles").mkdir(exist_ok=True)
        for name, text in texts.items():
            folder = tmp_path / "articles" if name.endswith(".md") else tmp_path
            (folder / name).write_bytes(text.encode())
        return tmp_path

    return written


@pytest.fixture(scope="session")
def article() -> Made:
    """An article of paragraphs, each a list of sentences, with what each sentence ``asks``."""

    def made(*paragraphs: list[str], name: str = "bees", asks: Mapping[str, tuple[str, ...]] | None = None) -> Article:
        passages = tuple(
            Passage(f"{name}-{at}-{i}", name, "", text, 0, 0, 1, Record(asks=(asks or {}).get(text, ())), at)
            for at, sentences in enumerate(paragraphs)
            for i, text in enumerate(sentences)
        )
        return Article(name, name.capitalize(), Path(f"{name}.md"), "", passages)

    return made


@pytest.fixture
def hive(write: Callable[[Mapping[str, str]], Path]) -> Corpus:
    """An article on Hive, its root topic."""
    sentences = "\n\n".join(SENTENCES.values())
    return load(write({"hive.md": f"---\ntitle: Hive\n---\n\n{sentences}\n", "topics.toml": TOPICS}))


@pytest.fixture
def spy(encoder: Encoder) -> SpyingEncoder:
    """An encoder that remembers what it encoded."""
    return SpyingEncoder(encoder)
