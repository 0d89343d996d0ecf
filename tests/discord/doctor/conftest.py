"""A Discord for doctor to look at, and discord.py as it was before."""

from collections.abc import AsyncIterator

import pytest
from discord.http import Route

from tests.discord.doctor.examined import sound
from tests.discord.fake.server import Discord


@pytest.fixture(autouse=True)
def official(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address of the API is one for the whole process."""
    monkeypatch.setattr(Route, "BASE", Route.BASE)


@pytest.fixture
async def fake() -> AsyncIterator[Discord]:
    """A Discord in which nothing is wrong."""
    async with sound() as running:
        yield running
