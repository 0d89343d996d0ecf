"""What each guard is good for: with it nothing is posted twice, and without it something is."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.kill.chats import Chats
from tests.kill.fates import Fate, Fates
from tests.kill.office import Office, opened

POSTS = 20


@pytest.fixture
async def idle(tmp_path: Path, chats: Chats) -> AsyncIterator[Office]:
    """An office that nobody works in yet."""
    async with opened(f"sqlite:///{tmp_path / 'dossier.sqlite3'}", chats, 6) as office:
        yield office


@pytest.mark.parametrize("lacks", ["", "fence"])
async def test_who_stood_still_after_a_claim_posts_no_more_unless_the_fence_is_missing(
    idle: Office, lacks: str
) -> None:
    """Until another has posted all of it."""
    sleeper = await idle.start(replace(idle.settings, threads=1, lacks=lacks))
    await idle.chats.next("connect")
    asleep = idle.freeze(sleeper, "claim")
    await idle.owe(POSTS)
    await asleep
    await idle.start()
    await idle.settled()
    idle.thaw(sleeper)
    await idle.stop()

    assert bool(idle.doubled()) == (lacks == "fence")


@pytest.mark.parametrize("lacks", ["", "quarantine"])
async def test_what_is_taken_after_the_line_was_cut_comes_once_unless_the_quarantine_is_missing(
    idle: Office, chats: Chats, lacks: str
) -> None:
    """The history does not show it yet when the doubt begins."""
    chats.fates = Fates(6, always=Fate.CUT)
    await idle.start(replace(idle.settings, lacks=lacks))
    await idle.owe(POSTS)
    await idle.settled()
    await idle.stop()

    assert bool(idle.doubled()) == (lacks == "quarantine")
