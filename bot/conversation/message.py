"""What a person wrote where the bot can read it, whatever the chat."""

import re
from dataclasses import dataclass

from handlers.request import Place

_STOP = re.compile(r"\W*(?:please )?(?:stop|be quiet|quiet|that's all|that is all|enough)\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Message:
    """One message.

    ``key`` is the same for every event that tells of it, ``place`` is where its reply goes, ``at`` when it was written,
    in seconds since 1970. ``text`` is plain, without the bot's own mention; others are mentioned without saying whom.
    ``is_in_thread`` says that it was written in a thread, whoever began that; ``is_reply`` that it is addressed to the
    bot for being a reply to it alone: who thanks it wants no answer.
    """

    key: str
    place: Place
    user: str
    text: str
    at: float
    is_addressed: bool
    is_in_thread: bool
    mentions_others: bool
    is_reply: bool = False

    @property
    def says_stop(self) -> bool:
        """Whether it asks the bot to leave the thread alone."""
        return _STOP.fullmatch(self.text) is not None
