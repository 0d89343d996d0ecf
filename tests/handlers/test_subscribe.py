"""A subscription made and changed by what people type."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time

import pytest

from corpus.collection import Corpus
from handlers.card import Audience, Kind, Reply
from handlers.daily import Cursor
from handlers.request import Place
from handlers.rhythm import EVERY_DAY, WEEKDAYS, Rhythm
from handlers.subscription import UNKNOWN_ZONE, Subscription
from handlers.subscription import Kind as Subscribed
from tests.handlers.memory import NOW, Memory, buttons, texts

Say = Callable[[str], Reply]
HOUR = 3600


def held(memory: Memory) -> Subscription:
    """The one subscription there is."""
    (only,) = memory.subscriptions()
    return only


def test_nothing_said_is_a_fact_at_nine_on_weekdays_in_ones_own_zone(admin: Say, memory: Memory) -> None:
    """And the reply says so, with the next time, and how to have another zone."""
    reply = admin("subscribe")

    assert reply.card.title == "Subscribed"
    assert texts(reply) == [
        "A fact at 09:00 (Europe/Paris) on weekdays. Next: Mon 23 Nov, 09:00.",
        "Europe/Paris is your own time zone. To have another: /coffee subscribe fact at 09:00 London.",
        "There are 4 facts; none comes again before all have come.",
    ]
    assert held(memory).rhythm == Rhythm(time(9), WEEKDAYS, "Europe/Paris")
    assert (held(memory).place, held(memory).created_at) == (Place("slack", "T1", "C1"), NOW)
    assert held(memory).next_at == NOW + 20 * HOUR
    assert reply.audience is Audience.ASKER


def test_a_digest_is_on_mondays(admin: Say) -> None:
    """Before the first meeting."""
    said = texts(admin("subscribe digest"))

    assert said[0] == "A digest at 08:30 (Europe/Paris) on Mondays. Next: Mon 23 Nov, 08:30."


@pytest.mark.parametrize(
    ("own", "theirs", "said"),
    [
        ("", "Asia/Tokyo", "Asia/Tokyo is the time zone that is set for this bot. To have another: "),
        ("", "", "Your time zone is not known here, so it is UTC. To have another: "),
        ("Europe/London", "Asia/Tokyo", "Europe/London is your own time zone. To have another: "),
    ],
)
def test_whose_zone_it_is_is_said_and_how_to_have_another(
    admin: Say, memory: Memory, own: str, theirs: str, said: str
) -> None:
    """The asker's goes first, then the bot's, then UTC; the example is another one."""
    memory.own_zone, memory.their_zone = own, theirs
    city = "Paris" if own == "Europe/London" else "London"

    assert f"{said}/coffee subscribe fact at 09:00 {city}." in texts(admin("subscribe"))


@pytest.mark.parametrize("zone", ["UTC", "Europe/Paris", "Asia/Tokyo"])
def test_who_names_a_zone_is_not_told_whose_it_is(admin: Say, memory: Memory, zone: str) -> None:
    """Be it their own, the bot's, or what holds where none is known."""
    memory.own_zone, memory.their_zone = "Europe/Paris", "Asia/Tokyo"

    told = texts(admin(f"subscribe fact at 9:00 {zone}"))

    assert [each for each in told if "time zone" in each] == []
    assert "To have another time or zone: /coffee subscribe fact at 09:00 London." in " ".join(told)


@pytest.mark.parametrize(
    "typed",
    [
        "subscribe to the daily fact at 5pm London time about Kestrel",
        "subscribe us to facts, about kestrel coffee every day at 17:00 London",
        "subscribe fact on Kestrel Coffee at 17:00 Europe/London daily",
        "Subscribe kestrel coffee at 17h daily, London",
        "subscribe us at 17:00 london every day for Kestrel Coffee",
        "subscribe every day 17:00 London about: kestrl coffee",
    ],
)
def test_people_write_in_many_ways(admin: Say, memory: Memory, typed: str) -> None:
    """And mean the same."""
    admin(typed)

    assert held(memory).kind is Subscribed.FACT
    assert held(memory).topics == ("kestrel-coffee",)
    assert held(memory).rhythm == Rhythm(time(17), EVERY_DAY, "Europe/London")


def test_several_topics_are_named_with_commas_or_and(admin: Say, memory: Memory) -> None:
    """The time may stand behind them."""
    reply = admin("subscribe digest about Kestrel Coffee, Lark Roasters and ada brook on Fridays at 16:00")

    assert held(memory).topics == ("kestrel-coffee", "lark-roasters", "ada-brook")
    assert texts(reply)[0].startswith(
        "A digest on Kestrel Coffee, Lark Roasters and Ada Brook at 16:00 (Europe/Paris) on Fridays."
    )


