"""Subscriptions listed, paused, resumed and ended."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time

import pytest

from handlers.card import Audience, Kind, Reply
from handlers.request import Place
from handlers.rhythm import EVERY_DAY, Rhythm
from handlers.subscription import UNKNOWN_ZONE, Subscription
from handlers.subscription import Kind as Subscribed
from tests.handlers.memory import NOW, Memory, buttons, listed, texts

Say = Callable[[str], Reply]
FACT = "A fact at 09:00 (Europe/Paris) on weekdays."
DIGEST = "A digest at 08:30 (Europe/Paris) on Mondays."


def elsewhere(number: int) -> Subscription:
    """A fact every day in another channel, on a topic that is none any more."""
    place = Place("slack", "T1", "C2")
    return Subscription(f"{number}", place, Subscribed.FACT, Rhythm(time(7), EVERY_DAY, "Asia/Tokyo"), ("gone",), NOW)


def test_a_channel_without_any_is_offered_both(admin: Say) -> None:
    """One press away."""
    reply = admin("subscriptions")

    assert texts(reply) == ["Nothing comes to this channel by itself."]
    assert buttons(reply) == {
        "A fact on weekdays": "subscribe fact",
        "A digest on Mondays": "subscribe digest",
        "Set it up in a form": "subscribe form fact",
    }


def test_those_of_the_channel_come_first_and_then_those_of_others(admin: Say, memory: Memory) -> None:
    """In words that say what holds; others by their channel's name."""
    memory.subscribe(elsewhere(1))
    admin("subscribe digest")
    admin("subscribe fact")

    reply = admin("subscriptions")

    assert texts(reply) == [f"{FACT} Next: Mon 23 Nov, 09:00.", f"{DIGEST} Next: Mon 23 Nov, 08:30."]
    assert listed(reply) == [
        ("#ops", "A fact on gone at 07:00 (Asia/Tokyo) every day. Next: Sun 22 Nov, 21:00."),
    ]
    assert list(buttons(reply).values()) == ["pause fact", "pause digest", "status"]
    assert reply.audience is Audience.ASKER


def test_very_many_are_counted(admin: Say, memory: Memory) -> None:
    """Thirty are shown."""
    for number in range(33):
        memory.subscribe(elsewhere(number))

    reply = admin("subscriptions")

    assert len(listed(reply)) == 30
    assert "3 more in other channels." in texts(reply)


def test_all_are_paused_and_resumed_when_none_is_named(admin: Say, memory: Memory) -> None:
    """Nothing is posted meanwhile, nor made up for."""
    admin("subscribe fact")
    admin("subscribe digest")

    paused = admin("pause")
    is_paused = [each.is_paused for each in memory.subscriptions()]
    memory.time += 7 * 86_400
    resumed = admin("resume all")

    assert texts(paused) == [f"{FACT} Paused until it is resumed.", f"{DIGEST} Paused until it is resumed."]
    assert is_paused == [True, True]
    assert list(buttons(paused)) == ["Resume the fact", "Resume the digest", "Status"]
    assert texts(resumed) == [f"{FACT} Next: Mon 30 Nov, 09:00.", f"{DIGEST} Next: Mon 30 Nov, 08:30."]


@pytest.mark.parametrize("typed", ["pause digest", "pause weekly digests", "pause digset"])
def test_one_is_paused_when_it_is_named(admin: Say, memory: Memory, typed: str) -> None:
    """The other goes on."""
    admin("subscribe fact")
    admin("subscribe digest")

    admin(typed)

    assert {each.kind: each.is_paused for each in memory.subscriptions()} == {
        Subscribed.FACT: False,
        Subscribed.DIGEST: True,
    }


def test_what_is_so_already_is_said_to_be_so(admin: Say, memory: Memory) -> None:
    """Why it was paused is not forgotten, and what is on keeps its time."""
    admin("subscribe")
    on = admin("resume")
    (held,) = memory.subscriptions()
    memory.subscribe(replace(held, next_at=None, paused_because="not_in_channel"))

    off = admin("pause")

    assert (on.card.title, off.card.title) == ("Resumed already", "Paused already")
    (said,) = texts(off)
    assert said.startswith(f"{FACT} Paused: the bot is not in this channel (not_in_channel). Add the bot to ")
    assert texts(admin("resume")) == [f"{FACT} Next: Mon 23 Nov, 09:00."]


