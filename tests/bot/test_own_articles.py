"""docs/your-own-articles.md: what it says to paste is a corpus."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import app
from corpus.load import load
from corpus.notation import FIELDS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "your-own-articles.md").read_text(encoding="utf-8")


@pytest.fixture
def pasted(tmp_path: Path) -> Path:
    """The files of the page, each block under the name that stands before it."""
    files = re.findall(r"^`my-corpus/(\S+)`.*?^```\w+\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    assert [name for name, _ in files] == ["articles/lessons.md", "topics.toml"]
    (tmp_path / "articles").mkdir()
    for name, text in files:
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_documented_files_pass_the_check(pasted: Path) -> None:
    """Neither an error nor a warning, commands included."""
    result = CliRunner().invoke(app, ["corpus", "check", str(pasted)])

    assert result.stdout == f"{pasted}: nothing wrong\n"
    assert [(article.id, len(article.passages)) for article in load(pasted).articles] == [("lessons", 3)]


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("/parcels cainiao", "briefing", "The logistics network of Alibaba."),
        ("how many county districts does Cainiao reach?", "answer", "2,800 county districts"),
        ("how far do parcels of Cainiao get into the provinces?", "answer", "2,800 county districts"),
        ("菜鸟", "briefing", "more than 70 percent"),
        ("ali", "suggestions", "Alipay"),
    ],
)
def test_the_documented_files_answer(pasted: Path, text: str, kind: str, said: str) -> None:
    """By their names, under the documented word."""
    environment = {"DOSSIER_CORPUS": str(pasted), "DOSSIER_WORD": "parcels"}

    reply = json.loads(CliRunner().invoke(app, ["ask", "--json", text], env=environment).stdout)

    assert reply["kind"] == kind
    assert said in reply["text"]


def test_the_documented_asks_are_what_other_words_are_found_by(pasted: Path) -> None:
    """The question that the files answer has no answer without them."""
    article = pasted / "articles" / "lessons.md"
    article.write_text(
        re.sub(r"^: asks: .*\n", "", article.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8"
    )

    asked = ["ask", "--json", "how far do parcels of Cainiao get into the provinces?"]
    reply = json.loads(CliRunner().invoke(app, asked, env={"DOSSIER_CORPUS": str(pasted)}).stdout)

    assert reply["kind"] == "no_answer"


def test_every_field_of_a_record_is_documented() -> None:
    """The table has one row for each, and no other."""
    assert sorted(FIELDS) == sorted(re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.MULTILINE))
