"""The replies given last, for those who ask the same."""

from collections import OrderedDict
from collections.abc import Hashable

from handlers.card import Kind, Reply
from handlers.request import Request


def key(request: Request) -> Hashable:
    """All that a reply depends on besides the articles: help alone looks at the platform."""
    return request.text, request.context, request.today, request.settings, request.place.platform


class Replies:
    """The ``most`` replies used last, by the key of their request; no apology or refusal is among them."""

    def __init__(self, most: int = 2_000) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Reply] = OrderedDict()

    def get(self, key: Hashable) -> Reply | None:
        """The reply under a key."""
        reply = self._kept.get(key)
        if reply is not None:
            self._kept.move_to_end(key)
        return reply

    def keep(self, key: Hashable, reply: Reply) -> None:
        """Remember a reply, unless it tells of an error."""
        if reply.kind is Kind.ERROR:
            return
        self._kept[key] = reply
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
