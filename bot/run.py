"""Running the bot: every part that is configured, in one process, until it is told to stop."""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import AsyncExitStack
from time import monotonic
from typing import TYPE_CHECKING

from bot import heap
from bot.app import Dossier
from bot.config import Config
from bot.errors import BotError
from bot.health import Check
from bot.house import House, open_house
from bot.importing import uncollected
from bot.log import logger
from bot.pace import Pace
from bot.parts import Plan, Role, plan

if TYPE_CHECKING:
    from bot.server import Server

_NOTHING = (
    "nothing to run: set SLACK_BOT_TOKEN and SLACK_APP_TOKEN for Slack (docs/run-in-slack.md), DISCORD_TOKEN for "
    "Discord (docs/run-in-discord.md), or try it in the terminal: python -m bot chat"
)
_IDLE = "Nothing to do in this role; waiting. Ctrl-C stops."
Tell = Callable[[str], None]


async def run(dossier: Dossier, only: Role | None, tell: Tell) -> None:
    """Run one role, or all that is configured, until SIGTERM or SIGINT; then finish what is under way within 10 s.

    BotError when nothing is configured, or when something that is cannot start.
    """
    heap.share()
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
    """Start every part that is on; each is stopped by the stack: the server, then the others, the last one first.

    Probes are answered at once, but ``/readyz`` is no until the articles are encoded. Slack is listened to from then
    on; Discord at once, for there a reply may follow minutes after it was promised.
    """
    began, config, checks = monotonic(), dossier.config, dict[str, Check]()
    parts = await stack.enter_async_context(AsyncExitStack())
    server = await _server(config, checks, stack) if planned.server.is_on else None
    if planned.has_chat:
        house = await open_house(dossier, checks, parts, pace)
        await _together(*_chats(house, planned, server))
    elif server:
        server.open()
    tell(f"Ready in {monotonic() - began:.1f} s. Ctrl-C stops." if not planned.is_idle else _IDLE)


async def _server(config: Config, checks: Mapping[str, Check], stack: AsyncExitStack) -> "Server":
    from bot.server import Server

    server = Server(config.server.host, config.server.port, checks, drain=1)
    await server.start()
    stack.push_async_callback(server.stop)
    return server


def _chats(house: House, planned: Plan, server: "Server | None") -> Iterator[Coroutine[object, object, None]]:
    """What brings up each chat; one that is away does not keep the others waiting."""
    if planned.socket.is_on or planned.http.is_on:
        yield _slack(house, server)
    elif server:
        server.open()
    if planned.discord.is_on:
        yield _discord(house)


async def _slack(house: House, server: "Server | None") -> None:
    with uncollected():
        from bot.adapters.slack import client

    await house.articles.load()
    slack = await client.build(house.config, house.pipeline, house.memory, server)
    if server:
        server.open()
    house.tasks.every(house.pace.beat, slack.beat)
    house.move_in("slack", slack)
    await house.articles.prepared()
    await slack.listen(house.pace.ping)
    await house.settle("slack")


async def _discord(house: House) -> None:
    with uncollected():
        from bot.adapters.discord import client

    house.checks["discord"] = _not_yet
    discord = await client.build(house.config, house.pipeline, house.memory, house.pace)
    house.move_in("discord", discord)
    await discord.listen()
    await house.articles.prepared()
    await house.settle("discord")


async def _not_yet() -> bool:
    """What a chat says of itself until it is signed in."""
    return False


async def _together(*starting: Coroutine[object, object, None]) -> None:
    """Wait for all; when one cannot start, the others need not."""
    tasks = [asyncio.ensure_future(each) for each in starting]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
