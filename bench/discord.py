"""Discord: completion, from a command, a mention or a press to the visible reply, and interactions a second."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from time import perf_counter

from bench.asked import names, texts
from bench.discord_load import Server, Unread, send
from bench.discord_process import dossier, echo
from bench.process import Running, new_folder
from bench.shipped import FOLDER
from bench.table import Row
from bench.timing import Timing, seconds
from corpus.load import load
from handlers.complete import complete
from tests.discord.fake.components import children
from tests.discord.fake.message import Message

_MILLI, _MICRO = 1e3, 1e6
_STARTS, _MENTIONS, _PRESSES = 5, 300, 500
_COUNT, _ROUNDS, _TEXTS = 1_000, 7, 200
_OFFERED = 25  # choices
_SHARE = 0.7  # of the interactions a second of the bare client
_NONE = Timing.of(0)
_BARE = ("the text", "the same replies")


def prefixes() -> list[str]:
    """What is typed on the way to each name: one letter, three, and all of it."""
    return [*dict.fromkeys(name[:end] for name in names() for end in (1, 3, len(name)))]


def asked() -> list[str]:
    """Every text but the empty one, which Discord does not let through."""
    return [text for text in texts() if text]


class Office:
    """Milliseconds from what people do to what they see."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._seen: list[Message] = []

    async def completion(self, at: int, typed: str) -> float:
        """From a letter typed to the choices."""
        server, began = self._server, perf_counter()
        await server.autocomplete(server.person(at), server.general, "alibaba", {"topic": typed})
        return _MILLI * (perf_counter() - began)

    async def command(self, at: int, text: str) -> float:
        """From a command to its reply."""
        server, began = self._server, perf_counter()
        shown = await server.shown(server.slash(server.person(at), server.general, "alibaba", {"topic": text}))
        self._seen = [*self._seen[1 - _TEXTS :], shown]
        return _MILLI * (perf_counter() - began)

    async def mention(self, at: int, text: str) -> float:
        """From a mention to the reply to it."""
        server, began = self._server, perf_counter()
        await server.reply(server.say(server.person(at), server.general, text, mention=True))
        return _MILLI * (perf_counter() - began)

    async def press(self, at: int, verb: str) -> float:
        """From a press on a button of a reply that was shown to what it shows."""
        server = self._server
        pressable = [(message, found) for message in self._seen for found in _custom_ids(message, verb)]
        message, custom_id = pressable[at % len(pressable)]
        user = message.seen_by or server.person(at)
        began = perf_counter()
        await server.shown(server.press(user, message, custom_id))
        return _MILLI * (perf_counter() - began)


def _custom_ids(message: Message, verb: str) -> list[str]:
    found = (str(each.get("custom_id", "")) for each in children(message.components))
    return [custom_id for custom_id in found if custom_id.startswith(f"d1:{verb}:")]


async def _each(do: Callable[[int, str], Awaitable[float]], said: Sequence[str]) -> Timing:
    values = [await do(at, text) for at, text in enumerate(said)]
    return Timing.of(*values)


async def _start_rows(server: Server, data: Path) -> list[Row]:
    """A first start, which encodes the articles, and then some more."""
    first = await _started(server, data)
    others = [await _started(server, data) for _ in range(_STARTS)]
    identified, ready, memory = (Timing.of(*values) for values in zip(*others, strict=True))
    return [
        Row("first start ever to IDENTIFY", Timing.of(first[0]), _NONE, "s"),
        Row("start to IDENTIFY", identified, _NONE, "s", 1, "worst"),
        Row("… to ready", ready, _NONE, "s"),
        Row("… its memory", memory, _NONE, "MB"),
    ]


async def _started(server: Server, data: Path) -> tuple[float, float, float]:
    """Seconds from the start of the process to IDENTIFY, and until it is ready; then its memory."""
    identified = asyncio.ensure_future(_identified(server, len(server.gateway.identifies)))
    async with dossier(server, data) as bot:
        await server.until(lambda: server.commands[None])
        return await identified - bot.began, bot.seconds, bot.resident


