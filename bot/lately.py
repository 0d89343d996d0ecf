"""What a digest has to tell of, as it is stored."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from bot.logged import MOST, logged
from bot.store import articles, posts, questions, shown
from handlers.state import Lately
from handlers.subscription import Subscription

_DAY = 86_400.0
_FIRST = 7 * _DAY  # the first digest looks back so far from when it was subscribed to
_TOLD = 7 * _DAY  # so long no fact repeats what a digest told
_MOST = 30 * _DAY  # and none further from now, however long nothing was posted


def lately(connection: Connection, subscription: Subscription, now: float) -> Lately:
    """What happened in a subscription's channel since its last post, and what is open there."""
    place, last = subscription.place, posts.last(connection, subscription.id)
    since = max(subscription.created_at - _FIRST if last is None else last, now - _MOST)
    gaps = questions.gaps(connection, place.platform, place.workspace, MOST, place.channel)
    return Lately(
        since,
        shown.seen(connection, place),
        articles.news(connection, since),
        tuple(map(logged, questions.answered(connection, place, since, MOST))),
        tuple(map(logged, gaps)),
        told_lately(connection, (subscription.id,), now).get(subscription.id, frozenset()),
    )


def told_lately(connection: Connection, subscriptions: Sequence[str], now: float) -> Mapping[str, frozenset[str]]:
    """The ids of the passages that the digests in the channels of some subscriptions, by id, told of within a week."""
    return shown.in_digests(connection, subscriptions, now - _TOLD) if subscriptions else {}
