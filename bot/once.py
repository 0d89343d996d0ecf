"""What is made of a reply, made once: it is kept as long as the reply is."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple
from weakref import WeakKeyDictionary

from handlers.card import Reply

A = TypeVarTuple("A")
T = TypeVar("T")
_MOST = 8  # of one reply: who asks makes a difference to some


def once(make: Callable[[Reply, *A], T]) -> Callable[[Reply, *A], T]:
    """``make``, called once for each reply and further arguments, which are hashable; from any thread."""
    made: WeakKeyDictionary[Reply, dict[object, T]] = WeakKeyDictionary()

    @wraps(make)
    def kept(reply: Reply, *args: *A) -> T:
        of_reply = made.setdefault(reply, {})
        found = of_reply.get(args)
        if found is None:
            if len(of_reply) >= _MOST:
                of_reply.clear()
            found = of_reply[args] = make(reply, *args)
        return found

    return kept
