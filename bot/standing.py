"""What a person administers where they are, as a chat says it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from handlers.state import Reach


@dataclass(frozen=True, slots=True)
class Standing:
    """How much somebody administers; None for nothing, and then what they lack, in words for them.

    ``zone`` is the IANA time zone that they set in the chat, "" where it does not tell.
    """

    reach: Reach | None
    missing: str = ""
    zone: str = ""


Rights = Callable[[Reach], Awaitable[Standing]]
"""Asks the chat for a person's standing; the argument is the least that they need."""
