"""What people wrote of late, in memory alone: the store knows nobody by name. What they said is not kept."""

from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Final

from bot.conversation.message import Message
from bot.expiring import Expiring

REMEMBERED: Final = 24 * 3600.0
"""Seconds."""
_MOST = 5_000
_DIGEST = 16  # bytes


@dataclass(frozen=True, slots=True)
class _Known:
    message: Message
    digest: bytes


class Heard:
    """The messages for the bot, by their keys, each without its text."""

    def __init__(self) -> None:
        self._known: Expiring[str, _Known] = Expiring(REMEMBERED, _MOST)

    def note(self, message: Message) -> bool:
        """Remember a message; whether it says what it was not known to say."""
        known, digest = self._find(message.key), _digest(message.text)
        self._known[message.key] = _Known(replace(message, text=""), digest)
        return known is None or known.digest != digest

    def unsay(self, key: str) -> None:
        """Remember that a message says nothing to the bot any more."""
        if known := self._find(key):
            self._known[key] = replace(known, digest=b"")

    def get(self, key: str) -> Message | None:
        """The message with a key, without its text; None when it is not remembered."""
        known = self._find(key)
        return known.message if known else None

    def _find(self, key: str) -> _Known | None:
        return self._known.get(key)


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
