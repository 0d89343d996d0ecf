"""What is posted by itself, over the store, on each database."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.choices import Choices
from bot.errors import BotError
from bot.state import StoredState
from bot.store import articles, deliveries, questions, shown, subscriptions
from bot.store.delivery import Delivery, DeliveryState
from bot.store.questions import Asked
from bot.store.store import Store
from handlers.daily import Cursor
from handlers.request import Place
from handlers.rhythm import EVERY_DAY, Rhythm
from handlers.state import Lately, Logged, News, Posted, Reach, Stage, State
from handlers.subscription import Kind, Subscription
from handlers.workspace import defaults

HERE, NEXT_DOOR, ABROAD = Place("slack", "T1", "C1"), Place("slack", "T1", "C2"), Place("slack", "T2", "C1")
HOUR, DAY = 3600.0, 86_400.0
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp()
NINE = Rhythm(time(9), EVERY_DAY, "UTC")
NEXT = NOON + 21 * HOUR
FACT = Subscription("s1", HERE, Kind.FACT, NINE, next_at=NEXT, created_at=NOON - 20 * DAY)
DIGEST = replace(FACT, id="s2", kind=Kind.DIGEST)
OWED = Delivery("d1", HERE, "{}", created_at=NOON, ready_at=NOON, subscription_id="s1", scheduled_for=NOON)
ASKED = Asked("q1", HERE, "ada", "When?", "answer", "answer", ("p1",), NOON - HOUR)


@pytest.fixture
def here(store: Store) -> State:
    """The state of a workspace, asked in a channel."""
    return state(store)


def state(store: Store, place: Place = HERE, reach: Reach = Reach.WORKSPACE) -> State:
    """The state of a workspace or a channel at noon."""
    choices = Choices(store, {"slack": defaults("asker", "off")})
    return StoredState(store, choices, lambda at: at.channel, place, reach, "Europe/Paris", "Asia/Tokyo", lambda: NOON)


def owe(store: Store, *owed: Delivery) -> None:
    """Enter deliveries."""
    with store.begin() as connection:
        deliveries.add_all(connection, owed)


def put(store: Store, *held: Subscription) -> None:
    """Enter subscriptions as the clock leaves them."""
    with store.begin() as connection:
        for each in held:
            subscriptions.put(connection, each)


def test_a_channel_sees_its_own_and_a_workspace_all(store: Store) -> None:
    """And never another workspace's."""
    next_door, abroad = replace(FACT, id="s3", place=NEXT_DOOR), replace(FACT, id="s4", place=ABROAD)
    put(store, FACT, next_door, abroad)

    assert state(store).subscriptions() == (FACT, next_door)
    assert state(store, reach=Reach.CHANNEL).subscriptions() == (FACT,)
    with pytest.raises(BotError):
        state(store, Place("slack", "T1", ""), Reach.CHANNEL).subscriptions()


def test_a_change_leaves_the_facts_where_the_clock_has_brought_them(store: Store, here: State) -> None:
    """The card was planned while the form was open."""
    here.subscribe(FACT)
    put(store, replace(FACT, cursor=Cursor("00ff", 1)))

    here.subscribe(replace(FACT, topics=("tea",), skips_quiet=True))

    changed = replace(FACT, topics=("tea",), skips_quiet=True, cursor=Cursor("00ff", 1))
    assert here.subscriptions() == (changed,)


def test_a_change_of_something_else_does_not_cost_the_post_that_is_due_this_second(store: Store, here: State) -> None:
    """The clock had not come to it yet."""
    due = replace(FACT, next_at=NOON - 2)
    put(store, due)

    here.subscribe(replace(FACT, topics=("tea",)))

    assert here.subscriptions() == (replace(due, topics=("tea",)),)


@pytest.mark.parametrize(
    "wanted",
    [replace(FACT, next_at=None), replace(FACT, rhythm=replace(NINE, at=time(13)), next_at=NOON + HOUR)],
    ids=["paused", "at another time"],
)
def test_a_pause_or_another_time_does(store: Store, here: State, wanted: Subscription) -> None:
    """Nobody wants it now."""
    put(store, replace(FACT, next_at=NOON - 2))

    here.subscribe(wanted)

    assert here.subscriptions() == (wanted,)


@pytest.mark.parametrize(
    ("wanted", "next_at"),
    [
        (replace(FACT, topics=("tea",)), NOON + 20),
        (replace(FACT, rhythm=replace(NINE, at=time(13)), next_at=NOON + HOUR), NOON + HOUR),
        (replace(FACT, next_at=None), None),
    ],
    ids=["other topics", "another time", "paused"],
)
def test_what_is_planned_ahead_of_its_time_is_planned_anew_after_a_change(
    store: Store, here: State, wanted: Subscription, next_at: float | None
) -> None:
    """As if it had not been; what it would have shown was not seen."""
    put(store, FACT)
    ahead = replace(OWED, ready_at=NOON + 20, scheduled_for=NOON + 20)
    owe(store, ahead)
    with store.begin() as connection:
        shown.add(connection, [(ahead, ["p1"])])

    here.subscribe(wanted)

    assert here.subscriptions() == (replace(wanted, next_at=next_at),)
    assert here.posts("s1", 9) == ()
    with store.read() as connection:
        assert shown.seen(connection, HERE) == frozenset()


