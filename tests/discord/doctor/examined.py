"""Settings over a loopback Discord, and what doctor finds with them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bot import config
from bot.adapters.discord.setup import doctor, registered
from bot.config import Config, Secrets
from bot.doctor import Finding
from handlers.request import Settings
from tests.discord.fake.server import Discord


def settings(base_url: str, token: str = "", word: str = "alibaba") -> Config:
    """The defaults, with an address of Discord and its token."""
    found = config.load({}, Path(__file__).parent)
    return replace(
        found,
        discord=config.Discord(api_base=base_url),
        secrets=Secrets(discord_token=token),
        limits=Settings(word=word),
    )


def of(fake: Discord, word: str = "alibaba") -> Config:
    """The settings for a loopback Discord."""
    return settings(fake.base_url, fake.token, word)


async def findings(read: Config) -> dict[str, Finding]:
    """What is found, by name."""
    return {finding.name: finding for finding in (await doctor.section(read)).findings}


@asynccontextmanager
async def sound() -> AsyncIterator[Discord]:
    """A Discord in which nothing is wrong: it was told of the commands."""
    async with Discord() as fake:
        await registered.register(of(fake))
        yield fake
