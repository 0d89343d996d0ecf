"""What a crowd does in any chat: all act in turn, some at once, and each is owed what must follow."""

import asyncio
import itertools
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from typing import Protocol, TypeVar

K = TypeVar("K", bound=Hashable)
_AT_ONCE = 12


class Actor(Protocol):
    """Somebody who does one thing after another."""

    async def act(self) -> None:
        """Do something, and wait for what must become of it."""


async def take_turns(people: Sequence[Actor], times: int) -> None:
    """Let people act so many times in all, some at once, none two things at once."""
    left = itertools.count()

    async def some(people: Sequence[Actor]) -> None:
        for person in itertools.cycle(people):
            if next(left) >= times:
                return
            await person.act()

    async with asyncio.TaskGroup() as group:
        for first in range(_AT_ONCE):
            group.create_task(some(people[first::_AT_ONCE]))


class Tally:
    """``done`` counts what people did, by its kind, ``in_vain`` that of which what must follow did not."""

    def __init__(self) -> None:
        self.done: Counter[str] = Counter()
        self.in_vain: Counter[str] = Counter()

    async def one_of(self, actions: Mapping[Callable[[], Awaitable[None]], int], chance: random.Random) -> None:
        """Do one of some things, each as often as its weight says."""
        [action] = chance.choices(list(actions), list(actions.values()))
        name = action.__name__.strip("_")
        self.done[name] += 1
        try:
            await action()
        except TimeoutError:
            self.in_vain[name] += 1


def differences(owed: Counter[K], said: Counter[K]) -> dict[K, tuple[int, int]]:
    """Where the bot said more or less than it owed: what it owed, and what it said."""
    return {each: (owed[each], said[each]) for each in owed.keys() | said.keys() if owed[each] != said[each]}
