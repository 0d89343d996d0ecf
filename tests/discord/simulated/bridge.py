"""The whole bot in a simulated Discord: simcord takes the place of the sockets beneath discord.py, and nothing else."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest
import simcord

from bot.adapters.discord.client import Discord
from bot.adapters.discord.gateway import Gateway
from bot.adapters.discord.sync import keep_in_step
from bot.app import build
from bot.house import House, open_house
from bot.limiter import Limiter
from bot.pace import Pace
from corpus.collection import Corpus
from tests.discord.conftest import ROOT

_TOKEN: Final = "MTAw.Gabcde.abcdefghijklmnopqrstuvwxyz0123456789AB"


@dataclass
class Clock:
    """Seconds as the simulation counts them, once there is one."""

    env: simcord.Env | None = None

    def __call__(self) -> float:
        """Now."""
        return self.env.now().timestamp() if self.env else 0.0


@dataclass(frozen=True)
class Process:
    """One run of the bot: what it is put together from, and how it ends."""

    gateway: Gateway
    house: House
    discord: Discord
    stack: AsyncExitStack

    @classmethod
    async def begin(cls, folder: Path, corpus: Corpus, more: Mapping[str, str]) -> "Process":
        """All that ``bot.run.start`` puts together for Discord, up to signing in."""
        dossier = build({"DISCORD_TOKEN": _TOKEN, "DOSSIER_DATA": str(folder), **more}, ROOT)
        vars(dossier)["corpus"] = corpus
        stack = AsyncExitStack()
        house = await open_house(dossier, {}, stack, Pace())
        gateway = Gateway(dossier.config.discord.api_base)
        discord = Discord(dossier.config, gateway, house.pipeline, house.memory)
        vars(gateway)["tree"] = vars(discord)["_tree"]  # where simcord looks for what else calls Discord
        house.chats["discord"], house.names["discord"] = discord.chat, discord.names
        await house.articles.prepared()
        return cls(gateway, house, discord, stack)

    async def end(self) -> None:
        """Stop as ``bot.run`` does."""
        await self.discord.stop(self.house.pace.drain)
        await self.stack.aclose()


@dataclass
class Simulation:
    """A bot in a simulated Discord; in ``foreign`` servers only people have it installed, for themselves."""

    env: simcord.Env
    process: Process
    folder: Path
    corpus: Corpus
    more: Mapping[str, str]
    foreign: set[int]

    @property
    def house(self) -> House:
        """What the bot is put together from."""
        return self.process.house

    async def restart(self, **more: str) -> None:
        """End the bot, and begin another on the same store, maybe with other settings."""
        ended = self.process
        self.more = {**self.more, **more}
        await self.env.settle()
        self.process = await Process.begin(self.folder, self.corpus, self.more)
        await self.env.restart_bot(self.process.gateway)
        await keep_in_step(vars(self.process.gateway)["tree"], self.house.memory.store)
        await ended.end()

    def written_down(self) -> None:
        """Have all that is written behind written now."""
        self.house.memory.journal.flush()


@asynccontextmanager
async def simulated(
    folder: Path, corpus: Corpus, monkeypatch: pytest.MonkeyPatch, **more: str
) -> AsyncIterator[Simulation]:
    """The bot, signed in; limits run by the simulation's clock."""
    clock = Clock()

    def limiter(per_minute: int) -> Limiter:
        return Limiter(per_minute, clock)

    monkeypatch.setattr("bot.house.Limiter", limiter)
    monkeypatch.setattr("bot.conversation.presses.Limiter", limiter)
    process = await Process.begin(folder, corpus, more)
    env = simcord.Env(process.gateway, shard_count=1)
    foreign = set[int]()
    env.backend.subscribers.append(partial(_installed, foreign))
    clock.env = env
    await env.start()
    await keep_in_step(vars(process.gateway)["tree"], process.house.memory.store)
    simulation = Simulation(env, process, folder, corpus, more, foreign)
    try:
        yield simulation
    finally:
        await env.shutdown()
        await simulation.process.end()
    env.raise_errors()


def _installed(foreign: set[int], event: str, payload: Mapping[str, Any]) -> None:
    """Say who installed the bot where a press or command comes from, which simcord leaves out.

    A person ("1"), a server ("0"), or in direct messages "0" for nobody in particular: "Authorizing Integration Owners
    Object" in Discord's documentation of interactions.
    """
    if event != "INTERACTION_CREATE":
        return
    guild = str(payload.get("guild_id", "0"))
    is_foreign = int(guild) in foreign
    owners = {"1": payload["member"]["user"]["id"]} if is_foreign else {"0": guild}
    payload["authorizing_integration_owners"].update(owners)
