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
_BEFORE = 60.0  # seconds before it is due that a digest stops: longer than it is put together ahead


def lately(connection: Connection, subscription: Subscription, now: float, due: float | None = None) -> Lately:
    """What happened in a subscription's channel since its last post, and what is open there.

    Of a post that is ``due``, up to a minute before that, however early or late it is put together. The next one goes
    on from there, so that nothing is told twice, and nothing falls between two. None is as of now.
    """
    place, last = subscription.place, posts.last(connection, subscription.id)
    since = max(subscription.created_at - _FIRST if last is None else last, now - _MOST)
    begin, until = since - (0.0 if last is None else _BEFORE), now if due is None else due - _BEFORE
    asked = questions.answered(connection, place, begin, MOST)
    gaps = questions.gaps(connection, place.platform, place.workspace, MOST, place.channel)
    return Lately(
        since,
        shown.seen(connection, place),
        articles.news(connection, begin, until),
        tuple(logged(each) for each in asked if each.at < until),
        tuple(map(logged, gaps)),
        told_lately(connection, (subscription.id,), now).get(subscription.id, frozenset()),
    )


def told_lately(connection: Connection, subscriptions: Sequence[str], now: float) -> Mapping[str, frozenset[str]]:
    """The ids of the passages that the digests in the channels of some subscriptions, by id, told of within a week."""
    return shown.in_digests(connection, subscriptions, now - _TOLD) if subscriptions else {}
