"""The replies given last, for those who ask the same."""

from collections import OrderedDict
from datetime import date

from handlers.card import Context, Items, Kind, Reply
from handlers.chats import has_admins
from handlers.request import Request, Settings

Key = tuple[str, Context, date, Settings, str, bool]
"""The text of a request, and what else its reply depends on; in capitals a text may mean something else."""

_REPLY = 12_000  # bytes, of a reply with its evidence and what a chat makes of it
_PART = 200  # bytes, of a fact, of an entry
_CHARACTER = 4  # bytes at most


def key(request: Request) -> Key:
    """All that a reply depends on besides the articles: help looks at the platform, and for admins there."""
    place = request.place
    return request.text, request.context, request.today, request.settings, place.platform, has_admins(place)


class Replies:
    """The replies used last, by the key of their request, in about ``most`` bytes; no apology or refusal among them."""

    def __init__(self, most: int = 20_000_000) -> None:
        self._left = most
        self._kept: OrderedDict[Key, Reply] = OrderedDict()

    def get(self, key: Key) -> Reply | None:
        """The reply under a key."""
        reply = self._kept.get(key)
        if reply is not None:
            self._kept.move_to_end(key)
        return reply

    def keep(self, key: Key, reply: Reply) -> None:
        """Remember a reply, unless it tells of an error or there is one under this key."""
        if reply.kind is Kind.ERROR or key in self._kept:
            return
        self._kept[key] = reply
        self._left -= _size(key, reply)
        while self._left < 0:
            self._left += _size(*self._kept.popitem(last=False))


def _size(key: Key, reply: Reply) -> int:
    """How many bytes a reply and its key take, roughly."""
    facts = sum(1 for _ in reply.card.facts())
    entries = sum(len(block.items) for block in reply.card.blocks if isinstance(block, Items))
    return _REPLY + _CHARACTER * len(key[0]) + _PART * (facts + entries)
