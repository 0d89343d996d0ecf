"""docs/architecture.md against the tree: a newcomer is not sent looking for what is not there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TREE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("```")[1]
NAMED = set(re.findall(r"\w+\.py", TREE))
FOLDERS = ("corpus", "handlers", "bot", "bot/conversation", "bot/adapters/slack", "bot/adapters/discord")
EVERY_CHAT = {"parse.py", "render.py", "limits.py", "client.py"}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_stands_in_the_tree(folder: str) -> None:
    """The four of each chat are named once, by what they are."""
    files = {path.name for path in (ROOT / folder).glob("*.py")} - {"__init__.py"}

    assert files - EVERY_CHAT - NAMED == set()


def test_the_tree_names_no_file_that_is_gone() -> None:
    """Whoever takes one away, takes it away there too."""
    files = {path.name for folder in (*FOLDERS, "bot/store") for path in (ROOT / folder).glob("*.py")}

    assert NAMED - files == set()


def test_every_broad_except_stands_in_the_rules() -> None:
    """With what it is for; a further one is thought over twice."""
    rule = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("A broad `except`")[2]
    broad = {
        path.name
        for folder in ("corpus", "handlers", "bot")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"except (?:Base)?Exception\b.*BLE001", path.read_text(encoding="utf-8"))
    }

    assert broad == set(re.findall(r"(\w+\.py)", rule.partition("\n9. ")[0]))
