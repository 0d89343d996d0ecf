"""What ``corpus check`` finds: every fault with its file, its line and what to do."""

import re
from pathlib import Path

import pytest

from corpus.check import check
from tests.corpus.checked import HEAD, TOPICS, add, corpus_of, only

_SHIPPED = Path(__file__).parents[2] / "corpus"


def test_the_shipped_corpus_has_neither_errors_nor_warnings() -> None:
    """What we ship is held to what we ask of others."""
    assert [str(problem) for problem in check(_SHIPPED)] == []


def test_a_sound_folder_has_no_problems(tmp_path: Path) -> None:
    """Nothing is found where nothing is wrong."""
    assert check(corpus_of(tmp_path, f"{HEAD}Bees make honey.\n", TOPICS)) == []


def test_a_folder_without_topics_needs_none(tmp_path: Path) -> None:
    """Titles and headings serve as topics, and no rule asks them to be mentioned."""
    assert check(corpus_of(tmp_path, f"{HEAD}## Honey\n\nWinter stores are honey.\n")) == []


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    """A folder that holds no article says where articles belong."""
    problem = only(check(tmp_path), is_error=True)
    assert problem.path == tmp_path / "articles"
    assert "put *.md files into this folder" in problem.message


@pytest.mark.parametrize(
    ("article", "line", "message"),
    [
        (b"---\ntitle: caf\xe9\n---\n", 1, "not UTF-8 text (invalid continuation byte at byte 14)"),
        ("Bees make honey.\n", 1, "no front matter: begin the file with '---'"),
        ("---\ntitle: Bees\n", 1, "no front matter"),
        ("---\ntitle: Bees: a life\n---\n", 2, "put values that hold ': ' or '#' in quotes"),
        ("---\n- Bees\n---\n", 2, "not a list of 'field: value' lines"),
        ("---\nid: bees\n---\n", 1, "no title: add 'title: ...'"),
        ("---\ntitle: Bees\nauthers: [Ann]\n---\n", 3, "unknown field 'authers': did you mean 'authors'?"),
        ("---\ntitle: Bees\npublished: last May\n---\n", 3, "'last May' is not a date: write YYYY, YYYY-MM"),
        ('---\ntitle: Bees\npublished: "2016-02-30"\n---\n', 3, "'2016-02-30' is not a date of the calendar"),
        ("---\ntitle: Bees\npublished: 2016\npublished_basis: sure\n---\n", 4, "unknown basis 'sure': known are"),
        ("---\ntitle: Bees\nkind: poem\n---\n", 3, "unknown kind 'poem': known are news, blog, column"),
        ("---\ntitle: Bees\nurl: [a, b]\n---\n", 3, "'url' is one value, not a list"),
    ],
    ids=[
        "not-utf8", "no-head", "no-end", "not-yaml", "no-fields", "no-title", "unknown-field", "no-date",
        "no-such-day", "basis", "kind", "list",
    ],
)  # fmt: skip
def test_a_fault_of_the_front_matter_names_its_line(
    tmp_path: Path, article: str | bytes, line: int, message: str
) -> None:
    """Each fault says what is wrong, where, and what to write instead."""
    (tmp_path / "articles").mkdir()
    add(tmp_path, "wrong.md", article)
    problem = only(check(tmp_path), is_error=True)
    assert (problem.path.name, problem.line) == ("wrong.md", line)
    assert message in problem.message


def test_two_articles_of_one_id_are_an_error(tmp_path: Path) -> None:
    """The later file is named, and the earlier one in the message."""
    folder = corpus_of(tmp_path, f"{HEAD}Bees make honey.\n")
    add(folder, "wasps.md", "---\nid: bees\ntitle: Wasps\n---\n\nWasps make paper.\n")
    problem = only(check(folder), is_error=True)
    assert (problem.path.name, problem.line) == ("wasps.md", 1)
    assert "the id 'bees' is that of bees.md too" in problem.message


def test_an_article_without_a_sentence_is_a_warning(tmp_path: Path) -> None:
    """Code, HTML and tables alone answer nothing."""
    problem = only(check(corpus_of(tmp_path, f"{HEAD}```\nBees make honey.\n```\n")), is_error=False)
    assert (problem.path.name, problem.line) == ("bees.md", 1)
    assert problem.message.startswith("no sentence: write the text below the front matter")


def test_an_inferred_date_asks_for_its_reason(tmp_path: Path) -> None:
    """Whoever infers a date says from what."""
    head = "---\ntitle: Bees\npublished: 2016\npublished_basis: inferred\n---\n"
    problem = only(check(corpus_of(tmp_path, f"{head}Bees make honey.\n", TOPICS)), is_error=False)
    assert (problem.path.name, problem.line) == ("bees.md", 4)
    assert "add 'published_reason: ...'" in problem.message


def test_an_inferred_date_with_its_reason_is_sound(tmp_path: Path) -> None:
    """The reason is all that was missing."""
    head = "---\ntitle: Bees\npublished: 2016\npublished_basis: inferred\npublished_reason: The text says so.\n---\n"
    assert check(corpus_of(tmp_path, f"{head}Bees make honey.\n", TOPICS)) == []


def test_problems_come_in_the_order_of_file_and_line(tmp_path: Path) -> None:
    """Whoever mends a file goes through it once."""
    article = f"{HEAD}Rain fell.\n\nBees make honey.\n: kinds: how\n\nSnow fell.\n"
    problems = check(corpus_of(tmp_path, article, f'{TOPICS}\n[wasps]\nname = "Wasps"\n'))
    assert [(p.path.name, p.line, p.is_error) for p in problems] == [
        ("bees.md", 5, False),
        ("bees.md", 8, True),
        ("bees.md", 10, False),
        ("topics.toml", 5, False),
    ]


def test_a_problem_reads_as_compilers_write_it(tmp_path: Path) -> None:
    """Editors jump to ``path:line:``."""
    problems = check(corpus_of(tmp_path, f"{HEAD}Bees make honey.\n\nRain fell.\n", TOPICS))
    assert re.fullmatch(r".*bees\.md:7: warning: no topic is named.*", str(problems[0]))
