"""docs/run-in-slack.md tells of the permissions, variables and checks that there are."""

import os
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from bot.adapters.slack.setup import scopes
from bot.config import Secrets

PAGE = Path(__file__).parents[2] / "docs" / "run-in-slack.md"


def _scopes() -> Iterator[str]:
    yield "| permission | what it is for | without it |"
    yield "|---|---|---|"
    yield from (f"| `{scope.name}` | {scope.purpose} | {scope.without} |" for scope in scopes.SCOPES)


def _events() -> Iterator[str]:
    yield "| event | what it is | permission |"
    yield "|---|---|---|"
    for event in scopes.EVENTS:
        yield f"| `{event.name}` | {event.purpose} | {', '.join(f'`{name}`' for name in event.scopes) or 'none'} |"


@pytest.mark.parametrize(("name", "lines"), [("scopes", tuple(_scopes())), ("events", tuple(_events()))])
def test_the_tables_are_those_of_the_manifest(name: str, lines: tuple[str, ...]) -> None:
    """Made from the same data; UPDATE_GOLDEN=1 writes them anew."""
    table = f"<!-- {name} -->\n\n" + "\n".join(lines) + f"\n\n<!-- /{name} -->"
    page = PAGE.read_text(encoding="utf-8")
    if os.environ.get("UPDATE_GOLDEN"):
        page = re.sub(rf"<!-- {name} -->.*<!-- /{name} -->", lambda _: table, page, flags=re.DOTALL)
        PAGE.write_text(page, encoding="utf-8")

    assert table in page


@pytest.mark.parametrize(
    "name", [each.name.upper() for each in fields(Secrets) if not each.name.startswith("discord_")]
)
def test_every_secret_has_its_place_on_the_page(name: str) -> None:
    """A variable that nobody reads of is never set."""
    assert f"`{name}`" in PAGE.read_text(encoding="utf-8") or f"export {name}=" in PAGE.read_text(encoding="utf-8")
