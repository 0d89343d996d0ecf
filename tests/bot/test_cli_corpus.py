"""The command line over other folders of articles: what is said of them, sound and faulty."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import app


def run(*words: str, typed: str | None = None, **environment: str) -> Result:
    """Run a command line with this standard input and these variables."""
    return CliRunner().invoke(app, words, input=typed, env=environment)


def test_corpus_check_passes_the_shipped_articles() -> None:
    """The last line is a verdict, and warnings alone are no failure."""
    result = run("corpus", "check")

    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].startswith(f"{Path.cwd() / 'corpus'}: ")


def test_corpus_check_lists_what_is_wrong(tea: Path) -> None:
    """Each problem has its line, and errors make the exit code 1."""
    article = tea / "articles" / "tea.md"
    article.write_text(
        article.read_text(encoding="utf-8").replace("attribute: sales", "attrib: sales"), encoding="utf-8"
    )

    result = run("corpus", "check", str(tea))

    assert result.exit_code == 1
    assert f"{article}:10: error: unknown field 'attrib': did you mean 'attribute'?\n" in result.stdout
    assert f"{tea}: 1 error" in result.stdout.splitlines()[-1]


def test_corpus_records_shows_each_sentence_with_its_record(tea: Path) -> None:
    """What was written and what was derived stand in the notation that the article uses."""
    result = run("corpus", "records", "tea", DOSSIER_CORPUS=str(tea))

    assert result.exit_code == 0
    sentence, record, *_ = result.stdout.splitlines()
    assert sentence == "Oolong sells about 300 tonnes a year."
    assert record.startswith(": about: Oolong; attribute: sales; kinds: how many, what; value: about 300")
    assert record.endswith("; as-of: before 2019; base: Formosa")


def test_corpus_records_shows_what_a_sentence_is_asked_by_on_a_line_of_its_own(tea: Path) -> None:
    """As an article has it, so that what is copied loses nothing."""
    article = tea / "articles" / "tea.md"
    asks = ": asks: what weight of oolong is sold? how much oolong do people buy?"
    text = article.read_text(encoding="utf-8").replace("before 2019\n", f"before 2019\n{asks}\n")
    article.write_text(text, encoding="utf-8")

    shown = run("corpus", "records", "tea", DOSSIER_CORPUS=str(tea)).stdout.splitlines()

    assert shown[2] == asks
    assert sum(line.startswith(": asks:") for line in shown) == 1


ON_SALES = "how many tonnes does oolong sell a year?"


def test_what_was_encoded_is_kept_in_the_data_folder(tea: Path, tmp_path: Path) -> None:
    """A file for each article, written when the first question comes and read by the next."""
    data = tmp_path / "data"
    environment = {"DOSSIER_CORPUS": str(tea), "DOSSIER_DATA": str(data)}
    run("ask", "oolong", **environment)
    before = data.exists()

    first = run("ask", ON_SALES, **environment)
    filed = {path: path.stat().st_mtime_ns for path in data.rglob("*.*")}
    again = run("ask", ON_SALES, **environment)

    assert not before
    assert [path.parent for path in filed] == [data / "vectors"]
    assert filed == {path: path.stat().st_mtime_ns for path in data.rglob("*.*")}
    assert first.stdout == again.stdout


def test_a_data_folder_that_cannot_be_written_is_done_without(tea: Path, tmp_path: Path) -> None:
    """The answer comes all the same, and the operator reads why it took its time."""
    data = tmp_path / "data"
    data.write_text("no folder", encoding="utf-8")

    result = run("ask", ON_SALES, DOSSIER_CORPUS=str(tea), DOSSIER_DATA=str(data))

    assert "Oolong sells about 300 tonnes a year." in result.stdout
    assert result.stderr.count("\n") == 1
    assert f" WARNING vectors.not_filed path={data / 'vectors'}" in result.stderr


@pytest.mark.parametrize(
    "words",
    [["ask", "tea"], ["chat"], ["fact"], ["topics"], ["sources"], ["corpus", "check"], ["corpus", "records", "x"]],
)
def test_a_corpus_that_is_no_folder_is_told_by_every_command(words: list[str]) -> None:
    """With what to correct."""
    result = run(*words, typed="tea", DOSSIER_CORPUS="nowhere")

    assert result.exit_code == 1
    assert result.stderr == (
        f"Error: no folder '{Path.cwd() / 'nowhere'}': correct DOSSIER_CORPUS, or 'corpus' in config.toml\n"
    )


def test_corpus_check_warns_of_topics_that_are_commands(tea: Path) -> None:
    """The commands are those that the bot has."""
    (tea / "topics.toml").write_text('[oolong]\nname = "Oolong"\naliases = ["timeline"]\n', encoding="utf-8")

    result = run("corpus", "check", str(tea))

    assert result.exit_code == 0
    assert "topics.toml:3: warning: 'timeline' of [oolong] is a command" in result.stdout


def test_a_word_of_a_title_is_a_topic_without_topics(tea: Path) -> None:
    """Nothing but articles is needed to ask about what their titles name."""
    article = tea / "articles" / "tea.md"
    text = article.read_text(encoding="utf-8").replace(
        "title: Tea", "title: How the hill farmers of Formosa grow their tea"
    )
    article.write_text(text.replace("a year", "a year in Formosa"), encoding="utf-8")

    reply = json.loads(run("ask", "--json", "formosa", DOSSIER_CORPUS=str(tea)).stdout)

    assert (reply["kind"], reply["topic"]) == ("briefing", "formosa")


def test_a_corpus_with_faults_says_how_to_see_them_all(tea: Path) -> None:
    """The first fault, how many more there are, and the command that lists them, on one line."""
    (tea / "articles" / "a.md").write_text("no head", encoding="utf-8")
    alone = run("ask", "tea", DOSSIER_CORPUS=str(tea))
    (tea / "articles" / "b.md").write_text("no head", encoding="utf-8")
    both = run("ask", "tea", DOSSIER_CORPUS=str(tea))

    assert alone.stderr.startswith(f"Error: {tea / 'articles' / 'a.md'}:1: error: no front matter")
    assert "more" not in alone.stderr
    assert both.stderr.endswith(f"(1 more: python -m bot corpus check {tea})\n")
    assert both.exit_code == 1
