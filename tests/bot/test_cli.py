"""The command line: what each command prints, and what is said of a wrong one."""

import io
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot import __version__
from bot.cli import app

RUNNER = CliRunner()


def run(*words: str, typed: str | bytes | None = None, **environment: str) -> Result:
    """Run a command line with this standard input and these variables."""
    return RUNNER.invoke(app, words, input=typed, env=environment)


def replies(result: Result) -> list[dict[str, Any]]:
    """The replies of a run with --json."""
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_ask_prints_a_briefing() -> None:
    """A topic's name is answered with its title, its facts, and their sources."""
    result = run("ask", "cainiao")

    assert result.exit_code == 0
    assert result.stdout.startswith("Cainiao\n\n")
    assert "more than 70 percent" in result.stdout
    assert "\n[1] " in result.stdout
    assert result.stderr == ""


def test_words_need_no_quotation_marks() -> None:
    """The words of a command line are one text."""
    assert (
        run("ask", "how many countries does Cainiao reach").stdout
        == run("ask", *"how many countries does Cainiao reach".split()).stdout
    )


def test_nothing_asked_gets_help() -> None:
    """An empty text is answered, and so is none."""
    assert [reply["kind"] for reply in replies(run("ask", "", "--json")) + replies(run("ask", "--json"))] == [
        "help",
        "help",
    ]


def test_json_is_one_object_on_one_line() -> None:
    """The last line ends, and names outside ASCII stay readable."""
    result = run("ask", "--json", "cainiao")

    assert result.stdout.count("\n") == 1
    assert result.stdout.endswith("}\n")
    assert replies(result)[0]["topic"] == "cainiao"
    assert "• The" in result.stdout


def test_a_batch_answers_every_line_in_order_each_by_itself(tmp_path: Path) -> None:
    """Blank lines count, the last line needs no end, and a follow-up has nothing to lean on."""
    file = tmp_path / "lines.txt"
    file.write_bytes("cainiao\n\nand when was that?\r\n\xff\xfe\x00\nalipay".encode("latin-1"))

    answered = replies(run("ask", "--json", "--batch", str(file)))

    assert [reply["topic"] for reply in answered] == ["cainiao", None, None, None, "alipay"]
    assert answered[1]["kind"] == "help"


def test_a_batch_for_people_repeats_what_was_asked() -> None:
    """Each reply stands below its line, which is shown harmless and not at full length."""
    result = run("ask", "--batch", "-", typed="cainiao\n\x1b[31mred\n" + "x" * 1_000_000 + "\n")

    assert result.stdout.startswith("> cainiao\n\nCainiao\n\n")
    assert "\n\n> [31mred\n\n" in result.stdout
    assert "\n\n> " + "x" * 200 + " …\n\nToo long\n\n" in result.stdout
    assert "\x1b" not in result.stdout


def test_a_conversation_remembers(tmp_path: Path) -> None:
    """A turn may lean on the one before, and a list in between is no loss."""
    turns = "how many countries does Cainiao reach?\nsource?\n"
    file = tmp_path / "turns.txt"
    file.write_text(turns, encoding="utf-8")

    first, second = replies(run("chat", "--json", "--batch", str(file)))

    assert first["kind"] == "answer"
    assert first["facts"][0]["id"] in [fact["id"] for fact in second["facts"]]
    assert [first, second] == replies(run("chat", "--json", typed=turns))


def test_a_chat_without_a_terminal_answers_standard_input() -> None:
    """What is piped in reads as a transcript."""
    result = run("chat", typed="cainiao\nalipay")

    assert result.exit_code == 0
    assert [line for line in result.stdout.splitlines() if line.startswith("> ")] == ["> cainiao", "> alipay"]


class Terminal(io.TextIOWrapper):
    """A stream that takes itself for a terminal."""

    def isatty(self) -> bool:
        """As a terminal says."""
        return True


