"""Two versions side by side while a new one is rolled out: nothing is lost, and nothing is posted twice."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from tests.kill.chats import Chats
from tests.kill.fates import Fates
from tests.kill.office import Office, opened

POSTS = 10
KILLS = 30


@pytest.fixture
def fates() -> Fates:
    """Chats that leave much in doubt."""
    return Fates(6)


@pytest.fixture
async def rolling(database_url: str, chats: Chats) -> AsyncIterator[Office]:
    """An office that nobody works in yet."""
    async with opened(database_url, chats, 6) as office:
        yield office


async def test_an_older_version_posts_what_a_newer_one_planned(rolling: Office) -> None:
    """Each takes what the other leaves, also in doubt; both are killed again and again."""
    newer, older = rolling.settings, replace(rolling.settings, is_older=True)
    working = {await rolling.start(each): each for each in (newer, older)}
    for _ in range(KILLS):
        posted = rolling.chats.next("post")
        await rolling.owe(POSTS)
        if settings := working.pop(victim := await posted, None):
            rolling.kill(victim)
            working[await rolling.start(settings)] = settings
    await rolling.settled()

    assert set(working.values()) == {newer, older}
    assert rolling.doubled() == {}