def test_what_is_planned_ahead_of_its_time_is_forgotten_at_the_end(store: Store, here: State) -> None:
    """Who subscribes again before that time gets it."""
    put(store, FACT)
    owe(store, replace(OWED, ready_at=NOON + 20, scheduled_for=NOON + 20))

    here.unsubscribe("s1")

    assert here.posts("s1", 9) == ()


@pytest.mark.parametrize("how", ["pause", "unsubscribe"])
def test_what_is_planned_is_not_posted_after_the_end(store: Store, here: State, how: str) -> None:
    """Nor after a pause; a change leaves it."""
    put(store, FACT)
    owe(store, OWED, replace(OWED, id="d2", scheduled_for=NOON - DAY, state=DeliveryState.SENT))
    here.subscribe(replace(FACT, topics=("tea",)))

    def payloads() -> list[str]:
        with store.read() as connection:
            return [each.payload for each in deliveries.open_ones(connection, NOON, 9)]

    before = payloads()
    if how == "pause":
        here.subscribe(replace(FACT, next_at=None))
    else:
        here.unsubscribe("s1")

    assert (before, payloads()) == (["{}"], [])


def test_who_subscribes_again_goes_on_where_it_ended(store: Store, here: State) -> None:
    """A button takes the end back, and no fact comes twice for that."""
    put(store, replace(FACT, cursor=Cursor("00ff", 1)))

    here.unsubscribe("s1")
    between = here.subscriptions()
    here.subscribe(replace(FACT, created_at=NOON))

    assert between == ()
    assert here.subscriptions() == (replace(FACT, created_at=NOON, cursor=Cursor("00ff", 1)),)


def test_posts_are_the_subscription_s_own(store: Store, here: State) -> None:
    """The newest first, as many as are wanted."""
    owe(store, OWED, replace(OWED, id="d2", scheduled_for=NOON - DAY), replace(OWED, id="d3", subscription_id="s2"))

    assert here.posts("s1", 1) == (Posted(NOON, Stage.PLANNED),)


def test_a_first_digest_looks_back_a_week_from_when_it_was_subscribed_to(here: State) -> None:
    """Else it would have nothing to tell."""
    assert here.lately(replace(DIGEST, created_at=NOON - DAY)) == Lately(NOON - 8 * DAY)


def test_no_digest_looks_back_further_than_a_month(here: State) -> None:
    """However long it was paused."""
    assert here.lately(replace(DIGEST, created_at=NOON - 300 * DAY)).since == NOON - 30 * DAY


def test_a_digest_tells_of_what_happened_in_its_channel_since_the_last_one(store: Store, here: State) -> None:
    """Of gaps whatever their age; of nothing that was asked elsewhere or in private."""
    week = NOON - 7 * DAY
    with store.begin() as connection:
        deliveries.add(connection, replace(OWED, subscription_id="s2", scheduled_for=week, state=DeliveryState.SENT))
        shown.add(connection, [(OWED, ["p1", "p2"])])
        articles.note(connection, {"tea": "1"}, week - DAY)
        articles.note(connection, {"milk": "1"}, week - HOUR)
        articles.note(connection, {"tea": "2"}, week + HOUR)
        questions.add(
            connection,
            ASKED,
            replace(ASKED, id="q2", at=week - 61),
            replace(ASKED, id="q3", place=NEXT_DOOR),
            replace(ASKED, id="q4", place=replace(HERE, channel="")),
            replace(ASKED, id="q5", is_dry_run=True),
            replace(ASKED, id="q6", place=replace(HERE, thread="1.1"), at=NOON - 2 * HOUR),
            replace(ASKED, id="q7", outcome="none", at=week - 100 * DAY),
            replace(ASKED, id="q8", outcome="none", place=NEXT_DOOR),
        )

    lately, news = here.lately(DIGEST), (News("tea", is_new=False),)

    assert (lately.since, lately.seen, lately.news) == (week, frozenset({"p1", "p2"}), news)
    assert lately.answered[0] == Logged("q1", "When?", date(2026, 11, 22), "C1", ("p1",))
    assert [each.id for each in lately.answered] == ["q1", "q6"]
    assert [each.id for each in lately.gaps] == ["q7"]


def test_the_time_and_the_zones_are_told(here: State) -> None:
    """The asker's own, and the operator's."""
    assert (here.zone(), here.server_zone(), here.now()) == ("Europe/Paris", "Asia/Tokyo", NOON)


def test_how_far_facts_have_come_is_known_of_what_was_ended(store: Store, here: State) -> None:
    """And of nothing, that they have not begun."""
    put(store, replace(FACT, cursor=Cursor("00ff", 1)))
    held = here.cursor("s1")
    here.unsubscribe("s1")

    assert held == here.cursor("s1") == Cursor("00ff", 1)
    assert here.cursor("s9") == Cursor()
