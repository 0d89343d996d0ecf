"""What can go wrong between a bot and Slack, chosen by a test: refusals, outages, lost answers, slow ones."""

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass


class SlackError(Exception):
    """Slack refuses a call with this code, such as channel_not_found."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


@dataclass(frozen=True, slots=True)
class Fault:
    """What one call meets.

    error: the code Slack answers with, nothing done; status: an HTTP status other than 200, nothing done; retry_after:
    seconds, beside a status of 429; is_reset: the connection is cut and nothing done; is_lost: it is done, but the
    connection is cut before the answer; delay: seconds before it is done; gate: it is done only once this is set.
    """

    error: str = ""
    status: int = 0
    retry_after: int = 1
    is_reset: bool = False
    is_lost: bool = False
    delay: float = 0
    gate: asyncio.Event | None = None


class Faults:
    """The faults that the next calls of each method meet, in the order they were added."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Fault]] = defaultdict(deque)

    def add(self, method: str, fault: Fault, times: int = 1) -> None:
        """The next `times` calls of a method (or of "response_url") meet this fault."""
        self._waiting[method].extend([fault] * times)

    def clear(self) -> None:
        """All is well again."""
        self._waiting.clear()

    def take(self, method: str) -> Fault | None:
        """The fault that this call meets, if any."""
        waiting = self._waiting.get(method)
        return waiting.popleft() if waiting else None
