"""What was handled a moment ago, so that its repetition is told without asking the store."""

from collections import OrderedDict
from collections.abc import Hashable


class Seen:
    """The last keys heard, ``most`` of them; what it forgets, the inbox in the store still knows."""

    def __init__(self, most: int = 10_000) -> None:
        self._keys: OrderedDict[Hashable, None] = OrderedDict()
        self._most = most

    def __contains__(self, key: Hashable) -> bool:
        return key in self._keys

    def first(self, key: Hashable) -> bool:
        """Whether this key is heard for the first time; it is remembered."""
        if key in self._keys:
            return False
        self._keys[key] = None
        if len(self._keys) > self._most:
            self._keys.popitem(last=False)
        return True

    def forget(self, key: Hashable) -> None:
        """Let a key be heard anew, because handling it failed."""
        self._keys.pop(key, None)
