"""What becomes of a post: drawn by lot, from a seed."""

from dataclasses import dataclass, field
from enum import Enum, auto
from random import Random

from bot.delivery import Timing

TIMING = Timing(timeout=0.3, lease=1.2, quarantine=0.6, margin=0.1, rates={})
LATEST = 0.5  # seconds after which the chat takes no post any more
LAG = 0.2  # seconds by which its history lags; both together are less than timeout and quarantine
_QUICK = 0.02


class Fate(Enum):
    """What becomes of a post."""

    TAKEN = auto()
    TOLD_TWICE = auto()  # taken, and its answer comes twice
    UNTOLD = auto()  # taken, and its answer is lost
    BROKEN = auto()  # taken, and the connection breaks at that
    LATE = auto()  # taken when nobody waits for it any more
    BUSY = auto()  # not taken, and said so
    DROPPED = auto()  # not taken, and nothing is said


_WEIGHTS = {
    Fate.TAKEN: 76,
    Fate.TOLD_TWICE: 4,
    Fate.UNTOLD: 5,
    Fate.BROKEN: 5,
    Fate.LATE: 3,
    Fate.BUSY: 4,
    Fate.DROPPED: 3,
}
NOT_TAKEN = frozenset({Fate.BUSY, Fate.DROPPED})
ANSWERED = frozenset({Fate.TAKEN, Fate.TOLD_TWICE, Fate.BROKEN})


@dataclass
class Fates:
    """Fates and delays, the same for the same seed."""

    seed: int
    is_kind: bool = False
    _chance: Random = field(init=False)

    def __post_init__(self) -> None:
        self._chance = Random(self.seed)

    def draw(self) -> Fate:
        """What becomes of the next post; a kind chat takes everything."""
        if self.is_kind:
            return Fate.TAKEN
        return self._chance.choices(tuple(_WEIGHTS), tuple(_WEIGHTS.values()))[0]

    def delay(self, fate: Fate) -> float:
        """Seconds until a post is taken."""
        return self._chance.uniform(TIMING.timeout, LATEST) if fate is Fate.LATE else self._chance.uniform(0, _QUICK)

    def chatter(self) -> int:
        """How many messages of others come with a post."""
        return self._chance.randrange(4)

    def is_deaf(self) -> bool:
        """Whether a page of the history is not given."""
        return not self.is_kind and self._chance.random() < 0.05
