"""docs/run-in-discord.md tells of the permissions, variables, commands and checks that there are."""

import os
import re
from dataclasses import fields
from pathlib import Path

import pytest

from bot.adapters.discord.setup.permissions import NEEDED
from bot.config import Secrets
from handlers.registry import for_admins
from handlers.workspace import choices_on

PAGE = Path(__file__).parents[2] / "docs" / "run-in-discord.md"


def test_the_table_is_of_the_permissions_that_the_link_asks_for() -> None:
    """Made from the same data; UPDATE_GOLDEN=1 writes it anew."""
    rows = (f"| {each.name} | {each.purpose} | {each.without} |" for each in NEEDED)
    lines = ("| permission | what it is for | without it |", "|---|---|---|", *rows)
    table = "<!-- permissions -->\n\n" + "\n".join(lines) + "\n\n<!-- /permissions -->"
    page = PAGE.read_text(encoding="utf-8")
    if os.environ.get("UPDATE_GOLDEN"):
        page = re.sub(r"<!-- permissions -->.*<!-- /permissions -->", lambda _: table, page, flags=re.DOTALL)
        PAGE.write_text(page, encoding="utf-8")

    assert table in page


@pytest.mark.parametrize("name", [each.name.upper() for each in fields(Secrets) if each.name.startswith("discord_")])
def test_every_secret_has_its_place_on_the_page(name: str) -> None:
    """A variable that nobody reads of is never set."""
    assert f"export {name}=" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [command.name for command in for_admins("discord")])
def test_every_command_for_admins_stands_on_the_page(name: str) -> None:
    """With what it is for."""
    assert f"| `/briefing {name}" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", choices_on("discord"))
def test_every_setting_stands_on_the_page(name: str) -> None:
    """As one would type it."""
    assert f"`/briefing settings name:{name} value:" in PAGE.read_text(encoding="utf-8")
