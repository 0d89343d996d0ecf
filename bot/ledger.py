"""What the bot owed to every chat and what came of it, for whoever operates it; and what failed, owed once more."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from bot.store import deliveries, subscriptions
from bot.store.delivery import Delivery, DeliveryState
from bot.store.store import Store
from bot.wording import harmless
from handlers.reasons import reason

MOST = 500
_NOT_SENT = tuple(state for state in DeliveryState if state is not DeliveryState.SENT)


def listed(store: Store, states: Collection[DeliveryState] = ()) -> tuple[Delivery, ...]:
    """The newest deliveries in some states, or in all but ``sent``, place by place, in each the newest first."""
    with store.read() as connection:
        found = deliveries.newest(connection, states or _NOT_SENT, MOST)
    return tuple(sorted(found, key=lambda each: (each.place.platform, each.place.workspace)))


def lines(owed: Iterable[Delivery]) -> Iterator[str]:
    """A plain list under the name of each workspace: id, when it was due (UTC), state, channel, what it is, and why."""
    for (platform, workspace), here in groupby(owed, lambda each: (each.place.platform, each.place.workspace)):
        yield f"{platform} {workspace}"
        for each in here:
            why = harmless(reason(each.error)) if each.error else ""
            told = f"  {each.id}  {_due(each)}  {each.state:7}  {each.place.channel}  {_what(each)}  {why}"
            yield told.rstrip()


def as_json(owed: Delivery) -> str:
    """A delivery as one line of JSON, in ASCII, without what it says."""
    place = owed.place
    return json.dumps(
        {
            "id": owed.id,
            "platform": place.platform,
            "workspace": place.workspace,
            "channel": place.channel,
            "what": _what(owed),
            "state": owed.state,
            "due": _due(owed),
            "attempts": owed.attempt,
            "message": owed.message_id,
            "error": owed.error,
        }
    )


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many deliveries are due again, and how many of their subscriptions are paused and stay so."""

    due: int
    paused: int


def replay(store: Store, ids: Collection[str], now: float) -> Replayed:
    """Owe what failed once more, with these ids or, where there are none, all; what is not failed is left as it is."""
    with store.begin() as connection:
        again = deliveries.replay(connection, ids, now)
        paused = subscriptions.paused(connection, {each.subscription_id for each in again})
    return Replayed(len(again), len(paused))


def _due(owed: Delivery) -> str:
    at = owed.created_at if owed.scheduled_for is None else owed.scheduled_for
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M}"


def _what(owed: Delivery) -> str:
    return "post" if owed.subscription_id else "reply"
