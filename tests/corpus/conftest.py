"""What the tests of the corpus share: a tiny corpus, written down where a test wants it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest


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
