"""In which order a channel gets what is owed to it: replies before posts, each kind as it came, one at a time.

A reply waits for those before it that are due or being sent; a post waits for all such replies, and also for the posts
before it of which nobody knows whether they arrived. Nothing waits for what was first tried ten minutes ago: that it
comes at all is worth more than the order. A reply that is posted as soon as it is filed waits for nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from bot.store.delivery import DeliveryState
from bot.store.recordset import is_among
from bot.store.tables import IS_OPEN, delivery

COLUMNS = tuple(delivery.c[name] for name in ("platform", "workspace", "channel", "created_at", "subscription_id"))
"""What is to be known of a delivery, besides its id, to say what it waits for."""

_HOLDS = 600.0  # seconds from its first try that a delivery holds back others
_STEP = 0.5  # seconds until it is looked again whether what was being sent is sent


def waits(connection: Connection, ready: Sequence[Row[Any]], now: float) -> dict[str, float]:
    """Until when each of some deliveries of a platform has to wait, by id, as far as it has to.

    In seconds since 1970; what they wait for may take longer.
    """
    there = _open(connection, ready)
    held = ((each, _holders(each, there[each.workspace, each.channel], now)) for each in ready)
    return {each.id: max(_until(other, now) for other in others) for each, others in held if others}


def _open(connection: Connection, ready: Sequence[Row[Any]]) -> dict[tuple[str, str], list[Row[Any]]]:
    """What is open in the channels of some deliveries, by workspace and channel."""
    state = (delivery.c.state, delivery.c.ready_at, delivery.c.first_try_at)
    theirs = is_among(connection, delivery.c.channel, {row.channel for row in ready})
    here: Select[Any] = select(delivery.c.id, *COLUMNS, *state).where(IS_OPEN, theirs)
    found: dict[tuple[str, str], list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(here):
        found[row.workspace, row.channel].append(row)
    return found


def _holders(one: Row[Any], there: Iterable[Row[Any]], now: float) -> list[Row[Any]]:
    young = (each for each in there if each.first_try_at is None or each.first_try_at > now - _HOLDS)
    return [each for each in young if each.id != one.id and _holds(each, one)]


def _holds(first: Row[Any], one: Row[Any]) -> bool:
    """Whether one delivery in a channel waits for another."""
    is_earlier = (first.created_at, first.id) < (one.created_at, one.id)
    if first.subscription_id:
        return bool(one.subscription_id) and is_earlier
    return first.state != DeliveryState.UNKNOWN and (is_earlier or bool(one.subscription_id))


def _until(first: Row[Any], now: float) -> float:
    """When it is worth looking again; what is being sent mostly is within a moment, long before its lease ends."""
    soon = now + _STEP
    return soon if first.state == DeliveryState.SENDING else max(soon, first.ready_at)
