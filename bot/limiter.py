"""How much one person may ask: a token bucket each, in memory."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

_MINUTE = 60


@dataclass(slots=True)
class _Bucket:
    tokens: float
    filled_at: float
    is_told: bool = False


class Limiter:
    """Lets each user ask so many times a minute, all at once or spread; it remembers the ``most_users`` last heard.

    A user whom it has forgotten starts anew. ``clock`` gives seconds and never goes backwards.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic, most_users: int = 10_000) -> None:
        self.per_minute = per_minute
        self._clock = clock
        self._most_users = most_users
        self._buckets: OrderedDict[Hashable, _Bucket] = OrderedDict()

    def take(self, user: Hashable) -> bool:
        """Whether a user may ask now; if so, it counts."""
        bucket = self._bucket(user)
        if bucket.tokens < 1:
            return False
        bucket.tokens -= 1
        bucket.is_told = False
        return True

    def notice(self, user: Hashable) -> float | None:
        """In how many seconds a user may ask again; None when that was told since the last time it was allowed."""
        bucket = self._bucket(user)
        if bucket.is_told:
            return None
        bucket.is_told = True
        return self.seconds(user)

    def seconds(self, user: Hashable) -> float:
        """In how many seconds a user may ask again."""
        return max(0.0, 1 - self._bucket(user).tokens) * _MINUTE / self.per_minute

    def _bucket(self, user: Hashable) -> _Bucket:
        """A user's bucket, filled up to now."""
        now = self._clock()
        bucket = self._buckets.get(user)
        if bucket is None:
            bucket = self._buckets[user] = _Bucket(self.per_minute, now)
        self._buckets.move_to_end(user)
        if len(self._buckets) > self._most_users:
            self._buckets.popitem(last=False)
        earned = (now - bucket.filled_at) * self.per_minute / _MINUTE
        bucket.tokens, bucket.filled_at = min(self.per_minute, bucket.tokens + earned), now
        return bucket
