"""What all tests share: the shipped corpus, read once."""

from pathlib import Path

import pytest

from corpus.collection import Corpus
from corpus.load import load


@pytest.fixture(scope="session")
def shipped() -> Corpus:
    """The articles that come with the bot."""
    return load(Path(__file__).resolve().parents[1] / "corpus")
