"""What the tests in a simulated Discord share: a server with people, and the bot there."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import simcord
from discord import Permissions
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle

from corpus.collection import Corpus
from tests.discord.simulated.bridge import Simulation, simulated


@pytest.fixture
async def simulation(shipped: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Simulation]:
    """The bot with the shipped articles."""
    async with simulated(tmp_path, shipped, monkeypatch) as simulation:
        yield simulation


@pytest.fixture
def env(simulation: Simulation) -> simcord.Env:
    """The simulated Discord."""
    return simulation.env


@pytest.fixture
def guild(env: simcord.Env) -> GuildHandle:
    """A server that the bot is in."""
    return env.create_guild("Acme")


@pytest.fixture
def general(guild: GuildHandle) -> ChannelHandle:
    """A channel that all of its members see."""
    return guild.create_text_channel("general")


@pytest.fixture
def asker(env: simcord.Env, guild: GuildHandle) -> MemberActor:
    """A plain member."""
    return guild.add_member(env.create_user("asker"))


@pytest.fixture
def other(env: simcord.Env, guild: GuildHandle) -> MemberActor:
    """Another plain member."""
    return guild.add_member(env.create_user("other"))


@pytest.fixture
def admin(env: simcord.Env, guild: GuildHandle) -> MemberActor:
    """Somebody who may manage the server."""
    admins = guild.create_role("Admins", permissions=Permissions(manage_guild=True))
    return guild.add_member(env.create_user("admin"), roles=[admins])
