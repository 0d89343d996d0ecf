"""Turns that mean a topic of their thread: by a pronoun, or by naming none."""

from datetime import date

import pytest

from corpus.collection import Corpus
from handlers.card import Context
from handlers.follow_up import follow_up
from handlers.request import Request
from tests.handlers.turns import STAFF, Talk, first


@pytest.mark.parametrize(
    ("turn", "sentence"),
    [
        ("when was it founded?", "Kestrel Coffee was founded in 2009 with borrowed money."),
        (
            "how many kilograms of beans does it roast a day?",
            "Kestrel Coffee roasts about 150 kilograms of beans a day.",
        ),
    ],
)
def test_a_pronoun_stands_for_the_topic_before(talk: Talk, turn: str, sentence: str) -> None:
    """The thread knows what it is about."""
    assert first(talk("kestrel", turn)) == sentence


def test_a_question_that_names_nothing_is_asked_of_the_thread(talk: Talk) -> None:
    """Others sell beans too; the last topic is meant."""
    assert first(talk(STAFF, "how many tonnes of beans?")) == "Kestrel Coffee sells 35 tonnes of beans a year."
    assert talk("lark roasters", "who sells beans?").topic == "lark-roasters"


def test_a_complete_question_that_the_thread_cannot_answer_stands_on_its_own(talk: Talk) -> None:
    """A thread on one roaster does not keep another from being found."""
    reply = talk("lark roasters", "who roasts 150 kilograms of beans a day?")

    assert (reply.topic, first(reply)) == (
        "kestrel-coffee",
        "Kestrel Coffee roasts about 150 kilograms of beans a day.",
    )


def test_a_turn_that_names_its_own_topic_leans_on_nothing(talk: Talk) -> None:
    """A new subject is a new subject, even with a pronoun beside it."""
    assert talk("kestrel", "who is Ada Brook and why is she known?").topic == "ada-brook"


@pytest.mark.parametrize("turn", ["does Mina Holt like her coffee dark?", "what is Joe Finch known for, he who sells?"])
def test_a_person_named_before_a_pronoun_is_whom_it_means(talk: Talk, turn: str) -> None:
    """Her coffee is that of the person just named, not of the one before."""
    assert talk("ada brook", turn).context.topics[0] != "ada-brook"


def test_a_pronoun_beside_a_named_topic_keeps_the_person(talk: Talk) -> None:
    """She is who the thread is about, Kestrel what is asked of her."""
    reply = talk("ada brook", "did she found Kestrel Coffee?")

    assert reply.context.topics[:2] == ("ada-brook", "kestrel-coffee")
    assert first(reply).startswith("Ada Brook is")


@pytest.mark.parametrize(
    ("before", "turn", "topics"),
    [
        ("kestrel", "did she found Lark Roasters?", ("lark-roasters",)),
        ("ada brook", "did they move to Lark Roasters?", ("ada-brook", "lark-roasters")),
        ("kestrel", "does it sell more than Lark Roasters?", ("kestrel-coffee", "lark-roasters")),
    ],
)
def test_he_and_she_are_people_and_it_and_they_may_be_anything(
    talk: Talk, before: str, turn: str, topics: tuple[str, ...]
) -> None:
    """A company is no she."""
    assert talk(before, turn).context.topics == topics


def test_a_turn_on_either_of_two_topics_finds_the_one_that_answers(talk: Talk) -> None:
    """After a comparison both are at hand."""
    reply = talk("compare Lark Roasters and Kestrel", "how many employees does it have?")

    assert first(reply) == "Kestrel Coffee has 12 employees."


def test_topics_that_the_corpus_holds_no_more_are_not_leaned_on(coffee: Corpus, day: date) -> None:
    """They are passed over; the next one of the thread is meant."""
    old = Context(("gone", "kestrel-coffee"), STAFF)

    asked = follow_up(Request("when was it founded?", day, context=old), coffee)

    assert asked
    assert "2009" in first(asked)
    assert follow_up(Request("when was it founded?", day, context=Context(("gone",), STAFF)), coffee) is None
