"""What becomes of a post: drawn by lot, from a seed."""

from dataclasses import dataclass, field
from enum import Enum, auto
from random import Random

from bot.delivery import Timing

TIMING = Timing(timeout=0.3, lease=1.2, taken_within=0.6, shown_within=0.3, margin=0.1, rates={})
LATEST = 0.5  # seconds after which the chat takes no post any more
LAG = 0.2  # seconds by which its history lags
_QUICK = 0.02


class Fate(Enum):
    """What becomes of a post."""

    TAKEN = auto()
    TOLD_TWICE = auto()  # taken, and its answer comes twice
    UNTOLD = auto()  # taken, and its answer is lost
    BROKEN = auto()  # taken, and the connection breaks at that
    CUT = auto()  # the connection breaks at once, and it is taken after that
    LATE = auto()  # taken when nobody waits for it any more
    BUSY = auto()  # not taken, and said so
    DROPPED = auto()  # not taken, and nothing is said


_SLOW = frozenset({Fate.CUT, Fate.LATE})
_WEIGHTS = {
    Fate.TAKEN: 73,
    Fate.TOLD_TWICE: 4,
    Fate.UNTOLD: 5,
    Fate.BROKEN: 5,
    Fate.CUT: 3,
    Fate.LATE: 3,
    Fate.BUSY: 4,
    Fate.DROPPED: 3,
}
NOT_TAKEN = frozenset({Fate.BUSY, Fate.DROPPED})
ANSWERED = frozenset({Fate.TAKEN, Fate.TOLD_TWICE, Fate.BROKEN, Fate.CUT})
UNSURE = frozenset({Fate.BROKEN, Fate.CUT})


@dataclass
class Fates:
    """Fates and delays, the same for the same seed; ``always`` is the one fate of all posts, if there is but one."""

    seed: int
    always: Fate | None = None
    _chance: Random = field(init=False)

    def __post_init__(self) -> None:
        self._chance = Random(self.seed)

    def draw(self) -> Fate:
        """What becomes of the next post."""
        return self.always or self._chance.choices(tuple(_WEIGHTS), tuple(_WEIGHTS.values()))[0]

    def delay(self, fate: Fate) -> float:
        """Seconds until a post is taken."""
        earliest = 0 if fate is Fate.CUT else TIMING.timeout
        return self._chance.uniform(*((earliest, LATEST) if fate in _SLOW else (0, _QUICK)))

    def chatter(self) -> int:
        """How many messages of others come with a post."""
        return self._chance.randrange(4)

    def is_deaf(self) -> bool:
        """Whether a page of the history is not given."""
        return not self.always and self._chance.random() < 0.05
