"""A machine whose clock is set: nothing is lost, and nothing is posted twice."""

import pytest

from tests.kill.fates import Fates
from tests.kill.office import Office

HOUR = 3600.0
ROUNDS = 3
POSTS = 40


@pytest.fixture
def fates() -> Fates:
    """Chats that leave much in doubt."""
    return Fates(6)


async def test_clocks_that_jump_by_an_hour_lose_and_double_nothing(office: Office) -> None:
    """Forth and back amid posts; what was put off by a clock that was ahead is due when that time comes."""
    ahead = 0.0
    for next_ahead in (HOUR, 0.0, -HOUR, 0.0, HOUR) * ROUNDS:
        heard = office.chats.next("hear")
        await office.owe(POSTS)
        if ahead >= 0:  # by a clock that is behind nothing is due
            await heard
        ahead = next_ahead
        office.clock.set(ahead)
    await office.settled()

    assert office.doubled() == {}
