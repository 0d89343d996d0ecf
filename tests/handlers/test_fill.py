"""A subscription set up in a form: what it opens with, what is wrong field by field, and that it does what words do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time

import pytest

from corpus.collection import Corpus
from handlers.card import Kind, Reply
from handlers.form import FILLED, Field, Form, filled_in, read
from handlers.registry import STATE_BY_NAME
from handlers.request import Place, Request, Settings
from handlers.rhythm import WEEKDAYS, Rhythm
from handlers.subscription import Kind as Subscribed
from tests.handlers.memory import Memory, buttons, texts

Say = Callable[[str], Reply]
RIGHT = Form("fact", "17:00", "London", "01234", "Kestrel Coffee, Ada Brook", has_picture=True)


def opened(reply: Reply) -> Form:
    """The form that a reply opens."""
    assert reply.form
    return reply.form


def problems(reply: Reply) -> dict[Field, str]:
    """What a form is told to have wrong."""
    return dict(opened(reply).problems)


def test_every_reply_about_subscribing_offers_the_form(admin: Say) -> None:
    """Whoever subscribed, whoever was not understood, and whoever looks what there is."""
    none, wrong, made = admin("subscriptions"), admin("subscribe at 25:00"), admin("subscribe")

    assert {buttons(each)["Set it up in a form"] for each in (none, wrong, made)} == {"subscribe form fact"}


def test_a_form_opens_with_what_is_usual(admin: Say, memory: Memory) -> None:
    """Nothing is entered by that; where no form can open, a button stands that tries again."""
    reply = admin("subscribe form")

    assert opened(reply) == Form("fact", "09:00", "Europe/Paris", "01234", "", has_picture=True)
    assert memory.subscriptions() == ()
    assert read(buttons(reply)["Set it up in a form"].removeprefix("subscribe ")) == opened(reply)


def test_a_form_opens_with_what_holds(admin: Say) -> None:
    """Of the kind that is named, or else of the one that is there."""
    admin("subscribe digest at 16:30 UTC+2 on Fridays about Kestrel Coffee, Ada Brook skip quiet weeks")
    held = Form("digest", "16:30", "UTC+2", "4", "Kestrel Coffee, Ada Brook", has_picture=True, skips_quiet=True)

    assert opened(admin("subscribe form")) == held
    assert opened(admin("subscribe form digest")) == held
    assert opened(admin("subscribe form fact")).kind == "fact"


def test_a_form_does_what_the_same_words_do(admin: Say, memory: Memory) -> None:
    """To the letter, notes and all."""
    typed = "subscribe fact 17:00, London on weekdays about Kestrel Coffee, Ada Brook with picture"
    by_words = admin(typed)
    held = memory.subscriptions()
    admin("unsubscribe")

    by_form = admin(RIGHT.said(FILLED))

    assert (by_form.card, memory.subscriptions()) == (by_words.card, held)
    assert held[0].rhythm == Rhythm(time(17), WEEKDAYS, "Europe/London")


def test_what_is_left_out_of_a_form_is_taken_away(admin: Say, memory: Memory) -> None:
    """It shows all there is, so that an empty field means nothing; words would leave it as it was."""
    admin("subscribe digest about Ada Brook skip quiet weeks")
    admin("subscribe fact about Ada Brook")

    admin(replace(RIGHT, topics="", has_picture=False).said(FILLED))
    admin(Form("digest", "9", "", "0").said(FILLED))
    fact, digest = memory.subscriptions()[::-1]

    assert (fact.kind, fact.topics, fact.has_picture) == (Subscribed.FACT, (), False)
    assert (digest.kind, digest.topics, digest.skips_quiet) == (Subscribed.DIGEST, (), False)
    assert digest.rhythm == Rhythm(time(9), frozenset({0}), "Europe/Paris")


def test_the_times_of_the_other_kind_are_not_meant_for_this_one(admin: Say, memory: Memory) -> None:
    """Whoever changes the kind and leaves the rest gets the usual time and days of that kind, or what it had."""
    admin("subscribe fact at 10 on weekdays London time")
    left = opened(admin("subscribe form"))

    admin(replace(left, kind="digest", opened="fact").said(FILLED))
    made = memory.subscriptions()[-1].rhythm
    admin("subscribe digest at 11 on Fridays")
    admin(replace(left, kind="digest", opened="fact").said(FILLED))
    kept = memory.subscriptions()[-1].rhythm

    assert made == Rhythm(time(8, 30), frozenset({0}), "Europe/London")
    assert kept == Rhythm(time(11), frozenset({4}), "Europe/London")


@pytest.mark.parametrize("joined", [False, True])
def test_time_and_zone_may_be_one_field(admin: Say, memory: Memory, *, joined: bool) -> None:
    """As in Discord; the zone stays."""
    left = Form("digest", "9am, London" if joined else "9am", "" if joined else "London", "01234", opened="fact")

    admin(left.said(FILLED))

    assert memory.subscriptions()[-1].rhythm == Rhythm(time(8, 30), frozenset({0}), "Europe/London")


def test_times_that_somebody_chose_hold_though_the_other_kind_has_them(admin: Say, memory: Memory) -> None:
    """A digest on weekdays at nine, as facts usually come."""
    admin("subscribe digest")
    held = opened(admin("subscribe form digest"))

    admin(replace(held, at="09:00", days="01234", opened="digest").said(FILLED))

    assert memory.subscriptions()[-1].rhythm == Rhythm(time(9), WEEKDAYS, "Europe/Paris")


def test_one_of_the_times_may_be_that_of_the_other_kind(admin: Say, memory: Memory) -> None:
    """A digest at the hour of the fact, on days of its own."""
    admin("subscribe fact at 10 on weekdays")

    admin(Form("digest", "10:00", "Europe/Paris", "4", opened="fact").said(FILLED))

    assert memory.subscriptions()[-1].rhythm == Rhythm(time(10), frozenset({4}), "Europe/Paris")


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        (replace(RIGHT, kind=""), Field.KIND, "Choose a fact or a digest."),
        (replace(RIGHT, at=""), Field.AT, "A time is needed, such as 09:00."),
        (replace(RIGHT, at="25:00"), Field.AT, "“25:00” is no time of day. Try: 09:00 Europe/Paris."),
        (replace(RIGHT, at="9 on Mondays"), Field.AT, "“9 on Mondays” names days: those are chosen by themselves."),
        (replace(RIGHT, zone="Lundon"), Field.ZONE, "“lundon” is no time zone. Try: Europe/London."),
        (
            replace(RIGHT, at="9 CST", zone=""),
            Field.AT,
            "“CST” is the name of several time zones. Try: 09:00 America/Chicago or 09:00 Asia/Shanghai.",
        ),
        (
            replace(RIGHT, at="25:00", zone="our time"),
            Field.ZONE,
            "The zone of “our time” is not known here: name a city, such as Paris. Try: Europe/Paris.",
        ),
        (
            replace(RIGHT, at="9 Paris"),
            Field.ZONE,
            "That is more than one time zone; a subscription has one. Try: Europe/Paris or Europe/London.",
        ),
        (replace(RIGHT, days=""), Field.DAYS, "Choose at least one day."),
        (
            replace(RIGHT, topics="Ada Brook, roaster"),
            Field.TOPICS,
            "No topic is called “roaster”. Did you mean Kestrel Coffee or Lark Roasters?",
        ),
        (replace(RIGHT, topics="zeppelins"), Field.TOPICS, "No topic is called “zeppelins”."),
        (replace(RIGHT, topics="Ada Brook at 9"), Field.TOPICS, "No topic is called “at 9”."),
        (replace(RIGHT, topics="moka pot"), Field.TOPICS, "The articles hold no figure or date on Moka pot."),
    ],
)
def test_what_is_wrong_is_told_at_its_field(admin: Say, memory: Memory, wrong: Form, field: Field, said: str) -> None:
    """Nothing is entered, and the form comes again as it was filled in."""
    reply = admin(wrong.said(FILLED))

    assert problems(reply)[field] == said
    assert (reply.kind, memory.subscriptions()) == (Kind.ERROR, ())
    assert said in texts(reply)
    assert opened(admin(buttons(reply)["Back to the form"])) == replace(wrong, problems=())


def test_all_that_is_wrong_is_told_at_once(admin: Say) -> None:
    """Nobody sends a form off five times."""
    assert {*problems(admin(Form().said(FILLED)))} == {Field.KIND, Field.AT, Field.DAYS}


def test_a_form_is_filled_in_by_the_names_of_its_fields() -> None:
    """What is missing is empty, and what is no day is none."""
    given = {"kind": ["digest"], "days": ["4", "0", "9", "x"], "topics": ["Alipay", "Taobao"], "more": ["quiet", "?"]}

    assert filled_in(given) == Form("digest", "", "", "04", "Alipay, Taobao", skips_quiet=True)


def test_what_stands_in_a_form_cannot_break_out_of_its_field(admin: Say) -> None:
    """A bar is a stroke; what is no form is read as words."""
    assert opened(admin(replace(RIGHT, topics="Zep | pelins").said(FILLED))).topics == "Zep / pelins"
    assert read("form|fact|9") is None
    assert read("from Monday on") is None


def test_without_a_channel_there_is_no_form(
    coffee: Corpus, request_of: Callable[[str], Request], memory: Memory
) -> None:
    """Nor a subscription: the app's own page is no channel."""
    for text in ("", "form"):
        request = replace(request_of(text), place=Place("slack", "T1"), settings=Settings(word="coffee"))
        reply = STATE_BY_NAME["subscribe"].handler(request, coffee, memory)

        assert reply.card.title == "Which channel?"
        assert memory.subscriptions() == ()


