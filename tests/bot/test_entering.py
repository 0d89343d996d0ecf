"""Subscriptions from the configuration to the store, on each database."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from sqlalchemy import select

from bot.configured import Configured
from bot.entering import enter, subscribed
from bot.errors import ConfigError
from bot.store import deliveries, subscriptions
from bot.store.delivery import Delivery
from bot.store.store import Store
from bot.store.tables import delivery
from corpus.collection import Corpus
from handlers.daily import Cursor
from handlers.request import Place
from handlers.rhythm import EVERY_DAY, Rhythm
from handlers.subscription import Kind, Subscription

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp()
HOUR, DAY = 3600.0, 86_400.0
NINE = Rhythm(time(9), EVERY_DAY, "UTC")
FACT = Configured(Place("slack", "T1", "C1"), Kind.FACT, NINE, ("Cainiao",))
DIGEST = replace(FACT, kind=Kind.DIGEST, topics=())


def configure(store: Store, corpus: Corpus, *wanted: Configured, at: float = NOON, platform: str = "slack") -> None:
    """Start the bot with a configuration."""
    enter(store, subscribed(wanted, corpus, at), platform, at)


def held(store: Store) -> Sequence[Subscription]:
    """What the channel has."""
    with store.read() as connection:
        return subscriptions.of_channel(connection, FACT.place)


def put(store: Store, subscription: Subscription) -> None:
    """Change a subscription behind the configuration's back, as the clock and a failure do."""
    with store.begin() as connection:
        subscriptions.put(connection, subscription)


def test_what_is_configured_is_entered_and_due(store: Store, shipped: Corpus) -> None:
    """Topics by the names that people use."""
    configure(store, shipped, replace(FACT, has_picture=False), replace(DIGEST, skips_quiet=True))
    digest, fact = held(store)

    assert (fact.rhythm, fact.topics, fact.next_at, fact.created_at) == (NINE, ("cainiao",), NOON + 21 * HOUR, NOON)
    assert (fact.is_from_config, fact.has_picture) == (True, False)
    assert (digest.is_from_config, digest.skips_quiet) == (True, True)


def test_starting_again_changes_nothing(store: Store, shipped: Corpus) -> None:
    """What is due and not planned yet is not forgotten, a cursor not set back, a failure not undone."""
    configure(store, shipped, FACT, DIGEST)
    digest, fact = held(store)
    moved = replace(fact, cursor=Cursor("0123456789abcdef", 2))
    paused = replace(digest, next_at=None, paused_because="not_in_channel")
    put(store, moved)
    put(store, paused)

    configure(store, shipped, FACT, DIGEST, at=NOON + DAY)

    assert held(store) == (paused, moved)


def test_what_is_changed_goes_on_where_it_was(store: Store, shipped: Corpus) -> None:
    """With its facts; and what is due at the same times stays due, which a restart at nine would have lost."""
    configure(store, shipped, FACT)
    put(store, replace(held(store)[0], cursor=Cursor("0123456789abcdef", 2)))

    configure(store, shipped, replace(FACT, topics=()), at=NOON + DAY)
    (topics,) = held(store)
    configure(store, shipped, replace(FACT, rhythm=replace(NINE, at=time(13))), at=NOON + DAY)
    (hour,) = held(store)

    assert (topics.topics, topics.next_at, topics.cursor.cycle) == ((), NOON + 21 * HOUR, 2)
    assert (hour.topics, hour.next_at, hour.created_at) == (("cainiao",), NOON + 25 * HOUR, NOON)


def test_what_stands_there_no_more_is_ended_and_what_it_owes_taken_back(store: Store, shipped: Corpus) -> None:
    """Other chats' are those of other processes; what was made in a chat stays."""
    configure(store, shipped, FACT, DIGEST)
    digest, fact = held(store)
    put(store, replace(digest, is_from_config=False))
    owed = Delivery("d1", FACT.place, "{}", created_at=NOON, subscription_id=fact.id, scheduled_for=NOON)
    with store.begin() as connection:
        deliveries.add_all(connection, [owed])

    configure(store, shipped, platform="discord")
    before = len(held(store))
    configure(store, shipped)

    with store.read() as connection:
        payload = connection.scalar(select(delivery.c.payload))
    assert (before, [each.kind for each in held(store)], payload) == (2, [Kind.DIGEST], "")


def test_what_was_made_in_a_chat_is_taken_over(store: Store, shipped: Corpus) -> None:
    """It is the channel's one fact; paused by somebody, it is on again."""
    configure(store, shipped, FACT)
    by_chat = replace(held(store)[0], is_from_config=False, next_at=None, cursor=Cursor("0123456789abcdef"))
    put(store, by_chat)

    configure(store, shipped, FACT, at=NOON + DAY)

    assert held(store) == (replace(by_chat, is_from_config=True, next_at=NOON + DAY + 21 * HOUR),)


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        ("sesame", "no topic is called 'sesame': did you mean Sesame Credit or Sesame Credit money?"),
        ("xyzzy", "no topic is called 'xyzzy'"),
    ],
)
def test_a_name_that_is_no_topic_is_refused_at_the_start(shipped: Corpus, topic: str, said: str) -> None:
    """With what may be meant."""
    with pytest.raises(ConfigError) as caught:
        subscribed([replace(FACT, topics=(topic,))], shipped, NOON)

    assert str(caught.value) == f"posts.subscriptions: the fact of channel C1: {said}"


def test_topics_without_a_fact_are_refused_at_the_start(shipped: Corpus) -> None:
    """Nobody waits for what cannot come."""
    without = replace(shipped, articles=())

    with pytest.raises(ConfigError, match="the articles hold no figure or date on Cainiao"):
        subscribed([FACT], without, NOON)
    with pytest.raises(ConfigError, match=r"the articles hold no figure or date$"):
        subscribed([replace(FACT, topics=())], without, NOON)
    assert subscribed([replace(DIGEST, topics=("Cainiao",))], without, NOON)[0].topics == ("cainiao",)


def test_what_was_planned_ahead_gives_way_to_another_time(store: Store, shipped: Corpus) -> None:
    """The configuration is changed and the bot started again within the seconds between planning and posting."""
    configure(store, shipped, FACT)
    (fact,) = held(store)
    due = NOON + 21 * HOUR
    put(store, replace(fact, next_at=due + DAY))
    planned = Delivery("d1", FACT.place, "{}", ready_at=due, created_at=due, subscription_id=fact.id, scheduled_for=due)
    with store.begin() as connection:
        deliveries.add_all(connection, [planned])

    configure(store, shipped, replace(FACT, rhythm=replace(NINE, at=time(10))), at=due - 20)

    with store.read() as connection:
        assert not connection.execute(select(delivery.c.id)).all()
    assert [each.next_at for each in held(store)] == [due + HOUR]
