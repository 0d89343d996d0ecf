"""What the tests of the bot share: the shipped bot, a small corpus of another subject, and a card of every block."""

import os
from datetime import date
from pathlib import Path

import pytest

from bot.app import Dossier, build
from bot.setting import PREFIX
from handlers.card import (
    Action,
    Actions,
    Card,
    Fact,
    Facts,
    Figure,
    Item,
    Items,
    Note,
    Quote,
    Row,
    Source,
    Table,
    Text,
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def kept(pytestconfig: pytest.Config) -> Path:
    """A data folder that the next run finds again, for the vectors of the shipped articles take seconds to make."""
    return pytestconfig.cache.mkdir("vectors")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    """No setting of the developer's own shell reaches a test, and no test writes into the developer's own data."""
    for name in os.environ:
        if name.startswith(PREFIX) or name in {"PORT", "DATABASE_URL", "FORCE_COLOR"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("DOSSIER_DATA", str(kept))
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="session")
def dossier(kept: Path) -> Dossier:
    """The bot over the shipped articles."""
    return build({"DOSSIER_DATA": str(kept)}, ROOT)


@pytest.fixture
def day() -> date:
    """A day to ask on."""
    return date(2026, 11, 22)


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    """A corpus of one article on another subject, without topics.toml."""
    folder = tmp_path / "tea"
    (folder / "articles").mkdir(parents=True)
    text = (
        "---\ntitle: Tea\nauthors: [Ada Leaf]\npublished: 2020-05\n---\n\n## Oolong\n\n"
        "Oolong sells about 300 tonnes a year.\n: attribute: sales; base: Formosa; as-of: before 2019\n\n"
        'Bo Lin says that oolong "is the best tea in town".\n'
    )
    (folder / "articles" / "tea.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def sold() -> Fact:
    """A fact with a figure."""
    return Fact("a-1", "Tea sold about 300 tonnes.", "May 2020", "inferred", "Ada Leaf", "tea", (9, 25))


@pytest.fixture
def loved() -> Fact:
    """A fact of another source, of unknown date, that a third person states."""
    return Fact("b-1", "Tea is loved, Bo Lin says.", "", "unknown", "Bo Lin", "leaf")


@pytest.fixture
def every_block(sold: Fact, loved: Fact) -> Card:
    """A card that holds every kind of block."""
    return Card(
        "Tea",
        (
            Text("Tea is a drink."),
            Quote(sold),
            Figure("about 300 tonnes", sold),
            Facts("Facts", (sold, loved), 12),
            Facts("Figures", (sold, sold)),
            Table(("Tea", "Coffee"), (Row("sales", ((sold,), ())), Row("love", ((), (loved, loved))))),
            Items("List", (Item("oolong", "half black"), Item("oolong", "half green"), Item("mint", ""))),
            Note("Rests on two articles."),
            Note("One gap."),
            Actions("Related", (Action("Oolong", "Oolong"), Action("All topics", "topics"))),
        ),
        (
            Source("tea", "Tea", "Ada Leaf", "Leaf Press", "May 2020", "https://example.org/tea"),
            Source("leaf", "What is a leaf?", "author unknown", "", "", ""),
        ),
    )