def test_one_whose_zone_is_none_any_more_cannot_be_resumed(admin: Say, memory: Memory) -> None:
    """It says what to do instead."""
    admin("subscribe")
    (held,) = memory.subscriptions()
    lost = replace(held, rhythm=replace(held.rhythm, zone="Mars/Base"), next_at=None, paused_because=UNKNOWN_ZONE)
    memory.subscribe(lost)

    reply = admin("resume")

    assert texts(reply)[0].endswith("Subscribe again and name a zone or a city.")
    assert memory.subscriptions() == (lost,)


def test_what_is_ended_can_be_taken_back_with_one_press(admin: Say, memory: Memory) -> None:
    """With its time, its topics, and all."""
    admin("subscribe digest fridays at 16:00 London about Lark Roasters skip quiet weeks")
    before = memory.subscriptions()

    reply = admin("unsubscribe")
    ended = memory.subscriptions()
    admin(buttons(reply)["Have the digest again"])

    assert texts(reply) == [
        "A digest on Lark Roasters at 16:00 (Europe/London) on Fridays, quiet weeks left out: it comes no more."
    ]
    assert (ended, memory.subscriptions()) == ((), before)


@pytest.mark.parametrize("word", ["pause", "resume", "unsubscribe"])
def test_where_there_is_none_that_is_said(admin: Say, word: str) -> None:
    """Of both kinds or of the one that was named, with how to have it."""
    none, no_digest = admin(word), admin(f"{word} digest")

    assert (none.kind, none.card.title) == (Kind.ERROR, f"Nothing to {word}")
    assert texts(none) == [f"Nothing comes to this channel by itself, so there is nothing to {word}."]
    assert texts(no_digest) == [f"No digest comes to this channel by itself, so there is nothing to {word}."]
    assert list(buttons(no_digest).values()) == ["subscribe digest", "subscribe form digest"]


@pytest.mark.parametrize("word", ["pause", "resume", "unsubscribe", "preview", "test", "status"])
def test_what_is_neither_fact_nor_digest_is_refused_with_both(admin: Say, memory: Memory, word: str) -> None:
    """Nothing is done on a guess."""
    admin("subscribe")
    before = memory.subscriptions()

    reply = admin(f"{word} <!here>weather")

    assert (reply.kind, memory.subscriptions()) == (Kind.ERROR, before)
    assert texts(reply) == ["“here weather” is not understood: a subscription is a fact or a digest."]
    assert list(buttons(reply).values()) == [f"{word} fact", f"{word} digest"]


def gone(number: str, code: str, *, is_from_config: bool = False) -> Subscription:
    """What another channel had until it could not be posted there."""
    lost = replace(elsewhere(1), id=number, next_at=None, paused_because=code)
    return replace(lost, is_from_config=is_from_config)


def test_what_a_channel_that_is_gone_had_is_ended_from_any_other(admin: Say, memory: Memory) -> None:
    """By a button each; what can be ended in its own channel or is set in the configuration has none."""
    for number, code in enumerate(("channel_not_found", "unknown_channel", "is_archived", "missing_scope", "")):
        memory.subscribe(gone(f"{number:012x}", code))
    memory.subscribe(gone("f" * 12, "unknown_channel", is_from_config=True))

    offered = {label: say for label, say in buttons(admin("subscriptions")).items() if label.startswith("End")}
    reply = admin("unsubscribe 000000000001")

    assert offered == {"End the fact of #ops": "unsubscribe 000000000002"}
    assert "000000000001" not in memory.held
    assert texts(reply) == ["A fact on gone at 07:00 (Asia/Tokyo) every day: it comes no more to #ops."]
    assert buttons(reply) == {"Subscriptions": "subscriptions"}


def test_who_does_not_see_another_channel_cannot_end_what_it_has(admin: Say, memory: Memory) -> None:
    """Nor is anybody told more of one that was ended; what is set in the configuration stays."""
    memory.subscribe(gone("f" * 12, "unknown_channel", is_from_config=True))

    unseen, fixed = admin("unsubscribe 00000000000a"), admin(f"unsubscribe {'f' * 12}")

    assert (unseen.kind, unseen.card.title) == (Kind.ERROR, "Nothing to end")
    assert (fixed.kind, list(memory.held)) == (Kind.ERROR, ["f" * 12])
