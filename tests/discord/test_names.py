"""What channels are called."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from discord import AutoShardedClient

from bot.adapters.discord.names import Names
from bot.adapters.discord.parse import ELSEWHERE
from bot.tasks import Tasks
from handlers.request import Place
from tests.discord.bare import connected, told
from tests.discord.commanded import loopback
from tests.discord.fake.faults import Fault
from tests.discord.fake.permissions import Permission
from tests.discord.fake.server import Discord
from tests.discord.fake.world import Channel

CHANNEL = "GET /channels/{channel}"
AN_HOUR = 3600


@dataclass
class Bench:
    """Names in a server, and a clock that stands still until it is moved."""

    discord: Discord
    client: AutoShardedClient
    tasks: Tasks
    now: float = 0.0

    def __post_init__(self) -> None:
        self.names = Names(self.client, self.tasks, lambda: self.now)

    async def of(self, channel: Channel | None = None) -> str:
        """The name as it is known once it was looked at; wanted in another thread, as the commands do."""
        place = Place("discord", str(self.discord.guild.id), str((channel or self.discord.general).id))
        await asyncio.to_thread(self.names.of, place)
        await asyncio.gather(*(task for task in asyncio.all_tasks() if "_look_up" in repr(task)))
        return await asyncio.to_thread(self.names.of, place)

    async def put_away(self) -> Channel:
        """A thread of which Discord does not tell any more."""
        thread = self.discord.add_thread(self.discord.general, "how much tea?")
        await told(self.client, lambda: self.client.get_channel(thread.id))
        self.discord.archive(thread)
        await told(self.client, lambda: not self.client.get_channel(thread.id))
        return thread


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    """A Discord on the loopback interface."""
    async with loopback(monkeypatch) as running:
        yield running


@pytest.fixture
async def bench(discord: Discord) -> AsyncIterator[Bench]:
    """A client that knows its server."""
    async with connected(discord) as client:
        bench = Bench(discord, client, Tasks())
        yield bench
        await bench.tasks.drain(1)


async def test_a_channel_that_all_can_see_has_a_name(bench: Bench) -> None:
    """As Discord shows it; nothing is asked for it."""
    assert await bench.of() == "#general"
    assert not bench.discord.requested(CHANNEL)


async def test_until_it_was_looked_at_a_channel_has_an_id(bench: Bench) -> None:
    """Nobody waits."""
    place = Place("discord", str(bench.discord.guild.id), str(bench.discord.general.id))

    assert bench.names.of(place) == place.channel


async def test_a_private_channel_has_only_its_id(bench: Bench) -> None:
    """From the moment on at which it became private."""
    before = await bench.of()
    bench.discord.permit(bench.discord.general, bench.discord.guild.everyone, deny=Permission.VIEW_CHANNEL)
    bench.discord.permit(bench.discord.general, bench.discord.bot, allow=Permission.VIEW_CHANNEL)
    await told(bench.client, lambda: bench.client.guilds[0].text_channels[0].overwrites)

    assert (before, await bench.of()) == ("#general", f"private channel {bench.discord.general.id}")


async def test_a_thread_is_called_after_its_channel(bench: Bench) -> None:
    """Its own name is what somebody asked."""
    thread = bench.discord.add_thread(bench.discord.general, "how much tea?")
    await told(bench.client, lambda: bench.client.get_channel(thread.id))

    assert await bench.of(thread) == "a thread of #general"


async def test_a_thread_that_was_put_away_is_looked_up_once_an_hour(bench: Bench) -> None:
    """Discord tells of those alone that are open."""
    thread = await bench.put_away()

    names = [await bench.of(thread), await bench.of(thread)]
    asked = len(bench.discord.requested(CHANNEL))
    bench.now += AN_HOUR
    await bench.of(thread)

    assert names == ["a thread of #general"] * 2
    assert (asked, len(bench.discord.requested(CHANNEL))) == (1, 2)


async def test_a_channel_that_discord_does_not_tell_keeps_its_id(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    """The log says why."""
    caplog.set_level("INFO", "dossier")
    thread = await bench.put_away()
    bench.discord.faults.add(CHANNEL.replace("{channel}", "*"), Fault(status=404, code=10003))

    assert await bench.of(thread) == str(thread.id)
    assert "discord.name_unknown" in [record.message for record in caplog.records]


async def test_a_direct_message_is_not_said_to_be_anybodys(bench: Bench) -> None:
    """And nothing is looked at."""
    place = Place("discord", ELSEWHERE, "42")
    bench.names.note(place)

    assert await asyncio.to_thread(bench.names.of, place) == "a direct message"
    assert not bench.discord.requested(CHANNEL)


async def test_a_server_that_is_not_known_has_no_names(bench: Bench) -> None:
    """The bot was removed from it."""
    bench.discord.remove_guild(bench.discord.guild)
    await told(bench.client, lambda: not bench.client.guilds)

    assert await bench.of() == str(bench.discord.general.id)
