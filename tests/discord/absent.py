"""What the tests of a bot that was away share: its pace, what is known of it, and what was said meanwhile."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.adapters.discord.parse import ELSEWHERE
from bot.conversation import missed
from bot.store.store import Store
from bot.store.tables import cursor
from tests.discord.fake.message import Message
from tests.discord.fake.server import Discord
from tests.discord.fake.world import Channel
from tests.discord.faulty import COUNTRIES, QUICK

HISTORY = "GET /channels/{channel}/messages"
PACE = replace(QUICK, beat=0.05, servers=0.05, sweep=0)


class Level:
    """Tells when nothing is owed to the first server and to direct messages; made while the event loop runs."""

    def __init__(self, discord: Discord, monkeypatch: pytest.MonkeyPatch) -> None:
        self._discord, self._loop, self._plain = discord, asyncio.get_running_loop(), missed.none_until
        self._workspaces: set[str] = set()
        monkeypatch.setattr(missed, "none_until", self._note)

    async def again(self) -> None:
        """Wait until the bot says so anew."""
        self._workspaces.clear()
        wanted = {str(self._discord.guild.id), ELSEWHERE}
        await self._discord.until(lambda: wanted <= self._workspaces)

    def _note(self, store: Store, platform: str, workspaces: Iterable[str], at: float) -> None:
        known = tuple(workspaces)
        self._plain(store, platform, known, at)
        self._workspaces.update(known)
        self._loop.call_soon_threadsafe(self._discord.changed)


def ask(discord: Discord, channel: Channel | None = None, text: str = COUNTRIES) -> Message:
    """Mention the bot, in the general channel unless another is given."""
    return discord.say(discord.asker, channel or discord.general, text, mention=True)


def read(discord: Discord) -> list[str]:
    """The channels whose history was read, one for each request."""
    return [one.parameters["channel"] for one in discord.requested(HISTORY)]


def last_heard(folder: Path, hours: float) -> None:
    """Set back the time until which messages came in."""
    store = Store.open(folder / "dossier.sqlite3")
    with store.begin() as connection:
        at = datetime.now(UTC) - timedelta(hours=hours)
        connection.execute(update(cursor).values(last_seen=at.timestamp()))
    store.close()
