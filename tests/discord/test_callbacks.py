"""Answers to interactions: each sent once, and nothing of it sent back."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from discord import HTTPException

from bot.adapters.discord import callbacks
from tests.discord.commanded import Asked, Commanded, Scribe, connected, loopback
from tests.discord.fake.faults import Fault
from tests.discord.fake.server import Discord

CALLBACK = "POST /interactions/{interaction}/{token}/callback"


class Waiter(Scribe):
    """Leaves every answer to the test."""

    def __init__(self) -> None:
        super().__init__()
        self.came: asyncio.Queue[Asked] = asyncio.Queue()

    async def command(self, interaction: Asked, text: str) -> None:
        """Hand it over."""
        del text
        await self.came.put(interaction)


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    """A Discord on the loopback interface."""
    async with loopback(monkeypatch) as running:
        yield running


async def asked(discord: Discord, waiter: Waiter) -> Asked:
    """A command that waits for its answer."""
    discord.slash(discord.asker, discord.general, "alibaba", {"topic": "tea"})
    return await waiter.came.get()


async def test_discord_is_not_asked_to_send_the_answer_back(discord: Discord) -> None:
    """It stands all the same, and counts as given."""
    waiter = Waiter()
    callbacks.hush()
    async with connected(discord, Commanded(waiter)):
        interaction = await asked(discord, waiter)

        await interaction.response.send_message("tea")

    [sent] = discord.requested(CALLBACK)
    assert (sent.query, sent.status) == ({}, 204)
    assert interaction.response.is_done()


@pytest.mark.parametrize("status", [500, 503, 429])
async def test_an_answer_that_fails_is_not_repeated_behind_its_sender(discord: Discord, status: int) -> None:
    """Who sent it knows at once, while there is time for another attempt."""
    waiter = Waiter()
    callbacks.hush()
    discord.faults.add("POST /interactions/*", Fault(status=status))
    async with connected(discord, Commanded(waiter)):
        interaction = await asked(discord, waiter)

        with pytest.raises(HTTPException) as raised:
            await interaction.response.send_message("tea")

    assert raised.value.status == status
    assert len(discord.requested(CALLBACK)) == 1
    assert not interaction.response.is_done()
