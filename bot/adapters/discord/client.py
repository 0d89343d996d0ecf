"""Discord as a part of the bot: signs in, listens, and stops without losing anything."""

import asyncio

import discord

from bot.adapters.discord import sync, tree
from bot.adapters.discord.attendant import Attendant
from bot.adapters.discord.chat import DiscordChat
from bot.adapters.discord.commands import Commands
from bot.adapters.discord.desk import Desk
from bot.adapters.discord.gateway import FAILURES, Gateway, Listeners
from bot.adapters.discord.hearing import Hearing
from bot.adapters.discord.members import Members
from bot.adapters.discord.names import Names
from bot.adapters.discord.notices import Notices
from bot.adapters.discord.presses import Presses
from bot.adapters.discord.respond import Respond
from bot.adapters.discord.voice import DiscordVoice
from bot.config import Config
from bot.conversation.answers import Answers
from bot.conversation.ballot import Ballot
from bot.conversation.changes import Changes
from bot.conversation.conversation import Conversation
from bot.log import logger
from bot.memory import Memory
from bot.pipeline import Pipeline
from bot.tasks import Tasks

_LONGEST_PAUSE = 30.0  # seconds between attempts to sign in while Discord is away


async def build(config: Config, pipeline: Pipeline, memory: Memory) -> "Discord":
    """Discord for every server that the bot is in; it waits for a Discord that is away.

    BotError when Discord refuses the token, or has no command of the slash word.
    """
    gateway = Gateway(config.discord.api_base)
    built = Discord(config, gateway, pipeline, memory)
    try:
        await built.sign_in(config.secrets.discord_token)
    except BaseException:
        await gateway.close()
        raise
    return built


class Discord:
    """Every listener, put together."""

    def __init__(self, config: Config, gateway: Gateway, pipeline: Pipeline, memory: Memory) -> None:
        self._gateway, self._memory, self._tasks = gateway, memory, Tasks()
        self._members = Members(gateway)
        self._connecting: asyncio.Task[None] | None = None
        self.chat = DiscordChat(gateway, Notices(gateway, memory.store))
        self.names = Names(gateway, self._tasks)
        desk = Desk(pipeline, self._members, self.names, config.limits)
        answers = Answers(memory.store, memory.outbox, DiscordVoice(gateway))
        conversation = Conversation(desk, answers, Changes(answers, self.chat), memory.choices)
        commands = Commands(desk, memory, Attendant(Respond(), self._tasks))
        gateway.listeners = Listeners(
            Hearing(conversation, memory.choices, self._tasks), Presses(commands, answers, Ballot(memory.store))
        )
        self._tree = tree.build(gateway, config.limits.word, commands)

    async def sign_in(self, token: str) -> None:
        """Sign in, and tell Discord which commands there are, if it does not know."""
        pause = 1.0
        while True:
            try:
                await self._gateway.sign_in(token)
                break
            except FAILURES as error:
                logger.warning("discord.away", error=str(error), seconds=pause)
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
        await sync.keep_in_step(self._tree, self._memory.store)

    async def listen(self) -> None:
        """Begin to hear: connect, for as long as it takes."""
        self._connecting = asyncio.create_task(self._connect())
        connected = asyncio.create_task(self._gateway.connected.wait())
        await asyncio.wait({self._connecting, connected}, return_when=asyncio.FIRST_COMPLETED)
        connected.cancel()

    async def is_ready(self) -> bool:
        """Whether what people ask arrives."""
        is_trying = self._connecting is not None and not self._connecting.done()
        return is_trying and self._gateway.connected.is_set()

    async def stop(self, seconds: float) -> None:
        """Take nothing more, finish what is under way, disconnect."""
        await self._gateway.disconnect()
        await self._tasks.drain(seconds)
        await self._gateway.close()
        if self._connecting:
            self._connecting.cancel()
            await asyncio.gather(self._connecting, return_exceptions=True)

    async def _connect(self) -> None:
        """Stay connected; what Discord refuses for good ends it, and readiness with it."""
        try:
            await self._gateway.connect(reconnect=True)
        except (discord.ConnectionClosed, discord.PrivilegedIntentsRequired) as error:
            logger.error("discord.refused", error=str(error))
