"""What the bot may do in a server: every permission that it asks for, with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Permission:
    """A permission as Discord calls it, its bit, what it is for, and what does not work without it."""

    name: str
    bit: int
    purpose: str
    without: str


NEEDED: tuple[Permission, ...] = (
    Permission("View Channels", 1 << 10, "to hear when someone mentions it", "mentions go unanswered"),
    Permission("Send Messages", 1 << 11, "to reply to a mention", "only commands are answered"),
    Permission("Attach Files", 1 << 15, "the pictures of the facts that it posts", "facts are posted without pictures"),
    Permission(
        "Read Message History",
        1 << 16,
        "to put its reply beneath the question, and to look for what was asked, and answered, when it was away",
        "replies do not point at their question, and some may be lost when the bot was away",
    ),
    Permission(
        "Create Public Threads",
        1 << 35,
        "to answer in a thread of its own, where a server has chosen so",
        "it answers in the channel itself",
    ),
    Permission("Send Messages in Threads", 1 << 38, "to reply in threads", "mentions in threads go unanswered"),
)
"""The bits are those of "Permissions" in Discord's documentation."""


def together(permissions: Iterable[Permission]) -> int:
    """Permissions as the one number that Discord writes them as."""
    return sum(permission.bit for permission in permissions)


def missing(granted: int) -> tuple[Permission, ...]:
    """What is needed and not granted."""
    return tuple(permission for permission in NEEDED if not granted & permission.bit)