async def _identified(server: Server, before: int) -> float:
    await server.until(lambda: len(server.gateway.identifies) > before, seconds=120)
    return perf_counter()


def _core() -> Timing:
    """Milliseconds that completion takes in the core, without Discord."""
    corpus = load(FOLDER)
    taken = (seconds(lambda typed: complete(typed, corpus, _OFFERED), text) for text in prefixes())
    return Timing.of(*taken).scaled(_MILLI)


async def _rows() -> list[Row]:
    async with new_folder() as data, Server() as ours, Server() as text:
        rows = await _start_rows(ours, data)
        async with dossier(ours, data) as bot, echo(text, {}, data):
            rows += await _seen(Office(ours), Office(text))
            rows += [Row("memory after all that", Timing.of(bot.resident), _NONE, "MB")]
            replies = {said: await _reply(ours, said) for said in asked()[:_TEXTS]}
    async with new_folder() as data, AsyncExitStack() as stack:
        ours, text, same = [await stack.enter_async_context(Unread()) for _ in range(3)]
        clients = dossier(ours, data), echo(text, {}, data), echo(same, replies, data)
        started = [await stack.enter_async_context(client) for client in clients]
        pairs = [*zip((ours, text, same), started, strict=True)]
        await ours.until(lambda: ours.commands[None])
        return [*rows, *await _throughput(1, pairs), *await _throughput(16, pairs)]


async def _seen(office: Office, bare: Office) -> list[Row]:
    """What people wait for, beside the bare client where it does the same."""
    said = asked()
    typed, echoed = await _each(office.completion, prefixes()), await _each(bare.completion, prefixes())
    cold, warm, answered = [await _each(do, said) for do in (office.command, office.command, bare.command)]
    mixed = Timing.of(*cold.values, *warm.values)
    return [
        Row("completion acknowledged; bare: the letters", typed, echoed, "ms", 10),
        Row("… in the core", _core(), _NONE, "ms", 5),
        Row("command to visible reply, each text twice: p50; bare: the text", mixed, answered, "ms", 5, "p50"),
        Row("… p99", mixed, _NONE, "ms", 25),
        Row("… new", cold, _NONE),
        Row("… asked before", warm, _NONE),
        Row("mention to visible reply, asked before by command", await _each(office.mention, said[:_MENTIONS]), _NONE),
        Row("press that asks to visible reply", await _each(office.press, ["say"] * _PRESSES), _NONE),
        Row("vote to thanks", await _each(office.press, ["vote:yes"] * _PRESSES), _NONE),
    ]


async def _reply(server: Server, text: str) -> object:
    """The components of the bot's reply to a text that was asked before."""
    interaction = server.command(0, text)
    await server.answer(interaction)
    return (await interaction.acked)["data"]["components"]


async def _throughput(at_once: int, pairs: Sequence[tuple[Server, Running]]) -> list[Row]:
    """Microseconds an interaction, of the clock and of a processor, in rounds of ours and each bare client in turn."""
    said = asked()[:_TEXTS]
    rounds = [[await send(server, bot, said, _COUNT, at_once) for server, bot in pairs] for _ in range(_ROUNDS)]
    passed, worked = (
        [Timing.of(*(_MICRO * getattr(taken, name) / _COUNT for taken in each)) for each in zip(*rounds, strict=True)]
        for name in ("passed", "worked")
    )
    return [
        *(
            Row(f"{at_once} at a time; bare: {kind}", passed[0], other, "µs", 1 / _SHARE, "ratio")
            for kind, other in zip(_BARE, passed[1:], strict=True)
        ),
        *(
            Row(f"… by what a processor works; bare: {kind}", worked[0], other, "µs")
            for kind, other in zip(_BARE, worked[1:], strict=True)
        ),
    ]


def discord_rows() -> list[Row]:
    """Every row of Discord."""
    return asyncio.run(_rows())


if __name__ == "__main__":
    from rich.console import Console

    from bench.table import WIDTH, show

    show("Discord", discord_rows(), Console(width=WIDTH))
