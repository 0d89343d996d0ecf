"""What commands that read or change state need: a port for it, and the values that pass through."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class Reach(StrEnum):
    """How much of a workspace somebody administers."""

    CHANNEL = "channel"
    WORKSPACE = "workspace"


@dataclass(frozen=True, slots=True)
class Logged:
    """A question as it was stored: its text without address, the channel's id, and the nearest passages, best first."""

    id: str
    text: str
    on: date
    channel: str
    nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vote:
    """How one reader judged a reply; ``reason`` is empty where none was given."""

    question: Logged
    is_helpful: bool
    reason: str


class State(Protocol):
    """What is stored for one workspace; every list comes newest first and may leave out the oldest.

    With the reach of a channel, only what was asked in the channel where the command stands is listed.
    """

    @property
    def reach(self) -> Reach:
        """What is listed: the whole workspace, or one channel of it."""

    def gaps(self) -> tuple[Logged, ...]:
        """The questions that had no answer and are not resolved, every asking by itself."""

    def resolve(self, ids: Collection[str]) -> None:
        """Mark questions resolved."""

    def dry_runs(self) -> tuple[Logged, ...]:
        """What would have been answered unasked."""

    def votes(self) -> tuple[Vote, ...]:
        """How replies were judged."""

    def choices(self) -> Mapping[str, str]:
        """The settings that were made here, by name."""

    def defaults(self) -> Mapping[str, str]:
        """What holds for settings that were not made here, by name."""

    def choose(self, name: str, value: str | None) -> None:
        """Make a setting; None goes back to the default."""

    def channel(self, channel_id: str) -> str:
        """A channel as it may be shown: its name where that is known; of direct messages not even with whom."""
