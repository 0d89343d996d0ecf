"""Discord as a part of the bot: signs in, listens, and stops without losing anything."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

import discord

from bot.adapters.discord import callbacks, sync, tree
from bot.adapters.discord.attendant import Attendant
from bot.adapters.discord.chat import DiscordChat
from bot.adapters.discord.commands import Commands
from bot.adapters.discord.desk import Desk
from bot.adapters.discord.gateway import FAILURES, REFUSED, Gateway, Listeners
from bot.adapters.discord.heard import Heard
from bot.adapters.discord.hearing import Hearing
from bot.adapters.discord.members import Members
from bot.adapters.discord.names import Names
from bot.adapters.discord.notices import Notices
from bot.adapters.discord.pointer import Pointer
from bot.adapters.discord.presses import Presses
from bot.adapters.discord.respond import Respond
from bot.adapters.discord.sweep import Sweep
from bot.adapters.discord.voice import DiscordVoice
from bot.config import Config
from bot.conversation.answers import Answers
from bot.conversation.ballot import Ballot
from bot.conversation.changes import Changes
from bot.conversation.conversation import Conversation
from bot.log import logger
from bot.memory import Memory
from bot.pace import Pace
from bot.pipeline import Pipeline
from bot.tasks import Tasks

_BAD_TOKEN = 4004  # "Authentication failed", of the gateway's close codes
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0  # seconds between attempts while Discord is away
_SYNC_PAUSE, _LONGEST_SYNC_PAUSE = 30.0, 3600.0  # seconds between attempts to tell it of the commands


async def build(config: Config, pipeline: Pipeline, memory: Memory, pace: Pace = Pace()) -> "Discord":
    """Discord for every server that the bot is in; it waits for a Discord that is away.

    BotError when Discord refuses the token, or has no command of the slash word.
    """
    gateway = Gateway(config.discord.api_base, pace)
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
        heard = Heard()
        notices = Notices(gateway, memory.store, heard=heard)
        self.chat = DiscordChat(gateway, notices, gallery=memory.gallery, tasks=self._tasks)
        self.voice = DiscordVoice(gateway, memory.choices, memory.gallery)
        self.names = Names(gateway, self._tasks)
        desk = Desk(pipeline, self._members, self.names, config.limits)
        answers = Answers(memory.store, memory.outbox, self.voice, memory.journal)
        conversation = Conversation(desk, answers, Changes(answers, self.chat), memory.choices)
        commands = Commands(desk, memory, Attendant(Respond(), self._tasks))
        ballot = Ballot(memory.store, memory.journal)
        hearing = Hearing(conversation, memory.choices, self._tasks, heard, Pointer(answers))
        self._sweep = Sweep(gateway, hearing, memory.store, gateway.pace.sweep)
        gateway.listeners = Listeners(hearing, Presses(commands, answers, ballot), self._sweep)
        self._tree = tree.build(gateway, config.limits.word, commands)

    async def sign_in(self, token: str) -> None:
        """Sign in; Discord is told behind it which commands there are, if it does not know."""
        await _until_there(lambda: self._gateway.sign_in(token))
        self._tasks.start(self._tell_of_commands())

    async def _tell_of_commands(self, failures: int = 0) -> None:
        """Tell Discord of the commands; should it not take them, tell it later, at ever longer intervals."""
        if not await sync.keep_in_step(self._tree, self._memory.store):
            pause = min(_SYNC_PAUSE * 2**failures, _LONGEST_SYNC_PAUSE)
            self._tasks.later(pause, partial(self._tell_of_commands, failures + 1))

    async def listen(self) -> None:
        """Begin to hear: connect, for as long as it takes; answer what was missed."""
        self._connecting = asyncio.create_task(self._connect())
        self._connecting.add_done_callback(_told)
        self._tasks.every(self._gateway.pace.beat, self._sweep.catch_up)
        connected = asyncio.create_task(self._gateway.connected.wait())
        await asyncio.wait({self._connecting, connected}, return_when=asyncio.FIRST_COMPLETED)
        connected.cancel()

    async def is_ready(self) -> bool:
        """Whether what people ask arrives."""
        is_trying = self._connecting is not None and not self._connecting.done()
        return is_trying and self._gateway.connected.is_set()

    async def stop(self, seconds: float) -> None:
        """Take nothing more, finish what is under way, disconnect."""
        self._sweep.stop()
        connecting = [self._connecting] if self._connecting else []
        for each in connecting:
            each.cancel()
        await self._gateway.disconnect()
        await self._tasks.drain(seconds)
        await self._gateway.close()
        await asyncio.gather(*connecting, return_exceptions=True)

    async def _connect(self) -> None:
        """Stay connected; what Discord refuses for good ends it, and readiness with it."""
        callbacks.hush()
        try:
            await _until_there(self._gateway.connect)
        except discord.ConnectionClosed as error:
            logger.error("discord.refused", error=REFUSED if error.code == _BAD_TOKEN else str(error))
        except discord.PrivilegedIntentsRequired as error:
            logger.error("discord.refused", error=str(error))


async def _until_there(call: Callable[[], Awaitable[None]]) -> None:
    """Make a call until Discord is there to take it."""
    pause = _FIRST_PAUSE
    while True:
        try:
            await call()
        except FAILURES as error:
            logger.warning("discord.away", error=str(error) or type(error).__name__, seconds=pause)
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        else:
            return


def _told(connecting: asyncio.Task[None]) -> None:
    """Log why nobody listens any more; discord.py has given up by itself."""
    if not connecting.cancelled() and (error := connecting.exception()):
        logger.error("discord.connection_failed", exc_info=error)
