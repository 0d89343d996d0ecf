"""From when on messages may have been missed: until then, as the store knows, those of a workspace came in."""

from collections.abc import Iterable
from typing import Final

from bot.store import cursors
from bot.store.store import Store

LONGEST: Final = 6 * 3600.0
"""Seconds: an older question is better asked again."""
_OVERLAP = 300.0
"""Seconds before the last sign of life, by which this machine's clock may be ahead of the chat's.

What was answered is told by its key. Not longer: what people said among themselves before the bot was asked into their
thread would be heard as if it were said to it.
"""


def since(store: Store, platform: str, workspace: str, now: float) -> float | None:
    """From when on to look for what was missed, in seconds since 1970; None where the bot was never before."""
    with store.read() as connection:
        last = cursors.seen(connection, platform, workspace)
    return None if last is None else max(last - _OVERLAP, now - LONGEST)


def none_until(store: Store, platform: str, workspaces: Iterable[str], at: float) -> None:
    """Remember of workspaces that nothing was missed there until a time."""
    with store.begin() as connection:
        cursors.advance(connection, platform, workspaces, at)
