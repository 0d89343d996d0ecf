"""A soak: a crowd acts for long while things go wrong; nothing may be lost or said twice, and no memory may grow."""

import argparse
import asyncio
import sqlite3
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Protocol, TypeVar

from bench.process import Running

_EVENTS = 100_000
_MOST_SECONDS = 1_500
_ROUND = 500  # actions between two looks at the memory
_TROUBLE = 5  # rounds between two things that go wrong
_WARM = 0.3  # share of the rounds that fill caches
_GROWTH = 0.1
_OPEN = "SELECT count(*) FROM delivery WHERE state NOT IN ('sent', 'failed', 'skipped')"

Trouble_contra = TypeVar("Trouble_contra", contravariant=True)


class Crowd(Protocol[Trouble_contra]):
    """People who act: ``done`` counts what they did, by its kind, ``in_vain`` what nothing followed."""

    done: Counter[str]
    in_vain: Counter[str]

    @property
    def sent(self) -> int:
        """The events sent to the bot."""

    async def act(self, times: int) -> None:
        """Do so many things, each to its end."""

    async def meet(self, trouble: Trouble_contra) -> None:
        """Have something go wrong amid that."""

    def differences(self) -> Mapping[Any, tuple[int, int]]:
        """Where the bot owed so much and said so much, and the two differ."""


@dataclass(frozen=True, slots=True)
class Course:
    """How a soak went: seconds, and MB after each round."""

    seconds: float
    memory: tuple[float, ...]

    @property
    def growth(self) -> float:
        """The memory of the last tenth, divided by that of the tenth after the caches were filled, less one."""
        tenth, start = max(1, len(self.memory) // 10), int(len(self.memory) * _WARM)
        return median(self.memory[-tenth:]) / median(self.memory[start : start + tenth]) - 1


async def soak(
    crowd: Crowd[Trouble_contra],
    troubles: Sequence[Trouble_contra],
    events: int,
    memory: Callable[[], Awaitable[float]],
) -> Course:
    """Let a crowd act until it has sent so many events, for 25 minutes at most."""
    began, looks = perf_counter(), list[float]()
    while crowd.sent < events and perf_counter() - began < _MOST_SECONDS:
        number = len(looks)
        async with asyncio.TaskGroup() as group:
            group.create_task(crowd.act(_ROUND))
            if number % _TROUBLE == _TROUBLE - 1:
                group.create_task(crowd.meet(troubles[number // _TROUBLE % len(troubles)]))
        looks.append(await memory())
        _tell(f"\r{crowd.sent:,} events in {perf_counter() - began:.0f} s, {looks[-1]:.0f} MB ")
    return Course(perf_counter() - began, tuple(looks))


def watched(bot: Running, *, is_traced: bool) -> Callable[[], Awaitable[float]]:
    """How to look at the memory of a process; traced, it is what Python allocated, and all is slower."""

    async def resident() -> float:
        return bot.resident

    return bot.traced if is_traced else resident


async def settled(data: Path) -> None:
    """Wait until the bot has nothing left to post."""
    async with asyncio.timeout(120):
        while _open(data):  # noqa: ASYNC110 -- another process changes it
            await asyncio.sleep(1)


def _open(data: Path) -> int:
    with closing(sqlite3.connect(data / "dossier.sqlite3")) as database:
        return int(database.execute(_OPEN).fetchone()[0])


def report(crowd: Crowd[Any], course: Course) -> int:
    """Tell what came of it; 1 when something was lost or doubled, or the memory grew by more than a tenth."""
    lost = crowd.differences() or crowd.in_vain
    lines = [
        f"{crowd.sent:,} events in {course.seconds:.0f} s: {dict(crowd.done)}",
        f"Memory: {course.memory[0]:.0f} MB at first, {course.memory[-1]:.0f} MB at last.",
        f"Grown by {course.growth:.1%} since the caches were filled (floor: under {_GROWTH:.0%}).",
        f"Lost or doubled: {dict(lost) or 'nothing'}.",
    ]
    sys.stdout.write("\n".join(["", *lines, ""]))
    return int(bool(lost) or course.growth >= _GROWTH)


def options(about: str | None) -> argparse.Namespace:
    """What the command line says: ``events``, and whether to be ``traced``."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--events", type=int, default=_EVENTS)
    parser.add_argument("--traced", action="store_true", help="measure what Python allocated, by tracemalloc")
    return parser.parse_args()


def _tell(line: str) -> None:
    sys.stderr.write(line)
    sys.stderr.flush()
