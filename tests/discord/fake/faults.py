"""What can go wrong between a bot and Discord, chosen by a test: refusals, limits, outages, lost answers, slow ones."""

import asyncio
from collections import deque
from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True)
class Fault:
    """What one request meets; nothing is done unless `is_done`.

    status: the HTTP status of the answer; code: Discord's own beside it; retry_after: seconds, beside a status of 429;
    scope: whose limit that is, "user", "shared" or "global"; is_cloudflare: the limit is met before Discord itself;
    is_cut: the connection is cut, with no answer; gate: nothing happens until this is set; remaining: of so many
    requests that a good answer says are left for `reset_after` seconds.
    """

    status: int = 0
    code: int = 0
    retry_after: float = 1.0
    scope: str = "user"
    is_cloudflare: bool = False
    is_cut: bool = False
    is_done: bool = False
    gate: asyncio.Event | None = None
    remaining: int | None = None
    reset_after: float = 1.0

    @property
    def is_fatal(self) -> bool:
        """Whether the request gets no good answer."""
        return self.is_cut or bool(self.status)


class Faults:
    """The faults that requests meet, in the order they were added."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, deque[Fault]]] = []

    def add(self, pattern: str, fault: Fault, times: int = 1) -> None:
        """The next `times` requests like "POST /channels/*/messages" (* is anything) meet this fault."""
        self._waiting.append((pattern, deque([fault] * times)))

    def clear(self) -> None:
        """All is well again."""
        self._waiting.clear()

    def take(self, request: str) -> Fault | None:
        """The fault that this request meets, if any."""
        for pattern, waiting in self._waiting:
            if waiting and fnmatchcase(request, pattern):
                return waiting.popleft()
        return None
