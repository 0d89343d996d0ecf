"""A hundred thousand posts in virtual time, by workers that crash and freeze: none lost, none doubled, all in order.

The same without quarantine, and without the fence, doubles some: so the simulation would see it.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import inf
from random import Random
from typing import Any

import pytest
from sqlalchemy import Row, delete, event, func, select

from bot.delivery import Timing
from bot.store import deliveries
from bot.store.delivery import Delivery
from bot.store.engine import connect
from bot.store.migrate import migrate
from bot.store.store import Store
from bot.store.tables import IS_OPEN, delivery
from handlers.request import Place
from tests.simulation.virtual import VirtualLoop
from tests.simulation.world import World

WORKERS, WAVES, POSTS, CHANNELS = 3, 10, 200, 400
APART, CALM = 60.0, 900.0  # seconds between waves; until nothing goes wrong any more
SEEDS = 50  # times WAVES * POSTS
HELD = 600.0  # seconds after which what was tried first holds back nothing


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that does not wait for the disk: no power is cut here."""
    engine = connect(tmp_path_factory.mktemp("simulation") / "dossier.sqlite3")
    event.listen(engine, "connect", lambda sqlite, _: sqlite.execute("PRAGMA synchronous = OFF"))
    migrate(engine)
    store = Store(engine, "00" * 32)
    yield store
    store.close()


@pytest.fixture(autouse=True)
def _silent(caplog: pytest.LogCaptureFixture) -> None:
    """What goes wrong here is no news."""
    caplog.set_level(logging.CRITICAL, "dossier")


@dataclass(frozen=True)
class Outcome:
    """What came of a run: ids of deliveries, and how eventful it was."""

    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    disordered: tuple[str, ...]
    misjudged: tuple[str, ...]
    crashes: int
    freezes: int


def simulate(store: Store, seed: int, timing: Timing = Timing()) -> Outcome:
    """Let workers post waves of deliveries until all are settled."""
    chance = Random(seed)
    owed = _owed(chance)
    refusing = frozenset(each.id for each in owed if chance.random() < 0.01)
    world = World(chance, store, timing, CALM, refusing)
    with store.begin() as connection:
        connection.execute(delete(delivery))
        deliveries.add_all(connection, owed)
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        runner.run(_run(world))
    with store.read() as connection:
        rows = connection.execute(select(delivery)).all()
    return _outcome(world, rows)


def _owed(chance: Random) -> list[Delivery]:
    """What is due, wave by wave; some channels get two posts and more at once."""
    return [
        Delivery(
            f"{wave}-{number}",
            Place("chat", "T1", f"C{chance.randrange(CHANNELS)}"),
            "{}",
            ready_at=APART * wave,
            created_at=APART * wave,
            subscription_id=f"s{wave}-{number}",
            scheduled_for=APART * wave,
        )
        for wave in range(1, WAVES + 1)
        for number in range(POSTS)
    ]


async def _run(world: World) -> None:
    """Until nothing is open."""
    working = asyncio.gather(*(world.employ() for _ in range(WORKERS)))
    while _is_any_open(world.store):
        await asyncio.wait({working}, timeout=APART)
        assert not working.done(), working.result()
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)


def _is_any_open(store: Store) -> bool:
    with store.read() as connection:
        return connection.scalar(select(func.count()).where(IS_OPEN).select_from(delivery)) != 0


def _outcome(world: World, rows: Sequence[Row[Any]]) -> Outcome:
    taken, refusing = world.taken, world.refusing
    ends = {row.id: (row.state, row.message_id) for row in rows}
    right = {each: ("failed", "") if each in refusing else ("sent", f"m-{each}") for each in ends}
    return Outcome(
        lost=tuple(each for each in ends if not taken[each] and each not in refusing),
        doubled=tuple(each for each in ends if len(taken[each]) > 1),
        disordered=tuple(_disordered(world, rows)),
        misjudged=tuple(each for each in ends if ends[each] != right[each]),
        crashes=world.crashes,
        freezes=world.freezes,
    )


def _disordered(world: World, rows: Sequence[Row[Any]]) -> Iterator[str]:
    """What overtook another in its channel, which had not yet been tried for long enough."""
    by_channel = defaultdict[str, list[Row[Any]]](list)
    for row in sorted(rows, key=lambda row: (row.created_at, row.id)):
        if world.taken[row.id]:
            by_channel[row.channel].append(row)
    for posts in by_channel.values():
        for first, second in combinations(posts, 2):
            at = world.taken[second.id][0]
            if at < world.taken[first.id][0] and at < first.first_try_at + HELD:
                yield second.id


@pytest.mark.parametrize("seed", range(SEEDS))
def test_every_post_comes_once_and_in_order(ledger: Store, seed: int) -> None:
    """Whatever stops wherever, and for how long; and what the chat will not take is told once at most."""
    outcome = simulate(ledger, seed)

    assert (outcome.lost, outcome.doubled, outcome.disordered, outcome.misjudged) == ((), (), (), ())
    assert min(outcome.crashes, outcome.freezes) > 0


def test_the_same_seed_is_the_same_run(ledger: Store) -> None:
    """So what goes wrong can be looked into."""
    assert simulate(ledger, 1) == simulate(ledger, 1)


@pytest.mark.parametrize(
    "timing",
    [replace(Timing(), taken_within=0.0, shown_within=0.0), replace(Timing(), margin=-inf)],
    ids=["without quarantine", "without fence"],
)
def test_without_its_guards_posts_come_twice(ledger: Store, timing: Timing) -> None:
    """The controls: what guards nothing would not be missed; with both, none of these runs doubles anything."""
    assert any(simulate(ledger, seed, timing).doubled for seed in range(3))
