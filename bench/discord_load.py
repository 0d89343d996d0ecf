"""Interactions made beforehand, and sent as fast as they are answered."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

import orjson
from aiohttp import web

from bench.process import Running
from tests.discord.fake.interaction import Interaction
from tests.discord.fake.message import Content, Message
from tests.discord.fake.rest import PREFIX
from tests.discord.fake.server import Discord
from tests.discord.fake.world import User

_PEOPLE = 100
_PATIENCE = 60.0  # seconds: on a busy machine nothing expires


class Server(Discord):
    """A loopback Discord with a hundred people in one channel, that neither checks nor keeps what it sees."""

    def __init__(self) -> None:
        super().__init__()
        self.is_strict = self.is_recording = False
        self.people = [self.add_user(f"p{number}") for number in range(_PEOPLE)]
        for user in self.people:
            self.join(self.guild, user)

    def person(self, at: int) -> User:
        """One after another."""
        return self.people[at % _PEOPLE]

    def command(self, at: int, text: str) -> Interaction:
        """A slash command as somebody is about to send it."""
        return self._command(self.person(at), self.general, "alibaba", {"topic": text})

    async def answer(self, interaction: Interaction) -> None:
        """Send it, and wait for the callback."""
        interaction.made_at = self.clock.now() + _PATIENCE
        self._send(interaction)
        await interaction.acked


class Unread(Server):
    """One that gives answers back as they came: to look into long ones took longer than the bot took to give them."""

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Answers are taken here, before those who look into them."""
        router.add_post(PREFIX + "/interactions/{interaction}/{token}/callback", self._take)
        super().add_routes(router)

    async def _take(self, incoming: web.Request) -> web.Response:
        said = orjson.loads(await incoming.read())["data"]
        interaction = self.interactions[incoming.match_info["token"]]
        interaction.acked.set_result({})
        if "with_response" not in incoming.query:
            return web.Response(status=204)
        empty = Message(interaction.id, interaction.channel, self.bot, Content(), interaction=interaction)
        about = {"id": str(interaction.id), "type": interaction.kind}
        told = {"interaction": about, "resource": {"type": 4, "message": empty.as_payload() | said}}
        return web.Response(body=orjson.dumps(told), content_type="application/json")


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds, those that passed and those of a processor that the bot used."""

    passed: float
    worked: float


async def send(server: Server, bot: Running, texts: Sequence[str], count: int, at_once: int) -> Taken:
    """What so many commands take, the texts in turn; TimeoutError when one is not answered."""
    prepared = iter([server.command(at, texts[at % len(texts)]) for at in range(count)])
    began, worked = perf_counter(), bot.worked
    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(_answered(server, prepared))
    return Taken(perf_counter() - began, bot.worked - worked)


async def _answered(server: Server, prepared: Iterator[Interaction]) -> None:
    for interaction in prepared:
        async with asyncio.timeout(_PATIENCE):
            await server.answer(interaction)