@pytest.mark.parametrize(
    ("typed", "has_picture"),
    [
        ("subscribe fact without picture", False),
        ("subscribe fact with no pictures, at 9", False),
        ("subscribe fact about Ada Brook without its picture", False),
        ("subscribe fact with a picture at 9", True),
        ("subscribe fact at 9", True),
    ],
)
def test_a_picture_can_be_done_without(admin: Say, memory: Memory, typed: str, has_picture: bool) -> None:
    """And is said to be."""
    reply = admin(typed)
    (held,) = memory.subscriptions()

    assert held.has_picture is has_picture
    assert ("without a picture" in texts(reply)[0]) is not has_picture


def test_whether_there_is_a_picture_stays_until_it_is_said(admin: Say, memory: Memory) -> None:
    """And taking back an end brings it as it was."""
    admin("subscribe fact without picture")
    admin("subscribe fact at 10")
    admin(next(iter(buttons(admin("unsubscribe")).values())))
    without = memory.subscriptions()[0].has_picture
    admin("subscribe fact with picture")

    assert (without, memory.subscriptions()[0].has_picture) == (False, True)


def test_a_digest_has_no_picture(admin: Say) -> None:
    """What has no effect is said to have none."""
    assert any(
        said.startswith("Pictures come with facts alone.") for said in texts(admin("subscribe digest no picture"))
    )


