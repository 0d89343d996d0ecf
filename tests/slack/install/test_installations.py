"""What is kept of an install."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.adapters.slack.install.installations import Installations
from bot.secret import Sealer
from bot.store import installations as rows
from bot.store.installations import Sealed
from bot.store.store import Store
from tests.slack.install.installs import ACME, KEY, ORGANISATION

NEW = Fernet.generate_key().decode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of the store."""
    return tmp_path / "dossier.sqlite3"


async def test_what_was_saved_is_found(installations: Installations) -> None:
    """An installation comes back whole, with its token."""
    await installations.save(ACME)

    assert await installations.find("T1", "") == ACME
    assert await installations.find("T2", "") is None
    assert await installations.all() == (ACME,)


async def test_no_token_can_be_read_in_the_file(installations: Installations, store: Store, path: Path) -> None:
    """Neither tokens nor names stand in the database in clear."""
    await installations.save(replace(ACME, refresh_token="xoxe-refresh"))
    store.close()

    written = b"".join(file.read_bytes() for file in path.parent.iterdir())

    assert b"T1" in written
    for secret in (b"xoxb-acme", b"xoxe-refresh", b"Acme"):
        assert secret not in written


async def test_a_new_key_opens_what_the_old_one_sealed_and_seals_anew(store: Store) -> None:
    """Keys are replaced by putting the new one in front; a save moves the installation to it."""
    await Installations(store, Sealer(KEY)).save(ACME)
    both = Installations(store, Sealer(f"{NEW},{KEY}"))

    found = await both.find("T1", "")
    assert found == ACME
    await both.save(found)

    assert await Installations(store, Sealer(NEW)).find("T1", "") == ACME


async def test_what_cannot_be_opened_counts_as_not_installed(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    """A lost key leaves a line for the operator, and the other workspaces as they are."""
    await Installations(store, Sealer(KEY)).save(ACME)
    lost = Installations(store, Sealer(NEW))
    await lost.save(replace(ACME, team="T2"))

    assert await lost.find("T1", "") is None
    assert [installation.team for installation in await lost.all()] == ["T2"]
    assert "slack.installation_unreadable" in caplog.messages


@pytest.mark.parametrize("text", ["", "null", "[1]", "{}", json.dumps(asdict(ACME) | {"colour": "red"})])
async def test_a_row_of_another_shape_counts_as_not_installed(store: Store, text: str) -> None:
    """What opens but holds something else is no installation."""
    with store.begin() as connection:
        rows.save(connection, Sealed("slack", "T1", Sealer(KEY).seal(text), 1.0))

    assert await Installations(store, Sealer(KEY)).find("T1", "") is None


async def test_of_a_team_and_its_organisation_the_newer_install_counts(installations: Installations) -> None:
    """A team that had the bot before its organisation installed it speaks with the new token."""
    await installations.save(ACME)
    await installations.save(replace(ORGANISATION, installed_at=2000.0))

    found = await installations.find("T1", "E1")

    assert found is not None
    assert found.token == "xoxb-grid"
