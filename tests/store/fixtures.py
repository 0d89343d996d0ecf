"""The store on each database: a plugin for all tests that need one."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from bot.store.store import Store
from tests.store.postgres import Server, programs, running

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The server; only outside CI may it be missing."""
    binaries = programs()
    if binaries is None:
        reason = "no PostgreSQL: install Debian's package postgresql (.ci/postgresql does)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with running(binaries) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'dossier.sqlite3'}"
    server: Server = request.getfixturevalue("postgres")
    return server.schema(f"test_{next(_NUMBERS)}")


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A migrated store."""
    opened = Store.open(database_url)
    yield opened
    opened.close()
