"""How fast a wave of posts goes out: below what a platform allows, so that replies have room."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic
from types import MappingProxyType
from typing import Final


class Scope(StrEnum):
    """What a platform counts together."""

    WORKSPACE = "workspace"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Rate:
    """Posts: so many a second, and so many at once after a rest."""

    per_second: float
    burst: int
    scope: Scope


# Slack takes "several hundred" posts a minute in a workspace, Discord 50 requests a second of a bot.
RATES: Final = MappingProxyType({"slack": Rate(4, 20, Scope.WORKSPACE), "discord": Rate(40, 40, Scope.PLATFORM)})
_ALL = 2**31
_ALMOST = 1 - 1e-6  # of a post: clocks are no exact numbers


class Wave:
    """The posts of one platform, held to its rate; ``clock`` gives seconds that nobody sets. None is no rate at all."""

    def __init__(self, rate: Rate | None, clock: Callable[[], float] = monotonic) -> None:
        self._rate, self._clock = rate, clock
        self._rested_at: dict[str, float] = {}  # by what is counted together: when a whole burst may go out again

    def most(self) -> int:
        """How many may go out now in all."""
        if self._rate is None or self._rate.scope is Scope.WORKSPACE:
            return _ALL
        return int(self._left("", self._rate) + 1 - _ALMOST)

    def without(self) -> tuple[str, ...]:
        """The workspaces that can take none now."""
        rate, now = self._rate, self._clock()
        self._rested_at = {name: at for name, at in self._rested_at.items() if at > now}
        if rate is None or rate.scope is Scope.PLATFORM:
            return ()
        return tuple(name for name in self._rested_at if self._left(name, rate) < _ALMOST)

    def admits(self, workspace: str) -> bool:
        """Whether a workspace takes one more now; it counts at once."""
        if self._rate is None:
            return True
        name = self._name(workspace, self._rate)
        if self._left(name, self._rate) < _ALMOST:
            return False
        self._rested_at[name] = max(self._rested_at.get(name, 0.0), self._clock()) + 1 / self._rate.per_second
        return True

    def hold(self, workspace: str, seconds: float) -> None:
        """Let nothing out for so long, since the chat asked for that."""
        if self._rate is not None:
            name, pause = self._name(workspace, self._rate), (self._rate.burst - 1) / self._rate.per_second
            self._rested_at[name] = max(self._rested_at.get(name, 0.0), self._clock() + seconds + pause)

    def _name(self, workspace: str, rate: Rate) -> str:
        return workspace if rate.scope is Scope.WORKSPACE else ""

    def _left(self, name: str, rate: Rate) -> float:
        """How many may go out now."""
        now = self._clock()
        return rate.burst - (max(self._rested_at.get(name, now), now) - now) * rate.per_second
