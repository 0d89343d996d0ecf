"""What a channel gets without asking: a fact every day, a digest on its days."""

from dataclasses import dataclass, field
from enum import StrEnum

from handlers.daily import Cursor
from handlers.request import Place
from handlers.rhythm import Rhythm

SKIP_QUIET, EVEN_QUIET = "skip quiet weeks", "even when quiet"
WITH_PICTURE, WITHOUT_PICTURE = "with picture", "without picture"
UNKNOWN_ZONE = "unknown_zone"  # why a subscription is paused whose zone is none any more


class Kind(StrEnum):
    """What is posted."""

    FACT = "fact"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Subscription:
    """One channel's subscription of one kind; a channel has at most one of each.

    ``topics`` are ids, none for all. ``next_at`` is when it is due next, in seconds since 1970; None while it is
    paused, and then ``paused_because`` says why, where it was not a person who did. ``cursor`` is how far its facts
    have come, ``created_at`` since when it is. ``skips_quiet`` leaves out a digest that has nothing to tell of,
    ``has_picture`` is of facts alone. One that ``is_from_config`` is changed there, not in a chat.
    """

    id: str
    place: Place
    kind: Kind
    rhythm: Rhythm
    topics: tuple[str, ...] = ()
    next_at: float | None = None
    paused_because: str = ""
    cursor: Cursor = field(default_factory=Cursor)
    created_at: float = 0.0
    skips_quiet: bool = False
    has_picture: bool = True
    is_from_config: bool = False

    @property
    def is_paused(self) -> bool:
        """Whether nothing is posted until somebody resumes it."""
        return self.next_at is None