def test_what_is_not_said_stays_when_a_subscription_is_changed(admin: Say, memory: Memory) -> None:
    """Its order and how far it has come as well."""
    admin("subscribe fact at 17:00 London about Kestrel Coffee")
    before = replace(held(memory), cursor=Cursor("0123456789abcdef", 2))
    memory.subscribe(before)

    hour, topic = admin("subscribe fact 18:00"), admin("subscribe fact about everything")

    assert (hour.card.title, topic.card.title) == ("Changed", "Changed")
    assert held(memory).rhythm == replace(before.rhythm, at=time(18))
    assert (held(memory).topics, held(memory).cursor, held(memory).id) == ((), before.cursor, before.id)


def test_what_is_so_already_is_said_to_be_so(admin: Say) -> None:
    """Nobody wonders what has changed."""
    admin("subscribe fact at 9")

    assert admin("subscribe fact at 9").card.title == "Nothing changed"


def test_subscribing_again_turns_it_on_again(admin: Say, memory: Memory) -> None:
    """Whoever names a time wants posts."""
    admin("subscribe")
    admin("pause")

    reply = admin("subscribe at 10am")

    assert "It was paused, and is on again." in texts(reply)
    assert not held(memory).is_paused


def test_a_zone_that_is_none_any_more_keeps_it_paused_until_another_is_named(admin: Say, memory: Memory) -> None:
    """It says why, and what helps."""
    admin("subscribe")
    memory.subscribe(replace(held(memory), rhythm=Rhythm(time(9), WEEKDAYS, "Mars/Base"), next_at=None))

    lost = texts(admin("subscribe at 10am"))[0]
    found = texts(admin("subscribe at 10am Paris"))[0]

    assert lost.endswith(
        "Paused: its time zone is not known any more (unknown_zone). Subscribe again and name a zone or a city."
    )
    assert found.endswith("Next: Mon 23 Nov, 10:00.")


def test_what_was_taken_for_what_is_told(admin: Say) -> None:
    """CET is a city's time."""
    assert any(said.startswith("CET is taken as ") for said in texts(admin("subscribe at 9 CET")))


@pytest.mark.parametrize(
    ("typed", "skips"),
    [
        ("subscribe digest mondays at 8:30 skip quiet weeks", True),
        ("subscribe without quiet weeks", True),
        ("subscribe digest, even when quiet", False),
        ("subscribe digest mondays at 8:30", False),
    ],
)
def test_quiet_weeks_are_skipped_or_not_as_the_channel_chooses(
    admin: Say, memory: Memory, typed: str, skips: bool
) -> None:
    """Who speaks of them means a digest."""
    reply = admin(typed)

    assert (held(memory).kind, held(memory).skips_quiet) == (Subscribed.DIGEST, skips)
    assert ("quiet weeks left out" in texts(reply)[0]) is skips


def test_a_fact_has_no_quiet_weeks(admin: Say, memory: Memory) -> None:
    """What has no effect is said to have none."""
    reply = admin("subscribe fact skip quiet weeks")

    assert any(said.startswith("Quiet weeks are skipped by digests alone.") for said in texts(reply))
    assert not held(memory).skips_quiet


def test_a_time_that_is_none_is_refused_with_one_that_would_do(admin: Say, memory: Memory) -> None:
    """One press, and nothing that was said is lost."""
    reply = admin("subscribe fact at 25:00 about Lark Roasters")
    again, by_form = buttons(reply).values()

    assert (reply.kind, memory.subscriptions()) == (Kind.ERROR, ())
    assert texts(reply) == ["“25:00” is no time of day."]
    assert again == "subscribe fact at 09:00 (Europe/Paris) on weekdays about Lark Roasters"
    assert by_form == "subscribe form fact"
    assert admin(again).card.title == "Subscribed"


def test_a_name_that_is_no_topic_is_refused_with_those_that_may_be_meant(admin: Say, memory: Memory) -> None:
    """Beside the topics that were understood, at the time that was named."""
    reply = admin("subscribe fact at 10 about Ada Brook, roaster")

    assert (reply.kind, memory.subscriptions()) == (Kind.ERROR, ())
    assert texts(reply) == ["No topic is called “roaster”."]
    assert buttons(reply) == {
        "Kestrel Coffee": "subscribe fact at 10 about Ada Brook, Kestrel Coffee",
        "Lark Roasters": "subscribe fact at 10 about Ada Brook, Lark Roasters",
    }


