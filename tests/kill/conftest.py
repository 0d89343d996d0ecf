"""What the tests of whole processes share: two chats, and two workers on one database."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.kill.chats import Chats
from tests.kill.fates import Fate, Fates
from tests.kill.office import Office, opened


@pytest.fixture
def fates() -> Fates:
    """Chats that take everything."""
    return Fates(6, always=Fate.TAKEN)


@pytest.fixture
async def chats(fates: Fates) -> AsyncIterator[Chats]:
    """The chats."""
    with tempfile.TemporaryDirectory() as folder:  # short: the path of a socket has at most 107 characters
        async with Chats(Path(folder) / "chats", fates) as chats:
            yield chats


@pytest.fixture
async def office(database_url: str, chats: Chats) -> AsyncIterator[Office]:
    """Two workers on one database."""
    async with opened(database_url, chats, 6) as office:
        await office.start()
        await office.start()
        yield office
