"""Discord's clock, which a test can set forward, and ids made of it (Discord's documentation: API Reference)."""

import time
from datetime import UTC, datetime

EPOCH = 1_420_070_400_000  # milliseconds; Discord's second zero
_DAY = 86_400_000


class Clock:
    """Epoch seconds, and ids that tell when they were made."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._last = 0
        self._guilds = 0

    def now(self) -> float:
        """Epoch seconds."""
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Lets time pass."""
        self._ahead += seconds

    def snowflake(self) -> int:
        """A new id, larger than those before."""
        self._last = max(self._last + 1, int(self.now() * 1000) - EPOCH << 22)
        return self._last

    def guild_snowflake(self) -> int:
        """A new id of a guild: a millisecond after the one before, so that guilds spread over shards in turn."""
        self._guilds += 1
        return int(time.time() * 1000) // _DAY * _DAY - EPOCH - _DAY + self._guilds << 22


def iso(seconds: float) -> str:
    """Epoch seconds as Discord writes them."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def made_at(snowflake: int) -> str:
    """When an id was made, as Discord writes it."""
    return iso(((snowflake >> 22) + EPOCH) / 1000)
