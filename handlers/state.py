"""What commands that read or change state need: a port for it, and the values that pass through."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from handlers.daily import Cursor
from handlers.subscription import Subscription


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


class Stage(StrEnum):
    """How far a scheduled post has come.

    ``planned`` is entered and not begun, ``claimed`` is being sent, ``sent`` was sent and is not confirmed: it is being
    looked for in the channel; ``confirmed`` stands there.
    """

    PLANNED = "planned"
    CLAIMED = "claimed"
    SENT = "sent"
    CONFIRMED = "confirmed"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Posted:
    """A scheduled post: when it is or was due, in seconds since 1970, how far it came, and the code of what went wrong.

    ``message_id`` is the chat's, "" before it stands there.
    """

    scheduled_for: float
    stage: Stage
    error: str = ""
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """That an article, by its id, came or changed."""

    article: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Lately:
    """What a digest has to tell of since a time, in seconds since 1970: when the last one was due, within a month.

    ``seen`` are the ids of the passages that the channel's posts have shown. ``answered`` are the questions asked there
    since then that had an answer, and ``gaps`` those, of any age, that had none and are not resolved, newest first.
    ``told`` are the ids of the passages that its digest told of within a week.
    """

    since: float
    seen: frozenset[str] = frozenset()
    news: tuple[News, ...] = ()
    answered: tuple[Logged, ...] = ()
    gaps: tuple[Logged, ...] = ()
    told: frozenset[str] = frozenset()


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

    def subscriptions(self) -> tuple[Subscription, ...]:
        """What is posted by itself: in this channel, or in all of them, channel by channel."""

    def subscribe(self, wanted: Subscription) -> None:
        """Enter a subscription, or change the one with its id; how far its facts have come is left as it is stored.

        What of one that is paused is not yet posted is taken back.
        """

    def unsubscribe(self, subscription_id: str) -> None:
        """End a subscription, and take back what of it is not yet posted; how far its facts have come is remembered."""

    def cursor(self, subscription_id: str) -> Cursor:
        """How far the facts of a subscription have come, also of one that was ended."""

    def posts(self, subscription_id: str, most: int) -> tuple[Posted, ...]:
        """A subscription's posts that were planned or made, the newest first."""

    def lately(self, subscription: Subscription) -> Lately:
        """What a digest in a subscription's channel has to tell of."""

    def zone(self) -> str:
        """The asker's own IANA time zone, where the chat tells it; else ""."""

    def server_zone(self) -> str:
        """The IANA time zone that whoever runs the bot set for all; "" where it is not known."""

    def now(self) -> float:
        """The time, in seconds since 1970."""