def test_a_chat_on_a_terminal_draws_panels_until_one_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are typed at a prompt, Ctrl-C drops one, and a word or Ctrl-D ends it."""
    screen = io.BytesIO()
    monkeypatch.setenv("COLUMNS", "90")
    for leave in ("exit\r", "\x04"):
        monkeypatch.setattr(sys, "stdin", Terminal(io.BytesIO()))
        monkeypatch.setattr(sys, "stdout", Terminal(screen, encoding="utf-8", write_through=True))
        with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
            keys.send_text("cainiao\rrubbish\x03" + leave)
            with pytest.raises(SystemExit) as left:
                app(["chat"])
        assert left.value.code == 0

    seen = screen.getvalue().decode()
    assert seen.count("Ctrl-D leaves.") == 2
    assert seen.count("╭─") == 2
    assert "rubbish" not in seen


def test_a_fact_depends_on_the_day_alone() -> None:
    """The same day gives the same fact, the next day another."""
    days = ("2026-11-11", "2026-11-11", "2026-11-12")

    first, again, other = (replies(run("fact", "--json", "--date", day))[0] for day in days)

    assert first == again
    assert first["facts"] != other["facts"]
    assert first["kind"] == "card"


def test_a_fact_may_be_of_a_topic(day: date) -> None:
    """A name that is none gets suggestions, as anywhere."""
    assert replies(run("fact", "alipay", "--json", "--date", f"{day}"))[0]["topic"] == "alipay"
    assert replies(run("fact", "qwertyuiop", "--json"))[0]["kind"] == "suggestions"


@pytest.mark.parametrize("name", ["topics", "sources"])
def test_lists_are_printed_and_written_as_json(name: str) -> None:
    """Both forms hold the same text."""
    reply = replies(run(name, "--json"))[0]

    assert reply["kind"] == "list"
    assert run(name).stdout == f"{reply['text']}\n"


def test_another_folder_of_articles_answers_under_another_word(tea: Path) -> None:
    """Swapping corpus and word takes two variables."""
    environment = {"DOSSIER_CORPUS": str(tea), "DOSSIER_WORD": "tea"}

    reply = replies(run("ask", "--json", "/tea oolong", **environment))[0]

    assert reply["kind"] == "briefing"
    assert "Oolong sells about 300 tonnes a year." in reply["text"]
    assert "/tea topics" in run("ask", "help", **environment).stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--nope"], 2, "No such option '--nope'"),
        (["asc"], 2, "No such command 'asc'. Did you mean 'ask'?"),
        (["corpus", "checks"], 2, "No such command 'checks'. Did you mean 'check'?"),
        (["run", "--only", "x"], 2, "Invalid value for '--only': 'x' is not one of 'web', 'worker', 'discord'."),
        (["corpus", "records"], 2, "Missing argument 'ARTICLE'."),
        (["fact", "--date", "2026-13-01"], 2, "'2026-13-01' is no day: write YYYY-MM-DD"),
        (["fact", "--date", "20261122"], 2, "'20261122' is no day: write YYYY-MM-DD"),
        (["ask", "tea", "--batch", "-"], 2, "give TEXT or --batch FILE, not both"),
        (["ask", "--batch", "nowhere.txt"], 2, "no file 'nowhere.txt' that can be read; '-' is standard input"),
        (["ask", "--batch", ""], 2, "no file '' that can be read; '-' is standard input"),
        (["ask", "--batch", "corpus"], 2, "no file 'corpus' that can be read; '-' is standard input"),
        (["chat", "--batch", "corpus"], 2, "no file 'corpus' that can be read; '-' is standard input"),
        (["corpus", "records", "yical"], 1, "no article 'yical': did you mean 'yicai'?"),
        (["corpus", "check", "nowhere"], 2, "no folder 'nowhere'"),
    ],
)
def test_a_mistake_is_one_line_on_standard_error(words: list[str], code: int, said: str) -> None:
    """Exit code 2 for what was typed wrong, 1 for what was not found; no usage page, no traceback."""
    result = run(*words)

    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_setting_that_cannot_be_used_stops_the_start() -> None:
    """The message names the variable."""
    result = run("ask", "cainiao", PORT="http")

    assert (result.exit_code, result.stderr) == (1, "Error: PORT: expected a number from 1 to 65535, got 'http'\n")


def test_a_command_broken_off_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is no error worth a message."""

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.app.build", interrupted)

    result = run("ask", "cainiao")

    assert (result.exit_code, result.output) == (130, "")


def test_the_version_is_that_of_the_project() -> None:
    """The command line and pyproject.toml agree."""
    assert run("--version").stdout == f"dossier {__version__}\n"
    assert f'\nversion = "{__version__}"\n' in Path("pyproject.toml").read_text(encoding="utf-8")


COMMANDS = ("ask", "chat", "fact", "topics", "sources", "corpus check", "corpus records")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_examples(command: str) -> None:
    """A help page says what the command does, what each option does, and what to type."""
    page = run(*command.split(), "--help").stdout

    assert f"\n    python -m bot {command}" in page
    assert "<list[str]>" not in page
    assert all(len(line) <= 80 for line in page.splitlines())


def test_the_first_page_lists_the_commands() -> None:
    """No arguments, -h and --help show the same page."""
    page = run("--help").stdout

    assert all(f"\n  {command.split()[0]} " in page for command in COMMANDS)
    assert page == run("-h").stdout
    assert page == run().stdout


@pytest.mark.parametrize("group", ["corpus", "slack", "discord"])
def test_a_group_without_a_command_lists_its_commands(group: str) -> None:
    """As it does when asked for help, and that is no mistake."""
    result = run(group)

    assert result.exit_code == 0
    assert f"Usage: dossier {group} [OPTIONS] COMMAND [ARGS]..." in result.stdout
    assert result.stdout == run(group, "--help").stdout
