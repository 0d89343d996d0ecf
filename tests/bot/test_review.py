"""Records in the notation of the articles, and the verdict on a folder."""

from pathlib import Path

import pytest

from bot.adapters.terminal.review import notation, verdict
from bot.app import Dossier
from corpus.article import Record
from corpus.load import Problem
from corpus.notation import parse_record
from corpus.topics import Topics


def test_every_record_can_be_read_back(dossier: Dossier) -> None:
    """What is printed for the shipped articles is the notation that loading them reads."""
    for passage in dossier.corpus.passages:
        fields = parse_record(notation(passage.record, dossier.corpus.topics))
        assert fields.get("attribute", "") == passage.record.attribute
        assert fields.get("by", "") == passage.record.by
        assert fields.get("value", "") == (passage.record.value.text if passage.record.value else "")


def test_a_record_without_a_date_says_so() -> None:
    """The basis is written out when the date is not simply stated."""
    assert notation(Record(), Topics([])) == "as-of-basis: unknown"


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ([], "tea: nothing wrong"),
        ([True], "tea: 1 error"),
        ([False, True, True], "tea: 2 errors, 1 warning"),
        ([False, False], "tea: 2 warnings"),
    ],
)
def test_the_verdict_is_one_line(kinds: list[bool], said: str) -> None:
    """Errors and warnings are counted apart."""
    assert verdict(Path("tea"), [Problem(Path("a.md"), 1, "", is_error=kind) for kind in kinds]) == said