def test_a_misspelt_name_takes_the_place_of_the_topics_before(admin: Say) -> None:
    """It was not said to come on top of them."""
    admin("subscribe fact about Ada Brook, Kestrel Coffee")

    assert all("Ada Brook" not in again for again in buttons(admin("subscribe fact about roaster")).values())


def test_a_name_that_is_like_no_topic_can_be_left_out(admin: Say) -> None:
    """Or all topics looked at."""
    reply = admin("subscribe fact about zeppelins, Lark Roasters")

    assert buttons(reply) == {
        "Leave it out": "subscribe fact at 09:00 (Europe/Paris) on weekdays about Lark Roasters",
        "All topics": "topics",
    }


def test_topics_without_a_fact_are_refused(admin: Say, memory: Memory) -> None:
    """Nobody waits for what cannot come."""
    reply = admin("subscribe fact about moka pot")

    assert (reply.kind, memory.subscriptions()) == (Kind.ERROR, ())
    assert texts(reply) == ["The articles hold no figure or date on Moka pot."]
    assert buttons(reply) == {"A fact on any topic": "subscribe fact at 09:00 (Europe/Paris) on weekdays"}


def test_a_topic_that_is_gone_is_told_by_its_id_and_another_is_offered(admin: Say, memory: Memory) -> None:
    """It was there when somebody subscribed."""
    admin("subscribe fact")
    (held,) = memory.subscriptions()
    memory.subscribe(replace(held, topics=("tea-kettle",)))

    reply = admin("subscribe fact at 10")

    assert texts(reply) == ["The articles hold no figure or date on tea-kettle."]
    assert list(buttons(reply)) == ["A fact on any topic"]


def test_articles_without_a_fact_are_no_source_of_facts(
    coffee: Corpus, memory: Memory, admin_of: Callable[[Corpus], Say]
) -> None:
    """Whatever the topic."""
    reply = admin_of(replace(coffee, articles=(coffee.article("title-only"),)))("subscribe fact")

    assert texts(reply) == ["The articles hold no figure or date."]
    assert (buttons(reply), memory.subscriptions()) == ({}, ())


def test_who_says_daily_alone_gets_a_fact_every_day(admin: Say) -> None:
    """It names no kind, so it does not name both."""
    assert "A fact at 09:00 (Europe/Paris) every day." in texts(admin("subscribe daily"))[0]


def test_a_single_fact_is_said_to_come_every_time(admin: Say) -> None:
    """The same card each morning would look broken."""
    assert "There is only one fact on that: it comes every time." in texts(admin("subscribe fact about Lark Roasters"))


def test_each_channel_has_one_of_each_kind(admin: Say, memory: Memory) -> None:
    """Their ids are their own, and the same when it is ended and begun anew."""
    admin("subscribe fact")
    admin("subscribe digest")
    ids = {each.id for each in memory.subscriptions()}
    admin("unsubscribe")
    admin("subscribe digest")

    assert len(ids) == 2
    assert held(memory).id in ids
    assert held(memory).paused_because != UNKNOWN_ZONE


@pytest.mark.parametrize("both", ["fact and digest", "both", "all", "digests and facts"])
def test_one_subscribes_to_one_at_a_time(admin: Say, memory: Memory, both: str) -> None:
    """Each has times of its own, so there is a button for each."""
    reply = admin(f"subscribe {both}")

    assert (reply.kind, reply.card.title) == (Kind.ERROR, "One at a time")
    assert [buttons(reply)[label] for label in ("A fact on weekdays", "A digest on Mondays")] == [
        "subscribe fact",
        "subscribe digest",
    ]
    assert memory.subscriptions() == ()


@pytest.mark.parametrize("polite", ["about Ada Brook, please, at 9", "at 9, please, about Ada Brook, thanks!"])
def test_manners_are_no_topic(admin: Say, memory: Memory, polite: str) -> None:
    """Wherever they stand."""
    admin(f"subscribe fact {polite}")

    assert (held(memory).topics, held(memory).rhythm.at) == (("ada-brook",), time(9))


def test_the_zones_that_share_a_name_are_offered_each_with_all_that_was_said(admin: Say) -> None:
    """One press, and it holds; nobody gets a post at night because of a guess."""
    reply = admin("subscribe fact at 8am CST about Ada Brook")

    assert reply.card.title == "Not subscribed"
    assert list(buttons(reply).values())[:2] == [
        "subscribe fact at 08:00 (America/Chicago) on weekdays about Ada Brook",
        "subscribe fact at 08:00 (Asia/Shanghai) on weekdays about Ada Brook",
    ]
