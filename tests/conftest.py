"""What all tests share: the encoder, loaded once, and the shipped corpus, read and encoded once."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.collection import Corpus
from corpus.encoder import Encoder
from corpus.load import load
from corpus.search import Indexing

pytest_plugins = ["tests.store.fixtures"]

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # for tests that import onnxruntime before the encoder does


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The model."""
    return Encoder()


@pytest.fixture(scope="session")
def shipped(encoder: Encoder, pytestconfig: pytest.Config) -> Corpus:
    """The articles that come with the bot, searched by meaning.

    Their vectors take seconds to make and are named after what they are made of, so they are kept for the next run.
    """
    indexing = Indexing(encoder, pytestconfig.cache.mkdir("vectors"))
    return replace(load(Path(__file__).resolve().parents[1] / "corpus"), indexing=indexing)
