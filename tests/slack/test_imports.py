"""Nothing of a chat is loaded unless it runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"slack_bolt", "slack_sdk", "sqlalchemy", "alembic", "aiohttp", "structlog", "cryptography", "pydantic"}


def loaded(command: str, folder: Path, **environment: str) -> set[str]:
    """Which of the heavy packages a command line has imported by its end."""
    code = (
        f"import sys, bot.cli\ntry: bot.cli.app({command.split()})\n"
        "finally: print('loaded', *sys.modules, file=sys.stderr)"
    )
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("DOSSIER_", "SLACK_"))}
    variables = {"DOSSIER_DATA": str(folder), "DOSSIER_SEARCH": "words", **environment}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=plain | variables, capture_output=True, text=True, check=False
    )
    return HEAVY & set(done.stderr.rpartition("loaded ")[2].split())


@pytest.mark.parametrize("command", ["ask cainiao", "fact", "topics", "corpus check", "--help", "run --help"])
def test_the_terminal_loads_nothing_of_a_chat(tmp_path: Path, command: str) -> None:
    """Whatever tokens are set: an answer in the terminal comes at once."""
    assert loaded(command, tmp_path, SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1") == set()


@pytest.mark.parametrize("command", ["run", "migrate"])
def test_a_run_without_slack_loads_nothing_of_slack(tmp_path: Path, command: str) -> None:
    """It says what to set, or brings the database to its newest version."""
    assert loaded(command, tmp_path).isdisjoint({"slack_bolt", "slack_sdk", "cryptography"})
