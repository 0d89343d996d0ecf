"""Running the bot: every part that is configured, in one process, until it is told to stop."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from functools import partial
from time import monotonic, time

from bot.app import Dossier
from bot.choices import Choices
from bot.config import Config
from bot.delivery import Chat, Outbox, Timing
from bot.errors import BotError
from bot.health import Check
from bot.journal import Journal
from bot.limiter import Limiter
from bot.log import logger
from bot.memory import Memory
from bot.pace import Pace
from bot.parts import Plan, Role, plan
from bot.pipeline import Pipeline
from bot.server import Server
from bot.state import StoredState
from bot.store import retention
from bot.store.store import Store
from bot.tasks import Tasks
from handlers.request import Place
from handlers.workspace import defaults

_DAY = 86_400.0  # seconds
_NOTHING = (
    "nothing to run: set SLACK_BOT_TOKEN and SLACK_APP_TOKEN for Slack (docs/run-in-slack.md), or try it in the "
    "terminal: python -m bot chat"
)
_IDLE = "Nothing to do in this role; waiting. Ctrl-C stops."
Tell = Callable[[str], None]


async def run(dossier: Dossier, only: Role | None, tell: Tell) -> None:
    """Run one role, or all that is configured, until SIGTERM or SIGINT; then finish what is under way within 10 s.

    BotError when nothing is configured, or when something that is cannot start.
    """
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    planned = plan(dossier.config, only)
    for part in planned.parts:
        tell(str(part))
    if only is None and not planned.has_chat:
        raise BotError(_NOTHING)
    async with AsyncExitStack() as stack:
        starting = asyncio.ensure_future(start(dossier, planned, stack, tell))
        waiting = asyncio.ensure_future(stopping.wait())
        await asyncio.wait({starting, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            starting.result()
            await waiting
        else:
            starting.cancel()
            await asyncio.wait({starting})
        logger.info("run.stopping")
    tell("Stopped.")


async def start(dossier: Dossier, planned: Plan, stack: AsyncExitStack, tell: Tell, pace: Pace = Pace()) -> None:
    """Start every part that is on; each is stopped by the stack, the last one first.

    Nothing is listened to over a socket, and ``/readyz`` is no, until the articles are encoded.
    """
    began, config, checks = monotonic(), dossier.config, dict[str, Check]()
    server = Server(config.server.host, config.server.port, checks, drain=1) if planned.server.is_on else None
    listen = await _chat(dossier, server, checks, stack, pace) if planned.has_chat else None
    if server:
        await server.start()
        stack.push_async_callback(server.stop)
    if listen:
        await listen()
    tell(f"Ready in {monotonic() - began:.1f} s. Ctrl-C stops." if not planned.is_idle else _IDLE)


async def _chat(
    dossier: Dossier, server: Server | None, checks: dict[str, Check], stack: AsyncExitStack, pace: Pace
) -> Callable[[], Awaitable[None]]:
    """All that a chat needs, signed in; what is given back begins to listen, when the articles are encoded."""
    from bot.adapters.slack import client

    config = dossier.config
    memory, chats = await _memory(config, checks, stack, pace.delivery)
    names: dict[str, Callable[[Place], str]] = {}
    pipeline = await _pipeline(dossier, memory, lambda place: names[place.platform](place), stack)
    slack = await client.build(config, pipeline, memory, server)
    await pipeline.load()
    chats["slack"], names["slack"] = slack.chat, slack.names.of
    checks["slack"] = slack.is_ready

    async def prune() -> None:
        await asyncio.to_thread(_prune, memory.store)

    tasks = Tasks()
    tasks.every(pace.tick, memory.outbox.tick)
    tasks.every(pace.beat, slack.beat)
    tasks.every(_DAY, prune)
    stack.push_async_callback(slack.stop, pace.drain)
    stack.push_async_callback(tasks.drain, 1)

    async def listen() -> None:
        await pipeline.prepare()
        await slack.listen(pace.ping)

    return listen


async def _memory(
    config: Config, checks: dict[str, Check], stack: AsyncExitStack, timing: Timing
) -> tuple[Memory, dict[str, Chat]]:
    """The store and what is kept in it, and where the outbox looks for its chats."""
    store = await asyncio.to_thread(Store.open, config.database)
    stack.push_async_callback(asyncio.to_thread, store.close)
    chats: dict[str, Chat] = {}
    journal = Journal(store)
    stack.push_async_callback(asyncio.to_thread, journal.close)
    checks["database"] = partial(asyncio.to_thread, store.is_alive)
    choices = Choices(store, defaults(config.slack.audience, config.slack.auto_answer))
    return Memory(store, Outbox(store, chats, timing), journal, choices), chats


async def _pipeline(dossier: Dossier, memory: Memory, name: Callable[[Place], str], stack: AsyncExitStack) -> Pipeline:
    corpus = await asyncio.to_thread(lambda: dossier.corpus)
    states = partial(StoredState, memory.store, memory.choices, name)
    pipeline = Pipeline(corpus, states, Limiter(dossier.config.per_minute), ThreadPoolExecutor(1))
    stack.push_async_callback(pipeline.close)
    return pipeline


def _prune(store: Store) -> None:
    with store.begin() as connection:
        retention.prune(connection, time())
