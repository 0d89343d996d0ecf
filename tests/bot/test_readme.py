"""The README tells of what there is."""

import re
import runpy
from datetime import date
from pathlib import Path

import pytest

from handlers.registry import COMMANDS

TOP = Path(__file__).parents[2]
README = (TOP / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
def test_every_command_stands_in_the_readme(name: str) -> None:
    """A command that nobody reads of is not there."""
    assert re.search(rf"\| .*`{name}\b", README)


def test_the_picture_is_of_the_reply_that_is_given_today() -> None:
    """If the difference is meant: make picture."""
    draw = runpy.run_path(str(TOP / "docs/draw.py"))["draw"]

    assert draw("cainiao", date(2026, 11, 22)) == (TOP / "docs/pictures/cainiao.svg").read_text(encoding="utf-8")


def test_nothing_is_left_to_be_filled_in() -> None:
    """No page holds a mark of the kind that stands for a figure still to come."""
    pages = [TOP / "README.md", TOP / "CONTRIBUTING.md", TOP / "CHANGELOG.md", *(TOP / "docs").glob("*.md")]

    assert [page.name for page in pages if re.search(r"@[A-Z]+@", page.read_text(encoding="utf-8"))] == []
