"""The README tells of what there is."""

import re
import runpy
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click import Command, Group

from bot.cli import app
from handlers.registry import BY_NAME, STATE_BY_NAME

TOP = Path(__file__).parents[2]
README = (TOP / "README.md").read_text(encoding="utf-8")


def lines(part: Command, name: str) -> Iterator[str]:
    """Every command line there is: ``python -m bot corpus check``."""
    if not isinstance(part, Group):
        yield name
        return
    for word, command in part.commands.items():
        yield from lines(command, f"{name} {word}")


@pytest.mark.parametrize("name", [*BY_NAME, *STATE_BY_NAME])
def test_every_command_stands_in_the_readme(name: str) -> None:
    """A command that nobody reads of is not there."""
    assert re.search(rf"\| .*`{name}\b", README)


@pytest.mark.parametrize("line", tuple(lines(app, "python -m bot")))
def test_every_command_line_stands_in_the_readme(line: str) -> None:
    """Where it can be copied from."""
    assert re.search(rf"^{line}\b", README, re.MULTILINE)


def test_the_picture_is_of_the_reply_that_is_given_today() -> None:
    """If the difference is meant: make picture."""
    draw = runpy.run_path(str(TOP / "docs/draw.py"))["draw"]

    assert draw("cainiao", date(2026, 11, 22)) == (TOP / "docs/pictures/cainiao.svg").read_text(encoding="utf-8")


def test_nothing_is_left_to_be_filled_in() -> None:
    """No page holds a mark of the kind that stands for a figure still to come."""
    pages = [TOP / "README.md", TOP / "CONTRIBUTING.md", TOP / "CHANGELOG.md", *(TOP / "docs").glob("*.md")]

    assert [page.name for page in pages if re.search(r"@[A-Z]+@", page.read_text(encoding="utf-8"))] == []
