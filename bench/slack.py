"""Slack: from a command or a mention to the visible reply, many at once, and how many a second by HTTP."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from time import perf_counter

from bench import slack_load
from bench.asked import texts
from bench.process import Running, new_folder
from bench.slack_process import by_http, by_socket, echo
from bench.table import Row
from bench.timing import Timing
from tests.slack.fake.server import Slack
from tests.slack.fake.world import User

_PEOPLE, _MILLI, _MICRO = 100, 1e3, 1e6
_AT_ONCE = 200
_MENTIONS = 300
_REQUESTS, _ROUNDS, _TEXTS = 2_000, 5, 200
_SHARE = 0.7  # of the requests a second of the bare echo
_NONE = Timing.of(0)


class Office:
    """A loopback Slack with a hundred people in one channel, that neither checks nor keeps what it sees."""

    def __init__(self, slack: Slack) -> None:
        self.slack = slack
        slack.is_strict = slack.is_recording = slack.echoes_own = False
        self.people = [slack.workspace.add_user(f"p{number}") for number in range(_PEOPLE)]
        slack.general.members |= {user.id for user in self.people}

    def person(self, at: int) -> User:
        """One after another."""
        return self.people[at % _PEOPLE]

    async def command(self, at: int, text: str) -> float:
        """Milliseconds from typing a command to seeing its reply."""
        began = perf_counter()
        await self.slack.command(self.person(at), self.slack.general, "/alibaba", text)
        return _MILLI * (perf_counter() - began)

    async def mention(self, at: int, text: str) -> float:
        """Milliseconds from a mention to the reply in its thread."""
        began = perf_counter()
        await self.slack.ask(self.person(at), self.slack.general, self.slack.mention(text))
        return _MILLI * (perf_counter() - began)

    async def at_once(self, asked: Sequence[str]) -> tuple[Timing, Timing]:
        """Seconds until each of many commands, typed in one moment, is acknowledged; and until it has its reply."""
        slack, began = self.slack, perf_counter()
        sent = [slack.send_command(self.person(at), slack.general, "/alibaba", text) for at, text in enumerate(asked)]
        acknowledged: list[float] = []
        for delivery in sent:
            delivery.acked.add_done_callback(lambda _: acknowledged.append(perf_counter() - began))
        await asyncio.gather(*(delivery.acked for delivery in sent))
        visible = [perf_counter() - began for delivery in sent if delivery.shown]
        await slack.until(lambda: all(delivery.shown for delivery in sent), seconds=60)
        return Timing.of(*acknowledged), Timing.of(*visible, perf_counter() - began)


async def _socket_rows() -> list[Row]:
    """A first start, which encodes the articles, and all else on a second one."""
    async with Slack() as slack, new_folder() as data:
        async with by_socket(slack, data) as first:
            ever = Row("first start ever to connected", Timing.of(first.seconds), _NONE, "s")
        async with by_socket(slack, data) as bot:
            start = Row("start to connected", Timing.of(bot.seconds), _NONE, "s")
            return [ever, start, _memory(bot, "… its memory"), *await _asked_by_socket(Office(slack), bot)]


async def _asked_by_socket(office: Office, bot: Running) -> list[Row]:
    asked = texts()
    acknowledged, visible = await office.at_once(asked[:_AT_ONCE])
    cold = await _each(office.command, asked[_AT_ONCE:])
    warm = await _each(office.command, asked[_AT_ONCE:])
    mentions = await _each(office.mention, asked[:_MENTIONS])
    return [
        Row(f"{_AT_ONCE} new commands at once, acknowledged", acknowledged, _NONE, "s", 0.5, "worst"),
        Row("… the last reply visible", visible, _NONE, "s"),
        *_latency("by socket", cold, warm),
        Row("mention to visible reply, asked before", mentions, _NONE),
        _memory(bot, "memory after all that"),
    ]


async def _http_rows() -> list[Row]:
    asked = texts()
    async with Slack() as slack, new_folder() as data, by_http(slack, data) as bot:
        office = Office(slack)
        slack.http.url = f"http://127.0.0.1:{bot.port}/slack/events"
        cold = await _each(office.command, asked)
        warm = await _each(office.command, asked)
        async with echo({}, data) as text, echo(await _replies(office), data) as same:
            throughput = [await _throughput(connections, bot, text, same) for connections in (1, 16)]
    return [*_latency("by HTTP", cold, warm), *(row for rows in throughput for row in rows)]


async def _replies(office: Office) -> dict[str, object]:
    """What the bot says to each text of the throughput."""
    slack, replies = office.slack, dict[str, object]()
    for text in texts()[:_TEXTS]:
        shown = await slack.command(slack.asker, slack.general, "/alibaba", text)
        blocks = [{name: value for name, value in block.items() if name != "block_id"} for block in shown.blocks]
        replies[text] = {"response_type": "ephemeral", "text": shown.text, "blocks": blocks}
    return replies


async def _each(ask: Callable[[int, str], Awaitable[float]], asked: Sequence[str]) -> Timing:
    values = [await ask(at, text) for at, text in enumerate(asked)]
    return Timing.of(*values)


def _latency(how: str, cold: Timing, warm: Timing) -> list[Row]:
    mixed = Timing.of(*cold.values, *warm.values)
    return [
        Row(f"command to visible reply {how}, each text twice: p50", mixed, _NONE, "ms", 15, "p50"),
        Row("… p99", mixed, _NONE, "ms", 50),
        Row("… new", cold, _NONE),
        Row("… asked before", warm, _NONE),
    ]


def _memory(bot: Running, name: str) -> Row:
    return Row(name, Timing.of(bot.resident), _NONE, "MB")


async def _throughput(connections: int, bot: Running, *bare: Running) -> list[Row]:
    """Microseconds a request in rounds of ours and each bare app in turn; every text was asked before."""
    rounds = []
    asked = texts()[:_TEXTS]
    for _ in range(_ROUNDS):
        requests = slack_load.commands(asked, _REQUESTS)
        rounds.append([await slack_load.send(requests, app.port, connections) for app in (bot, *bare)])
    ours, *others = (
        Timing.of(*(_MICRO * seconds / _REQUESTS for seconds in taken)) for taken in zip(*rounds, strict=True)
    )
    kinds = ("echo of the text", "echo that gives the same replies")
    return [
        Row(f"HTTP, {connections} at a time; bare: {kind}", ours, other, "µs", 1 / _SHARE, "ratio")
        for kind, other in zip(kinds, others, strict=True)
    ]


def slack_rows() -> list[Row]:
    """Every row of Slack."""
    return asyncio.run(_rows())


async def _rows() -> list[Row]:
    return [*await _socket_rows(), *await _http_rows()]


if __name__ == "__main__":
    from rich.console import Console

    from bench.table import WIDTH, show

    show("Slack", slack_rows(), Console(width=WIDTH))
