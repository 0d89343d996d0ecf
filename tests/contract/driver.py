"""What a person can do in any chat, and what people there see: the contract suite speaks in these words alone."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that the bot said.

    ``text`` is what a screen reader reads out and ``shown`` what the eye sees, both in plain characters; ``thread``
    names the thread it stands in; ``acts`` lists what in it would do more than be read: notify somebody, link to where
    no source is, steer a terminal or the direction of writing.
    """

    text: str
    shown: str
    is_private: bool
    thread: str
    acts: tuple[str, ...]
    buttons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that a person did: the thread in which it is to be answered, and what the chat knows it by."""

    thread: str
    handle: Any


def steering(text: str) -> tuple[str, ...]:
    """The characters that move a cursor, turn the direction of writing, or cannot be seen."""
    return tuple(c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"})


class Driver(Protocol):
    """The bot where one can at least write to it."""

    async def say(self, text: str) -> Turn:
        """Write to the bot alone."""

    async def follow(self, turn: Turn, text: str) -> Turn:
        """Write again where a turn was answered, without naming the bot."""

    async def answer(self, turn: Turn) -> Said:
        """Wait for the first thing that the bot says to a turn."""


class Chat(Driver, Protocol):
    """The bot in a chat with channels, people and other bots.

    ``mentions`` are texts as this chat hands them to bots when somebody mentions a person, a channel, or everybody.
    ``not_an_admin`` is what a person is told to lack who administers nothing, ``no_admins_here`` the same in direct
    messages. ``presses_are_private`` is whether a reply to a button beneath a public message is for who pressed it.
    """

    mentions: Sequence[str]
    not_an_admin: str
    no_admins_here: str
    presses_are_private: bool

    async def command(self, text: str) -> Turn:
        """Type the slash word in a channel, and this after it."""

    async def mention(self, text: str) -> Turn:
        """Mention the bot in a channel, and say this."""

    async def other_bot_mentions(self, text: str) -> Turn:
        """Another bot mentions ours."""

    async def bot_mentions_itself(self, text: str) -> Turn:
        """The bot hears itself say this, with its own mention before it."""

    async def press(self, said: Said, label: str) -> Turn:
        """Press the button with this label beneath something the bot said."""

    async def repeat(self, turn: Turn) -> None:
        """Let the chat send once more what it sent for a turn."""

    async def acknowledged(self, turn: Turn) -> float:
        """Wait until the bot has told the chat that it heard; how many seconds that took."""

    async def settled(self) -> None:
        """Wait until the bot has dealt with all that was said so far."""

    def replies(self, turn: Turn) -> tuple[Said, ...]:
        """All that the bot said to a turn, to the asker alone too."""

    def refuse_posts(self, times: int) -> None:
        """Let the chat refuse the next posts because there are too many, for a second."""
