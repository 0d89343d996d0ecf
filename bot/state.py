"""The state of a workspace as the commands for admins see it, kept in the store."""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.choices import Choices
from bot.errors import BotError
from bot.store import questions, votes
from bot.store.questions import Asked
from bot.store.store import Store
from handlers.request import Place
from handlers.state import Logged, Reach, Vote

MOST = 200  # questions that a list is made from: taking one of strange words apart takes up to 20 ms


@dataclass(frozen=True, slots=True)
class StoredState:
    """The state of a place's workspace, or of its channel alone; each call is one transaction and may raise BotError.

    ``channel_name`` gives the name of a place's channel as it may be shown, without waiting; ``clock`` the seconds
    since 1970.
    """

    store: Store
    kept: Choices
    channel_name: Callable[[Place], str]
    place: Place
    reach: Reach
    clock: Callable[[], float] = time.time

    def gaps(self) -> tuple[Logged, ...]:
        """The newest open gaps."""
        with self.store.read() as connection:
            found = questions.gaps(connection, *self._where)
        return tuple(map(logged, found))

    def resolve(self, ids: Collection[str]) -> None:
        """Mark questions of this workspace resolved."""
        with self.store.begin() as connection:
            questions.resolve(connection, self.place.platform, self.place.workspace, ids, self.clock())

    def dry_runs(self) -> tuple[Logged, ...]:
        """The newest questions that would have been answered unasked."""
        with self.store.read() as connection:
            found = questions.dry_runs(connection, *self._where)
        return tuple(map(logged, found))

    def votes(self) -> tuple[Vote, ...]:
        """The newest votes."""
        with self.store.read() as connection:
            found = votes.judged(connection, *self._where)
        return tuple(Vote(logged(asked), vote.is_helpful, vote.reason) for asked, vote in found)

    def choices(self) -> Mapping[str, str]:
        """The settings that this workspace made."""
        return self.kept.read(self.place)

    def defaults(self) -> Mapping[str, str]:
        """What the operator chose for all."""
        return self.kept.defaults[self.place.platform]

    def choose(self, name: str, value: str | None) -> None:
        """Make a setting of this workspace, or take it back."""
        self.kept.write(self.place, name, value)

    def channel(self, channel_id: str) -> str:
        """A channel's name, or what stands for it."""
        return self.channel_name(Place(self.place.platform, self.place.workspace, channel_id))

    @property
    def _where(self) -> tuple[str, str, int, str | None]:
        """What lists are read of: the workspace, the most rows, and the one channel that they are confined to.

        What is stored under no channel was asked in private, and is no channel's to list.
        """
        if self.reach is Reach.CHANNEL and not self.place.channel:
            raise BotError("there is no channel to list")
        channel = self.place.channel if self.reach is Reach.CHANNEL else None
        return self.place.platform, self.place.workspace, MOST, channel


def logged(asked: Asked) -> Logged:
    """A row as commands see it; its day is that of UTC."""
    return Logged(
        asked.id, asked.text, datetime.fromtimestamp(asked.at, UTC).date(), asked.place.channel, asked.nearest
    )
