"""What the tests of the loopback Discord share: one, and a bot on it."""

from collections.abc import AsyncIterator

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.discord.echo import Echo, connecting, point_to
from tests.discord.fake.server import Discord


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    """A Discord of our own, which discord.py takes for the real one."""
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    async with Discord() as fake:
        point_to(fake)
        yield fake
        assert not fake.problems


@pytest.fixture
async def bot(fake: Discord) -> AsyncIterator[Echo]:
    """A connected bot."""
    async with connecting(fake, Echo(fake.changed)) as bot:
        yield bot
