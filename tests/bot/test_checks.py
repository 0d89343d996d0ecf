"""doctor looks at settings, articles, data folder, database and address, and changes none of them."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from bot import checks, config
from bot.config import Config, Secrets
from bot.doctor import Status, report
from bot.server import Server
from bot.store.store import Store
from tests.ports import free_port
from tests.slack.scripted import listening

ROOT = Path(__file__).parents[2]


@pytest.fixture
def settings(tmp_path: Path) -> Config:
    """The shipped articles, an empty data folder, and a port that nobody uses."""
    return replace(config.load({}, ROOT), data=tmp_path / "data", server=config.Server(port=free_port()))


async def test_a_new_machine_has_nothing_failing_and_nothing_changed(settings: Config) -> None:
    """What is made at the first start is said, and not made."""
    found = await checks.examine(settings)

    assert [finding.status for finding in found] == [Status.OK, Status.OK, Status.OFF, *[Status.OK] * 3]
    assert [each.name for each in found] == [
        "articles",
        "pictures",
        "subscriptions",
        "data folder",
        "database",
        "address",
    ]
    assert not settings.data.exists()


async def test_settings_that_cannot_be_used_are_the_one_finding(tmp_path: Path) -> None:
    """Without them it is not known where anything is."""
    read, section = await checks.section({"DOSSIER_SEARCH": "guess"}, tmp_path)

    assert read is None
    assert [(finding.name, finding.status) for finding in section.findings] == [("settings", Status.FAILING)]
    assert "expected one of meaning, words" in section.findings[0].found


async def test_settings_in_order_are_looked_at_further(tmp_path: Path) -> None:
    """The slash word is said, for it is what people type."""
    read, section = await checks.section({"DOSSIER_WORD": "tea", "DOSSIER_DATA": str(tmp_path)}, ROOT)

    assert read is not None
    assert section.findings[0].found == "in order; the slash word is /tea"
    assert len(section.findings) == 7


def test_a_missing_folder_of_articles_is_named(settings: Config, tmp_path: Path) -> None:
    """With the setting that names it."""
    found = checks.articles(replace(settings, corpus=tmp_path / "none"))

    assert found.status is Status.FAILING
    assert "DOSSIER_CORPUS" in found.fix


def test_a_fault_in_an_article_is_named_with_its_line(settings: Config, tmp_path: Path) -> None:
    """And where to see the others."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text("---\ntitel: A\nkind: poem\n---\n\nText.\n", encoding="utf-8")

    found = checks.articles(replace(settings, corpus=tmp_path))

    assert found.status is Status.FAILING
    assert "a.md:" in found.found
    assert "corpus check" in found.fix


def test_where_nothing_can_be_made_the_data_folder_is_named(settings: Config, tmp_path: Path) -> None:
    """With PostgreSQL hardly anything would lie there, so that it is no fault."""
    (tmp_path / "file").touch()
    blocked = replace(settings, data=tmp_path / "file" / "data")

    found, database = checks.data_folder(blocked), checks.database(blocked)
    hosted = checks.data_folder(replace(blocked, secrets=Secrets(database_url="postgresql://x@127.0.0.1:1/x")))

    assert found.status is Status.FAILING
    assert "DOSSIER_DATA" in found.fix
    assert "dossier.sqlite3 cannot be made" in database.found
    assert (database.status, database.fix) == (Status.FAILING, found.fix)
    assert hosted.status is Status.OFF


def test_a_database_of_today_is_up_to_date(settings: Config) -> None:
    """And is only read."""
    Store.open(Path(settings.database)).close()

    found = checks.database(settings)

    assert (found.status, found.found) == (Status.OK, "SQLite answers; its tables are up to date")


@pytest.mark.parametrize(
    ("revision", "status", "words"),
    [
        ("", Status.OK, "brought up to date at the next start"),
        ("9999", Status.FAILING, "newer version of the bot (9999)"),
    ],
)
def test_a_database_of_another_version_is_told_apart(
    settings: Config, revision: str, status: Status, words: str
) -> None:
    """An older one is brought up to date by the next start; a newer one needs the newer bot."""
    file = Path(settings.database)
    Store.open(file).close()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.close()

    found = checks.database(settings)

    assert found.status is status
    assert words in found.found


def test_a_file_that_is_no_database_is_named(settings: Config) -> None:
    """It could be anything: it is left alone."""
    settings.data.mkdir()
    (Path(settings.database)).write_text("a shopping list " * 99, encoding="utf-8")

    found = checks.database(settings)

    assert found.status is Status.FAILING
    assert "move it away" in found.fix


def test_a_server_that_does_not_answer_is_named_without_its_password(settings: Config) -> None:
    """The address is shown, the password is not."""
    secrets = Secrets(database_url="postgresql://me:hidden@127.0.0.1:1/x")

    found = checks.database(replace(settings, secrets=secrets))

    assert found.status is Status.FAILING
    assert "127.0.0.1:1" in found.found
    assert "hidden" not in found.found + found.fix
    assert found.found.count("server") == 2, "libpq's first line alone, and what to check"


async def test_an_address_that_is_taken_is_named(settings: Config) -> None:
    """By whatever it is that listens there."""
    async with listening([]) as url:
        port = int(url.rpartition(":")[2])
        found = await checks.address(replace(settings, server=config.Server(port=port)))

    assert found.status is Status.FAILING
    assert "DOSSIER_SERVER_PORT" in found.fix


async def test_a_bot_that_runs_there_already_is_no_fault(settings: Config) -> None:
    """A running bot is looked at as often as one that is to run."""
    server = Server("127.0.0.1", settings.server.port)
    await server.start()
    try:
        found = await checks.address(settings)
    finally:
        await server.stop()

    assert found.status is Status.OK
    assert "running now" in found.found


async def test_a_host_that_is_none_is_named(settings: Config) -> None:
    """A name that does not resolve, or not to this machine."""
    found = await checks.address(replace(settings, server=config.Server(host="not a host")))

    assert found.status is Status.FAILING
    assert "DOSSIER_SERVER_HOST" in found.fix


async def test_the_whole_is_one_table(tmp_path: Path) -> None:
    """As a person sees it without any token."""
    _, section = await checks.section({"DOSSIER_DATA": str(tmp_path), "PORT": str(free_port())}, ROOT)

    assert report([section]).startswith("Dossier\n  ✓ settings")
