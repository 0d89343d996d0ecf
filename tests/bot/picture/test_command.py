"""``python -m bot fact --png FILE``."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import app
from tests.bot.picture.pixels import size


def test_the_fact_is_shown_and_drawn(tmp_path: Path) -> None:
    """Its words go to standard error, so that standard output is the reply alone."""
    file = tmp_path / "fact.png"

    result = CliRunner().invoke(app, ["fact", "cainiao", "--date", "2026-11-12", "--png", str(file)])

    assert result.exit_code == 0
    assert result.stdout == CliRunner().invoke(app, ["fact", "cainiao", "--date", "2026-11-12"]).stdout
    assert result.stderr.startswith(f"{file}: Cainiao: 2,800 county districts. ")
    assert size(file.read_bytes()) == (1200, 675)


def test_a_reply_that_is_no_fact_is_not_drawn(tmp_path: Path) -> None:
    """The error says so; no file is left."""
    result = CliRunner().invoke(app, ["fact", "zeppelin", "--png", str(tmp_path / "fact.png")])

    assert (result.exit_code, list(tmp_path.iterdir())) == (1, [])
    assert result.stderr.endswith("Error: nothing to draw: the card shows no fact\n")


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("none/fact.png", "No such file or directory"),
        ("", "Is a directory"),
        ("/dev/full", "No space left on device"),
    ],
)
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, file: str, why: str) -> None:
    """As every error, in one line."""
    result = CliRunner().invoke(app, ["fact", "--png", str(tmp_path / file)])

    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == f"Error: the picture cannot be written to {tmp_path / file}: {why}"