def test_what_is_set_in_the_configuration_is_not_changed_in_a_chat(admin: Say, memory: Memory) -> None:
    """Each command says so, and a list marks it."""
    admin("subscribe fact")
    (made,) = memory.subscriptions()
    memory.subscribe(replace(made, is_from_config=True))
    tried = [
        admin(each) for each in ("subscribe fact at 10", "subscribe form", RIGHT.said(FILLED), "pause", "unsubscribe")
    ]
    listed = admin("subscriptions")

    told = "The fact of this channel is set in the bot's configuration; whoever runs the bot changes it."
    assert [texts(each) for each in tried] == [[told]] * 5
    assert memory.subscriptions() == (replace(made, is_from_config=True),)
    assert texts(listed)[0].endswith(" It is set in the bot's configuration.")
    assert list(buttons(listed)) == ["Status"]


def test_what_is_not_set_in_the_configuration_is_changed_beside_it(admin: Say, memory: Memory) -> None:
    """And a failure that paused it is undone by a command all the same."""
    admin("subscribe fact")
    (made,) = memory.subscriptions()
    memory.subscribe(replace(made, is_from_config=True, next_at=None, paused_because="not_in_channel"))
    admin("subscribe digest")

    ended = admin("unsubscribe")
    resumed = admin("resume")

    assert [each.kind for each in memory.subscriptions()] == [Subscribed.FACT]
    assert texts(ended) == ["A digest at 08:30 (Europe/Paris) on Mondays: it comes no more."]
    assert resumed.card.title == "Resumed"
