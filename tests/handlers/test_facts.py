"""The card of a fact, and what its buttons bring: another one, and why it was this one."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import time

import pytest

from corpus.article import Figure as Amount
from corpus.article import Kind as Asked
from corpus.collection import Corpus
from handlers.card import Figure, Kind, Quote, Reply
from handlers.daily import Cursor, facts_about, preview
from handlers.daily_card import daily
from handlers.described import late
from handlers.facts import facts
from handlers.in_order import in_order
from handlers.request import Place, Request
from handlers.rhythm import WEEKDAYS, Rhythm
from handlers.subscription import Kind as Subscribed
from handlers.subscription import Subscription
from tests.handlers.memory import NOW, buttons, listed, texts

Say = Callable[[str], Reply]
MINE = "0a1b2c3d4e5f"
KESTREL = ("kestrel-coffee",)


def test_the_card_has_the_figure_with_its_hedge_and_three_ways_on(coffee: Corpus) -> None:
    """Its buttons know the subscription and its topics."""
    passage = next(each for each in facts_about(coffee, KESTREL) if "about 150" in each.text)

    made = daily(passage, coffee, KESTREL, MINE)

    assert made.title == "Fact of the day: Kestrel Coffee"
    assert isinstance(made.blocks[0], Figure)
    assert made.blocks[0].value == "about 150"
    assert buttons(Reply(Kind.CARD, made)) == {
        "Brief me on Kestrel Coffee": "Kestrel Coffee",
        "Another fact": f"fact after {passage.id} about kestrel-coffee",
        "Why this fact": f"fact why {passage.id} in {MINE} about kestrel-coffee",
    }


@pytest.mark.parametrize(
    ("sentence", "figure", "headline"),
    [
        ("Kestrel is expected to serve 20 million cups a day.", "20 million cups", "expected to serve 20 million cups"),
        ("Kestrel aims to open 150 shops.", "150 shops", "aims to open 150 shops"),
        ("A sale for $2 billion is predicted.", "$2 billion", "$2 billion is predicted"),
        ("Kestrel may have about 427 shops.", "427 shops", "may have about 427 shops"),
        ("Since May Kestrel has 427 shops or more.", "427 shops", "427 shops or more"),
        ("Kestrel has over 100 shops.", "100 shops", "over 100 shops"),
        ("The estimate for the gala is a viewership of over 100 million people.", "over 100 million people", ""),
        ("Kestrel could grow, and sells 300 cups.", "300 cups", ""),
        ("Kestrel sells 300 cups.", "300 cups", "300 cups"),
    ],
)
def test_a_headline_has_every_hedge_of_its_sentence(coffee: Corpus, sentence: str, figure: str, headline: str) -> None:
    """Verbatim; a sentence whose hedge stands too far from its figure has no headline."""
    passage = facts_about(coffee, KESTREL)[0]
    value = Amount(figure, sentence.index(figure), 1.0, "shop")
    said = replace(passage, text=sentence, record=replace(passage.record, value=value, kinds=frozenset()))

    first = daily(said, coffee, KESTREL).blocks[0]

    assert (first.value if isinstance(first, Figure) else "") == headline


def test_a_forecast_that_does_not_sound_like_one_has_no_headline(coffee: Corpus) -> None:
    """Whoever wrote its record knew more than its wording tells."""
    passage = next(each for each in facts_about(coffee, KESTREL) if "about 150" in each.text)
    said = replace(passage, record=replace(passage.record, kinds=frozenset({Asked.FORECAST})))

    assert isinstance(daily(said, coffee, KESTREL).blocks[0], Quote)


def test_no_headline_of_the_shipped_facts_lacks_a_hedge_of_its_sentence(shipped: Corpus) -> None:
    """What the sentence only expects, plans or estimates is not told as if it were so."""
    hedges = re.compile(r"\b(expected|predicted|estimates?|promised|will|would|could|may|plans?|aims?|likely)\b")
    shown = [(passage.text, daily(passage, shipped, ()).blocks[0]) for passage in facts_about(shipped)]
    large = [(text, block.value) for text, block in shown if isinstance(block, Figure)]

    assert "expected to support 200 million package deliveries a day" in [value for _, value in large]
    assert [text for text, value in large if set(hedges.findall(text)) - set(hedges.findall(value))] == []
    assert all(value in text for text, value in large)


def test_a_fact_on_several_topics_is_told_for_the_one_that_is_followed(coffee: Corpus) -> None:
    """Not for the one that it names first."""
    passage = facts_about(coffee, KESTREL)[0]
    both = replace(passage, record=replace(passage.record, about=("gone", "ada-brook", *KESTREL)))

    assert [daily(both, coffee, topics).title for topics in (KESTREL, ())] == ["Kestrel Coffee", "Ada Brook"]


def test_a_post_that_comes_late_says_when_it_was_due() -> None:
    """On the clocks of its channel."""
    place, rhythm = Place("slack", "T1", "C1"), Rhythm(time(9), WEEKDAYS, "Europe/Paris")
    subscription = Subscription(MINE, place, Subscribed.FACT, rhythm)

    assert late(subscription, NOW - 3600) == "Late: it was due Sun 22 Nov, 12:00 (Europe/Paris)."


def test_another_fact_is_the_next_until_all_were_shown(say: Say, coffee: Corpus) -> None:
    """Out of the same topics; pressing goes round."""
    count = len(facts_about(coffee, KESTREL))
    replies = [say("fact kestrel coffee")]
    for _ in range(count):
        replies.append(say(buttons(replies[-1])["Another fact"]))

    shown = [reply.context.facts for reply in replies]

    assert len(set(shown)) == count > 1
    assert shown[0] == shown[-1]
    assert {reply.topic for reply in replies} == set(KESTREL)
    assert all(isinstance(reply.card.blocks[0], Figure | Quote) for reply in replies)


def test_why_says_from_where_it_was_picked_and_in_which_order(say: Say, coffee: Corpus) -> None:
    """In a channel that is its own order; of the others no more than what they are about is told before their day."""
    first = preview(facts_about(coffee), MINE, Cursor(), 1)[0]

    reply = say(f"fact why {first.id} in {MINE}")
    sentences, order, after = texts(reply)[:3]

    assert sentences == "The articles hold 4 sentences with a figure or a date."
    assert order.startswith("This channel gets them in an order of its own, in which this is number 1 of 4: none comes")
    assert after.startswith("Next come facts on ")
    assert "Kestrel Coffee" in after
    assert listed(reply) == [("The Roasters of Port Amber", "4 facts")]
    assert [fact.id for fact in reply.card.facts()] == [first.id]
    assert "Another fact" in buttons(reply)


def test_the_last_of_a_cycle_is_said_to_be_the_last(say: Say, coffee: Corpus) -> None:
    """With topics, those that were picked from are named."""
    last = preview(facts_about(coffee, KESTREL), MINE, Cursor(), 3)[-1]

    reply = say(f"fact why {last.id} in {MINE} about kestrel-coffee")

    assert texts(reply)[0] == "The articles hold 3 sentences with a figure or a date on Kestrel Coffee."
    assert "this is number 3 of 3" in texts(reply)[1]
    assert texts(reply)[2] == "It is the last of them; then they begin anew."


def test_why_todays_fact_came_is_told_too(say: Say) -> None:
    """It is of no channel; the one fact of a topic comes every day."""
    common, only = (say(buttons(say(text))["Why this fact"]) for text in ("fact", "fact lark roasters"))

    assert texts(common)[1].startswith("They come in a fixed order, in which this is number ")
    assert texts(only)[:2] == [
        "The articles hold one sentence with a figure or a date on Lark Roasters.",
        "So it comes every time.",
    ]
    assert listed(only) == [("The Roasters of Port Amber", "1 fact")]


def test_facts_of_no_topic_are_explained_without_one(coffee: Corpus, request_of: Callable[[str], Request]) -> None:
    """There is no name for what comes next, nor a briefing to offer."""
    harvest = replace(coffee, articles=(coffee.article("harvest"),))
    nameless = next(each for each in facts_about(harvest) if not each.record.subject)

    reply = facts(request_of(f"why {nameless.id}"), harvest)

    assert list(buttons(reply)) == ["Another fact"]
    assert reply.topic is None


@pytest.mark.parametrize(
    "typed", ["fact why gone-00000000 in 0a1b about lark-roasters, nothing", "fact after gone-00000000"]
)
def test_a_fact_that_is_gone_is_said_to_be_gone(say: Say, typed: str) -> None:
    """Buttons outlive the articles."""
    reply = say(typed)

    assert reply.kind is Kind.NO_ANSWER
    assert texts(reply) == ["The articles do not hold that sentence any more, or not on these topics."]
    assert buttons(reply) == {"Today's fact": "fact"}


def test_a_name_that_begins_like_a_button_is_still_a_name(say: Say) -> None:
    """Only an id behind it makes it one."""
    assert texts(say("fact why")) == ["No topic is called “why”."]


def test_an_order_has_every_fact_once(coffee: Corpus) -> None:
    """The same as a subscription shows them in."""
    there = facts_about(coffee)

    assert in_order(there, MINE) == preview(there, MINE, Cursor(), len(there))
