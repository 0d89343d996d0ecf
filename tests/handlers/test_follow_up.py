"""Turns that lean on the one before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from corpus.collection import Corpus
from handlers.ask import ask
from handlers.card import Context, Item, Items, Kind, Quote, Reply, Text
from handlers.follow_up import follow_up
from handlers.request import Request

Talk = Callable[..., Reply]
STAFF = "how many employees does Kestrel Coffee have?"


def first(reply: Reply) -> str:
    """The first sentence that a card shows."""
    return next(reply.card.facts()).text


@pytest.mark.parametrize("turn", ["source?", "what's the source?", "and your source?", "where is that from?"])
def test_the_source_of_the_last_answer_can_be_asked_for(talk: Talk, turn: str) -> None:
    """Title, author, publisher, date and standpoint, and the sentence again."""
    reply = talk(STAFF, turn)

    assert reply.card.blocks[0] == Items(
        "Source",
        (
            Item("The Roasters of Port Amber", "Mina Holt, Amber Weekly, Mar 2021 (inferred)"),
            Item("standpoint", "a columnist who drinks tea"),
        ),
    )
    assert first(reply) == "Kestrel Coffee has 12 employees."


def test_a_source_that_says_little_of_itself_is_unknown_in_the_rest(talk: Talk) -> None:
    """An article with only a title has an unknown author, publisher, date and standpoint."""
    assert talk("was the Moka pot patented?", "source?").card.blocks[0] == Items(
        "Source",
        (
            Item("Notes on the Moka Pot", "author unknown, publisher unknown, date unknown"),
            Item("standpoint", "unknown"),
        ),
    )


@pytest.mark.parametrize("turn", ["as of when?", "how old is that?", "date?", "and when was that?"])
def test_the_date_of_the_last_answer_comes_with_its_reason(talk: Talk, turn: str) -> None:
    """A date inferred for the article says from what."""
    assert talk(STAFF, turn).card.blocks[0] == Text(
        "As of: Mar 2021 (inferred). The page speaks of the spring after the harvest of 2020."
    )


def test_a_date_in_the_sentence_needs_no_reason(talk: Talk) -> None:
    """What is stated is stated."""
    assert talk("when was Kestrel Coffee founded?", "as of when?").card.blocks[0] == Text("As of: 2009.")


@pytest.mark.parametrize("turn", ["who says so?", "says who?", "according to whom?", "who said that?"])
def test_who_says_so_is_the_author_with_a_standpoint(talk: Talk, turn: str) -> None:
    """The reader learns whose word it is."""
    assert talk(STAFF, turn).card.blocks[0] == Text("Said by: Mina Holt (a columnist who drinks tea).")


def test_who_says_so_is_the_person_quoted_and_the_author_who_reports(talk: Talk) -> None:
    """A claim has a speaker and a reporter."""
    reply = talk("how many tonnes of beans does Lark Roasters sell?", "who says so?")

    assert reply.card.blocks[0] == Text("Said by: Joe Finch, as reported by Mina Holt (a columnist who drinks tea).")


def test_who_says_so_without_a_standpoint_is_the_name_alone(talk: Talk) -> None:
    """Nothing is said of an author of whom nothing is known."""
    reply = talk("how many days of rain on the terraces?", "who says so?")

    assert reply.card.blocks[0] == Text("Said by: author unknown.")
    assert reply.topic is None


@pytest.mark.parametrize("turn", ["what about Lark Roasters?", "and Lark Roasters?", "same for lark roasters"])
def test_the_same_can_be_asked_of_another_topic(talk: Talk, turn: str) -> None:
    """The question stays, the subject changes."""
    reply = talk("how many tonnes of beans does Kestrel Coffee sell?", turn)

    assert first(reply) == "Lark Roasters sells more than 60 tonnes of beans a year, says Joe Finch."


@pytest.mark.parametrize("turn", ["who says so?", "source?", "as of when?"])
@pytest.mark.parametrize("before", [["who owns Kestrel Coffee?"], ["kestrel", "who owns it?"]], ids=["first", "later"])
def test_after_no_answer_there_is_nothing_to_go_by(talk: Talk, before: list[str], turn: str) -> None:
    """What was only close, or came before, is not passed off as the answer; the thread keeps its topic."""
    reply = talk(*before, turn)

    assert (reply.kind, reply.card.title) == (Kind.NO_ANSWER, "Nothing to go by")
    assert reply.context.topics == ("kestrel-coffee",)


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


def test_facts_that_the_corpus_holds_no_more_are_not_leaned_on(coffee: Corpus, day: date) -> None:
    """A thread may be older than the corpus: its source cannot be asked for, its topics still can."""
    old = Context(("kestrel-coffee",), STAFF, ("gone-12345678",))

    lost = follow_up(Request("source?", day, context=old), coffee)
    asked = follow_up(Request("when was it founded?", day, context=old), coffee)

    assert lost
    assert (lost.card.title, lost.context) == ("Nothing to go by", old)
    assert asked
    assert "2009" in first(asked)


@pytest.mark.parametrize("turn", ["what about Lark Roasters?", "and globally?", "why?", "compare with Lark"])
def test_nothing_leans_on_a_conversation_that_has_not_begun(coffee: Corpus, day: date, turn: str) -> None:
    """The first turn of a thread stands on its own."""
    assert follow_up(Request(turn, day), coffee) is None


@pytest.mark.parametrize("turn", ["source?", "as of when?", "who says so?"])
def test_before_any_answer_there_is_nothing_to_go_by(talk: Talk, turn: str) -> None:
    """It is said so, and nothing is searched for."""
    assert talk(turn).card.title == "Nothing to go by"


def test_topics_that_the_corpus_holds_no_more_are_not_leaned_on(coffee: Corpus, day: date) -> None:
    """They are passed over; the next one of the thread is meant."""
    old = Context(("gone", "kestrel-coffee"), STAFF)

    asked = follow_up(Request("when was it founded?", day, context=old), coffee)

    assert asked
    assert "2009" in first(asked)
    assert follow_up(Request("when was it founded?", day, context=Context(("gone",), STAFF)), coffee) is None
