"""Whoever is killed, and whenever: nothing that is owed is lost, and nothing is posted twice."""

import asyncio

import pytest

from tests.kill.fates import TIMING, Fates
from tests.kill.office import Office

KILLS = 300
POSTS = 8  # owed anew before each kill
FREEZES = 0.5  # a kill, where nobody is frozen
MOMENTS = ("compose", "post", "hear", "look")
LENGTHS = ((0.05, TIMING.lease), (TIMING.lease + TIMING.quarantine, 2 * TIMING.lease))  # seconds


@pytest.fixture
def fates() -> Fates:
    """What chats do, in a hundred ways."""
    return Fates(6)


def freeze(office: Office, pid: int) -> None:
    """Stop a worker, every other time for so long that another takes over what it had claimed."""
    seconds = office.chance.uniform(*office.chance.choice(LENGTHS))
    office.freeze_for(seconds, pid, office.chance.choice(("", "claim", "look", "post")))


async def next_to(office: Office, does: str) -> int:
    """The worker that next does something, while more and more is owed; not one that has died or is frozen since."""
    coming = office.chats.next(does)
    while not coming.done():
        heard = office.chats.next("hear")
        await office.owe(POSTS)
        await asyncio.wait({coming, heard}, return_when=asyncio.FIRST_COMPLETED)
    found = coming.result()
    return found if found in office.workers and found != office.frozen else await next_to(office, does)


async def replaced(office: Office) -> int:
    """Start a worker; now and then it is killed as it starts, and another takes its place: how many were killed."""
    match office.chance.randrange(12):
        case 0:
            office.kill(await office.start())
        case 1:
            connected = office.chats.next("connect")
            await office.start()
            office.kill(await connected)
        case _:
            await office.start()
            return 0
    return 1 + await replaced(office)


@pytest.mark.timeout(240)
async def test_no_kill_loses_or_doubles_anything(office: Office) -> None:
    """Three hundred, at every step of a post, while workers freeze and chats fail."""
    kills = 0
    while kills < KILLS:
        victim = await next_to(office, office.chance.choice(MOMENTS))
        if not office.frozen and office.chance.random() < FREEZES:
            freeze(office, victim)
            victim = await next_to(office, "hear")
        office.kill(victim)
        kills += 1 + await replaced(office)
    await office.settled()
    await office.stop()

    assert office.lost() == set()
    assert office.doubled() == {}
