"""Subscriptions from the configuration to the store: entered, changed, and ended when they stand there no more."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.configured import Configured
from bot.errors import ConfigError
from bot.log import logger
from bot.store import posts, subscriptions
from bot.store.store import Store
from corpus.collection import Corpus
from handlers.daily import facts_about
from handlers.listed import listed
from handlers.subscribed import number, turned_on
from handlers.subscription import Kind, Subscription


def subscribed(wanted: Iterable[Configured], corpus: Corpus, now: float) -> tuple[Subscription, ...]:
    """What is wanted, with the topics that are meant; ConfigError for names that no topic of the articles has."""
    return tuple(_subscribed(each, corpus, now) for each in wanted)


def enter(store: Store, wanted: Sequence[Subscription], platform: str, now: float) -> None:
    """Have one chat's subscriptions of the configuration be these; what holds already is not touched.

    So several processes may do it, in any order. How far the facts of each have come stays, and what is due stays due.
    """
    with store.begin() as connection:
        held = {each.id: each for each in subscriptions.from_config(connection, platform)}
        new = (each for each in wanted if each.id not in held or not _is_same(held[each.id], each))
        changed = sorted(new, key=lambda each: each.id)  # as all lock them
        for each in changed:
            before = subscriptions.find(connection, each.id)
            subscriptions.put(connection, _continued(before, each, now) if before else each)
            posts.withdraw(connection, each.id, now)
        gone = held.keys() - {each.id for each in wanted}
        for name in sorted(gone):
            subscriptions.end(connection, name, now)
            posts.withdraw(connection, name, now)
        posts.take_back(connection, *gone)
    if changed or gone:
        logger.info("subscriptions.configured", platform=platform, entered=len(changed), ended=len(gone))


def _subscribed(wanted: Configured, corpus: Corpus, now: float) -> Subscription:
    resolved = {name: corpus.matcher.resolve(name) for name in wanted.topics}
    for name, found in resolved.items():
        if found.topic is None:
            near = listed((topic.name for topic in found.suggestions), "or")
            raise ConfigError(f"{_of(wanted)}: no topic is called '{name}'{f': did you mean {near}?' if near else ''}")
    topics = tuple(dict.fromkeys(found.topic.id for found in resolved.values() if found.topic))
    if wanted.kind is Kind.FACT and not facts_about(corpus, topics):
        about = f" on {listed(wanted.topics, 'or')}" if topics else ""
        raise ConfigError(f"{_of(wanted)}: the articles hold no figure or date{about}")
    made = Subscription(
        number(wanted.place, wanted.kind),
        wanted.place,
        wanted.kind,
        wanted.rhythm,
        topics,
        created_at=now,
        skips_quiet=wanted.skips_quiet,
        has_picture=wanted.has_picture,
        is_from_config=True,
    )
    return turned_on(made, now)


def _of(wanted: Configured) -> str:
    return f"posts.subscriptions: {wanted}"


def _is_same(held: Subscription, wanted: Subscription) -> bool:
    """Whether what is wanted holds; that a failure paused it is left to whoever resumes it."""
    return _what(held) == _what(wanted)


def _what(subscription: Subscription) -> tuple[object, ...]:
    return subscription.rhythm, subscription.topics, subscription.skips_quiet, subscription.has_picture


def _continued(before: Subscription, wanted: Subscription, now: float) -> Subscription:
    """What is wanted in the place of what was, with the facts where they are now."""
    is_due = before.next_at is not None and before.next_at <= now and before.rhythm == wanted.rhythm
    return replace(
        wanted,
        next_at=before.next_at if is_due else wanted.next_at,
        cursor=before.cursor,
        created_at=before.created_at,
    )
