"""A day in Slack at once, with things going wrong: nothing may be lost or said twice, and no memory may grow."""

import argparse
import asyncio
import itertools
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.slack import names, texts
from bench.slack_process import by_socket, new_folder
from tests.slack.counting import CountingSlack
from tests.slack.crowd import Crowd, Trouble

_EVENTS = 100_000
_MOST_SECONDS = 1_500
_ROUND = 500  # actions between two looks at the memory
_TROUBLE = 5  # rounds between two things that go wrong
_WARM = 0.3  # share of the rounds that fill caches
_GROWTH = 0.1
_OPEN = "SELECT count(*) FROM delivery WHERE state NOT IN ('sent', 'failed', 'skipped')"


@dataclass(frozen=True, slots=True)
class Soaked:
    """What came of it.

    The events sent; the actions done, by their kind, and those without what must follow them; seconds; MB after each
    round; where too much or too little was said.
    """

    events: int
    done: dict[str, int]
    in_vain: dict[str, int]
    seconds: float
    memory: tuple[float, ...]
    differences: dict[tuple[str, str], tuple[int, int]]

    @property
    def growth(self) -> float:
        """The memory of the last tenth, divided by that of the tenth after the caches were filled, less one."""
        tenth, start = max(1, len(self.memory) // 10), int(len(self.memory) * _WARM)
        return median(self.memory[-tenth:]) / median(self.memory[start : start + tenth]) - 1


async def soak(events: int, *, is_traced: bool) -> Soaked:
    """Let a crowd act until it has sent so many events, for 25 minutes at most.

    Traced, memory is what Python allocated, and all is slower.
    """
    async with CountingSlack() as slack, new_folder() as data, by_socket(slack, data, is_traced=is_traced) as bot:
        crowd, began = Crowd(slack, (names(), texts())), perf_counter()
        memory, troubles = list[float](), tuple(Trouble)
        for number in itertools.count():
            async with asyncio.TaskGroup() as group:
                group.create_task(crowd.act(_ROUND))
                if number % _TROUBLE == _TROUBLE - 1:
                    group.create_task(crowd.meet(troubles[number // _TROUBLE % len(troubles)]))
            memory.append(await bot.traced() if is_traced else bot.resident)
            _tell(slack.sent, perf_counter() - began, memory[-1])
            if slack.sent >= events or perf_counter() - began > _MOST_SECONDS:
                break
        slack.faults.clear()
        await _settled(data)
        return Soaked(
            slack.sent,
            dict(crowd.done),
            dict(crowd.in_vain),
            perf_counter() - began,
            tuple(memory),
            crowd.differences(),
        )


async def _settled(data: Path) -> None:
    """Wait until the bot has nothing left to post."""
    async with asyncio.timeout(120):
        while _open(data):  # noqa: ASYNC110 -- another process changes it
            await asyncio.sleep(1)


def _open(data: Path) -> int:
    with closing(sqlite3.connect(data / "dossier.sqlite3")) as database:
        return int(database.execute(_OPEN).fetchone()[0])


def _tell(sent: int, seconds: float, memory: float) -> None:
    sys.stderr.write(f"\r{sent:,} events in {seconds:.0f} s, {memory:.0f} MB ")
    sys.stderr.flush()


def main(events: int, *, is_traced: bool) -> int:
    """Report; 1 when something was lost or doubled, or the memory grew by more than a tenth."""
    soaked = asyncio.run(soak(events, is_traced=is_traced))
    first, last = soaked.memory[0], soaked.memory[-1]
    lines = [
        f"{soaked.events:,} events in {soaked.seconds:.0f} s: {soaked.done}",
        f"Memory: {first:.0f} MB at first, {last:.0f} MB at last.",
        f"Grown by {soaked.growth:.1%} since the caches were filled (floor: under {_GROWTH:.0%}).",
        f"Lost or doubled: {soaked.differences or soaked.in_vain or 'nothing'}.",
    ]
    sys.stdout.write("\n".join(["", *lines, ""]))
    return int(bool(soaked.differences or soaked.in_vain) or soaked.growth >= _GROWTH)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=_EVENTS)
    parser.add_argument("--traced", action="store_true", help="measure what Python allocated, by tracemalloc")
    chosen = parser.parse_args()
    sys.exit(main(chosen.events, is_traced=chosen.traced))
