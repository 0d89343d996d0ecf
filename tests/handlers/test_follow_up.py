"""Turns that ask the last question anew: of another topic, date or place, or with another question word."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from corpus.collection import Corpus
from handlers.ask import ask
from handlers.card import Context, Kind, Quote, Text
from handlers.follow_up import follow_up
from handlers.request import Request
from tests.handlers.turns import STAFF, Talk, first


@pytest.mark.parametrize("turn", ["what about Lark Roasters?", "and Lark Roasters?", "same for lark roasters"])
def test_the_same_can_be_asked_of_another_topic(talk: Talk, turn: str) -> None:
    """The question stays, the subject changes."""
    reply = talk("how many tonnes of beans does Kestrel Coffee sell?", turn)

    assert first(reply) == "Lark Roasters sells more than 60 tonnes of beans a year, says Joe Finch."


def test_the_same_of_a_topic_of_which_it_is_not_said_is_no_answer(talk: Talk) -> None:
    """A new subject gets no old figure."""
    reply = talk(STAFF, "what about Lark Roasters?")

    assert reply.kind is Kind.NO_ANSWER
    assert "12 employees" not in str(reply.card)


def test_the_same_can_be_asked_of_another_date(talk: Talk) -> None:
    """A year that no sentence has is no answer."""
    assert talk(STAFF, "and in 2019?").kind is Kind.NO_ANSWER


def test_a_word_more_must_stand_in_the_answer(talk: Talk) -> None:
    """What is told of one town is not told of the globe."""
    asked = "how many tonnes of beans does Kestrel Coffee sell?"
    reply = talk(asked, "and globally?")

    assert (reply.kind, reply.context.question) == (Kind.NO_ANSWER, f"{asked} globally")
    assert first(talk(asked, "and a year?")) == "Kestrel Coffee sells 35 tonnes of beans a year."


def test_a_date_narrows_a_question_that_named_no_topic(talk: Talk) -> None:
    """The subject of the last answer is kept."""
    reply = talk("rain on the terraces", "and in 2019?")

    assert reply.kind is Kind.NO_ANSWER


def test_what_about_words_that_name_nothing_does_not_ask_the_same_again(talk: Talk) -> None:
    """Without a topic, a date or a matter the last question stays where it is."""
    assert first(talk(STAFF, "and so?")) != "Kestrel Coffee has 12 employees."


def test_a_comparison_can_be_asked_with_another_topic(talk: Talk) -> None:
    """The topic at hand is the first of the two."""
    assert talk(STAFF, "compare with Lark Roasters").card.title == "Kestrel Coffee and Lark Roasters"


def test_a_topic_is_not_compared_with_itself(talk: Talk) -> None:
    """One and the same is no pair."""
    assert talk(STAFF, "compare with Kestrel").card.title != "Kestrel Coffee and Kestrel Coffee"


def test_why_alone_asks_for_the_reason_of_what_was_shown(talk: Talk) -> None:
    """The sentence itself gives the reason."""
    reply = talk("why did Kestrel Coffee move to the harbour?", "why?")

    assert reply.card.blocks == (Quote(next(reply.card.facts())),)
    assert first(reply) == "Kestrel Coffee moved to the harbour because rents were lower there."


@pytest.mark.parametrize(
    ("asked", "turn", "sentence"),
    [
        ("when was Kestrel Coffee founded?", "who?", "Ada Brook is the founder of Kestrel Coffee."),
        (
            "when did Kestrel Coffee move to the harbour?",
            "why?",
            "Kestrel Coffee moved to the harbour because rents were lower there.",
        ),
    ],
)
def test_a_bare_question_word_asks_the_last_question_anew(talk: Talk, asked: str, turn: str, sentence: str) -> None:
    """What the sentence shown does not tell is looked for in others; the question may have had no answer."""
    reply = talk(asked, turn)

    assert (reply.kind, first(reply)) == (Kind.ANSWER, sentence)
    assert reply.topic == "kestrel-coffee"


def test_why_of_what_no_sentence_explains_is_no_answer(talk: Talk) -> None:
    """The sentence shown before is the closest one, and no reason."""
    reply = talk("when was Kestrel Coffee founded?", "why?")

    assert (reply.kind, reply.card.blocks[0]) == (
        Kind.NO_ANSWER,
        Text("No sentence answers that as asked. The closest sentence does not say why."),
    )


def test_a_bare_question_word_after_a_briefing_asks_of_its_topic(talk: Talk) -> None:
    """There is no last question, but there is a topic; no sentence shown gives a reason."""
    assert talk("oat milk", "why?").context.topics == ("oat-milk",)


def test_the_same_of_a_place_keeps_the_question(talk: Talk) -> None:
    """The place takes the place of nothing, so it stands before the question."""
    reply = talk("how many days of rain on the terraces?", "what about Port Amber?")

    assert reply.kind is Kind.NO_ANSWER
    assert reply.context.question == "Port Amber: how many days of rain on the terraces?"


def test_by_meaning_the_same_is_asked_with_the_new_name_in_it(
    coffee_by_meaning: Corpus, request_of: Callable[[str], Request]
) -> None:
    """The question is compared as if it had been typed of the new topic."""
    asked = Context(("kestrel-coffee",), "how many tonnes of beans does Kestrel Coffee sell?")
    turn = replace(request_of("what about Lark Roasters?"), context=asked)

    reply = follow_up(turn, coffee_by_meaning)
    typed = ask(request_of("how many tonnes of beans does Lark Roasters sell?"), coffee_by_meaning)

    assert reply
    assert reply.evidence
    assert typed.evidence
    assert (reply.card, reply.evidence.verdicts) == (typed.card, typed.evidence.verdicts)
    assert reply.evidence.question == "Lark Roasters: how many tonnes of beans does Kestrel Coffee sell?"


@pytest.mark.parametrize("turn", ["what about Lark Roasters?", "and globally?", "why?", "compare with Lark"])
def test_nothing_leans_on_a_conversation_that_has_not_begun(coffee: Corpus, day: date, turn: str) -> None:
    """The first turn of a thread stands on its own."""
    assert follow_up(Request(turn, day), coffee) is None


def test_a_question_about_a_stranger_is_no_follow_up(talk: Talk) -> None:
    """That no article mentions it is said, and nothing of what was talked about before."""
    reply = talk("kestrel", "who founded Starbucks?")

    assert reply.kind is Kind.NO_ANSWER
    assert Text("No sentence answers that as asked. No article mentions Starbucks.") in reply.card.blocks
