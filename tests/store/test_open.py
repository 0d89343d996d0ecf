"""Opening a database says what is wrong with it, never its password."""

from pathlib import Path

import pytest
from sqlalchemy import text

from bot.errors import BotError
from bot.store.address import address, shown
from bot.store.store import Store


def refusal(where: str | Path) -> str:
    """What is said of a database that cannot be opened."""
    with pytest.raises(BotError) as caught:
        Store.open(where)
    return str(caught.value)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_the_old_name_of_postgresql_is_understood(database_url: str) -> None:
    """Hosts hand out ``postgres://`` addresses."""
    opened = Store.open(database_url.replace("postgresql://", "postgres://"))
    is_alive = opened.is_alive()
    opened.close()

    assert is_alive


def test_the_folders_of_a_file_are_made(tmp_path: Path) -> None:
    """A path that is not there yet becomes a database that only its owner may read."""
    file = tmp_path / "new folder" / "50% & more?" / "dossier.sqlite3"

    Store.open(file).close()

    assert file.stat().st_mode & 0o777 == 0o600


def test_a_server_that_does_not_run_is_named_without_its_password() -> None:
    """The operator learns which server, and what to check."""
    said = refusal("postgresql://ada:hunter2@127.0.0.1:1/dossier")

    assert said.startswith("postgresql://ada:***@127.0.0.1:1/dossier: ")
    assert "refused" in said
    assert "DATABASE_URL" in said
    assert "hunter2" not in said


def test_a_password_among_the_options_is_not_shown() -> None:
    """It may stand there too."""
    assert shown(address("postgres://host/dossier?user=ada&password=hunter2")) == "postgresql://host/dossier"


@pytest.mark.parametrize(
    ("asked", "kept"), [("off", "on"), ("on", "on"), ("local", "local"), ("remote_apply", "remote_apply")]
)
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_no_commit_is_forgotten_after_a_crash(database_url: str, asked: str, kept: str) -> None:
    """Whatever the server does for others; a server that has more than itself to wait for is left to do so."""
    opened = Store.open(f"{database_url} -csynchronous_commit={asked}".replace(" ", "%20"))
    with opened.begin() as connection:
        setting = connection.scalar(text("SHOW synchronous_commit"))
    opened.close()

    assert setting == kept


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_an_option_that_does_not_exist_is_said_plainly(database_url: str) -> None:
    """A misspelt option is the operator's to correct."""
    assert "sslmod" in refusal(f"{database_url}&sslmod=require")


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("hunter2", "not the address of a database"),
        ("postgresql://ada:hunter2@host:port/dossier", "not the address of a database"),
        ("mysql://ada:hunter2@host/dossier", "'mysql' is no database that can be used"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
def test_what_is_no_database_is_refused(where: str, said: str) -> None:
    """The message says what is expected, and repeats no secret."""
    message = refusal(where)

    assert message.startswith("DATABASE_URL: ")
    assert said in message
    assert "expected postgresql://" in message
    assert "hunter2" not in message


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "data").touch()

    said = refusal(tmp_path / "data" / "dossier.sqlite3")

    assert said.startswith(f"{tmp_path / 'data' / 'dossier.sqlite3'}: cannot be made: ")
    assert "DOSSIER_DATA" in said


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    """It is left as it is."""
    file = tmp_path / "notes.txt"
    file.write_text("buy milk\n" * 100)

    said = refusal(file)

    assert str(file) in said
    assert "not a database" in said
    assert file.read_text().startswith("buy milk")
