"""The gaps of every workspace, as the operator lists them."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.app import Dossier
from bot.cli import app
from bot.gaps import Gap, lines, open_gaps
from bot.store import questions
from bot.store.questions import Asked
from bot.store.store import Store
from handlers.request import Place

DAY = date(2026, 11, 22)
NOON = 1_795_262_400.0  # 21 November 2026, 12:00 UTC


def asked(question_id: str, text: str, workspace: str = "T1", at: float = NOON, **fields: bool) -> Asked:
    """A question that had no answer."""
    place = Place("slack", workspace, "C1")
    return Asked(f"{question_id}0000", place, "ada", text, "no_answer", "none", (), at, **fields)


def add(store: Store, *rows: Asked) -> None:
    """Store questions."""
    with store.begin() as connection:
        questions.add(connection, *rows)


def test_the_gaps_of_every_workspace_stand_together_the_weightiest_first(store: Store, dossier: Dossier) -> None:
    """What asks the same is one; dry runs and what is resolved are none."""
    add(
        store,
        asked("aaaa", "temu"),
        asked("bbbb", "How many planes does Cainiao own?", at=NOON - 1),
        asked("cccc", "how many planes does Cainiao have", at=NOON - 2),
        asked("dddd", "Who sings for Taobao?", "T0"),
        asked("eeee", "Who paints for Taobao?", "T0", is_dry_run=True),
        asked("ffff", "Who dances for Taobao?", "T2"),
    )
    with store.begin() as connection:
        questions.resolve(connection, "slack", "T2", ["ffff0000"], NOON)

    assert open_gaps(store, dossier.corpus, DAY) == (
        Gap("slack", "T0", "dddd", "Who sings for Taobao?", 1, date(2026, 11, 21), ()),
        Gap("slack", "T1", "bbbb", "How many planes does Cainiao own?", 2, date(2026, 11, 21), ()),
        Gap("slack", "T1", "aaaa", "temu", 1, date(2026, 11, 21), ()),
    )


def test_a_gap_is_one_line_whatever_was_typed() -> None:
    """Neither line ends nor control characters of a stranger reach the operator's terminal."""
    gap = Gap("slack", "T1", "aaaa", "ca\x1b[31mts\u2028or\ndogs", 12, date(2026, 11, 3), ())

    assert list(lines([gap])) == ["slack T1", "  aaaa   12 ×   3 Nov 2026  ca[31mts or dogs"]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of a bot."""
    monkeypatch.setenv("DOSSIER_DATA", str(tmp_path))
    return tmp_path


def test_the_command_lists_what_the_running_bot_stored(data: Path) -> None:
    """As text, or as an object a line."""
    store = Store.open(data / "dossier.sqlite3")
    add(store, asked("aaaa", "temu"))
    store.close()

    told, written = CliRunner().invoke(app, ["gaps"]), CliRunner().invoke(app, ["gaps", "--json"])

    assert told.stdout == "slack T1\n  aaaa    1 ×  21 Nov 2026  temu\n"
    assert json.loads(written.stdout) == {
        "platform": "slack",
        "workspace": "T1",
        "number": "aaaa",
        "question": "temu",
        "times": 1,
        "last": "2026-11-21",
        "nearest": [],
    }


@pytest.mark.usefixtures("data")
def test_no_gap_is_said_in_words_and_is_nothing_in_json() -> None:
    """A program reads no line; a person would wonder."""
    told, written = CliRunner().invoke(app, ["gaps"]), CliRunner().invoke(app, ["gaps", "--json"])

    assert (told.stdout, written.stdout) == ("No open gaps.\n", "")
