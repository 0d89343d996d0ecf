"""The bot as a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BOT = (sys.executable, "-m", "bot")


def test_answers_from_the_command_line_as_utf_8_whatever_the_locale() -> None:
    """A machine that knows ASCII alone still gets every character, and no colour codes in a pipe."""
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}

    written = subprocess.run(
        [*BOT, "ask", "--json", "cainiao"], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    read = subprocess.run([*BOT, "ask", "cainiao"], cwd=ROOT, env=environment, capture_output=True, check=True)

    assert "• The" in json.loads(written.stdout)["text"]
    assert read.stdout.startswith(b"Cainiao\n")
    assert b"\x1b" not in read.stdout
    assert (written.stderr, read.stderr) == (b"", b"")


def test_a_reader_that_stops_early_is_no_error() -> None:
    """`| head -1` ends the bot without a word."""
    lines = b"cainiao\n" * 200
    process = subprocess.Popen(
        [*BOT, "chat"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write(lines)
    process.stdin.close()
    first = process.stdout.readline()
    process.stdout.close()

    assert first == b"> cainiao\n"
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() in {0, 1}


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("ask cainiao >&-", 1, "Error: standard output is closed: nothing can be shown\n"),
        ("ask --json --batch README.md >&-", 1, "Error: standard output is closed: nothing can be shown\n"),
        ("corpus check >&-", 1, "Error: standard output is closed: nothing can be shown\n"),
        ("chat <&-", 1, "Error: standard input is closed: name a file with --batch FILE\n"),
        ("ask --batch - <&-", 1, "Error: standard input is closed: name a file with --batch FILE\n"),
        ("ask >&- 2>&-", 1, ""),
        ("ask --nope 2>&-", 2, ""),
    ],
)
def test_a_closed_stream_is_told_in_one_line(command: str, code: int, said: str) -> None:
    """Or in none where nothing can be said, never by a traceback."""
    line = f"'{sys.executable}' -m bot {command}"

    done = subprocess.run(["/bin/sh", "-c", line], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr, done.stdout) == (code, said, "")


def test_starting_loads_no_chat_and_no_prompt() -> None:
    """What an answer does not need is not imported for it."""
    code = "import sys, bot.cli\ntry: bot.cli.app(['ask', 'cainiao'])\nfinally: print(*sys.modules, file=sys.stderr)"

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)

    assert not {"prompt_toolkit", "slack_bolt", "discord", "sqlalchemy"} & set(done.stderr.decode().split())
