"""Questions: the sentence that answers, or plainly that the corpus does not say."""

from collections.abc import Callable

import pytest

from corpus.collection import Corpus
from handlers.ask import ask
from handlers.card import Actions, Facts, Kind, Note, Quote, Reply, Text
from handlers.request import Request


def quoted(reply: Reply) -> str:
    """The sentence that a card answers with."""
    return next(block.fact.text for block in reply.card.blocks if isinstance(block, Quote))


def listed(reply: Reply, title: str) -> list[str]:
    """The sentences under a title of a card."""
    return [fact.text for b in reply.card.blocks if isinstance(b, Facts) and b.title == title for fact in b.facts]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("how many employees does Kestrel Coffee have?", "Kestrel Coffee has 12 employees."),
        ("when was Kestrel Coffee founded?", "Kestrel Coffee was founded in 2009 with borrowed money."),
        (
            "why did Kestrel Coffee move?",
            "Kestrel Coffee moved to the harbour because rents were lower there.",
        ),
        ("how many days did rain fall on the terraces?", "Rain fell on the terraces for nine days."),
    ],
)
def test_the_answering_sentence_comes_first(say: Callable[[str], Reply], question: str, sentence: str) -> None:
    """A question gets the sentence, word for word."""
    reply = say(question)

    assert (reply.kind, quoted(reply)) == (Kind.ANSWER, sentence)


def test_an_answer_offers_the_briefing_of_its_topic(say: Callable[[str], Reply]) -> None:
    """One press from the answer to all there is."""
    reply = say("how many employees does Kestrel Coffee have?")

    assert (reply.topic, reply.card.title) == ("kestrel-coffee", "Kestrel Coffee")
    assert reply.card.suggestions() == ("Kestrel Coffee",)


def test_an_answer_without_a_topic_is_called_answer(say: Callable[[str], Reply]) -> None:
    """A sentence about no topic answers all the same."""
    reply = say("how many days did rain fall on the terraces?")

    assert (reply.topic, reply.card.title) == (None, "Answer")
    assert reply.card.suggestions() == ()


def test_a_second_answer_is_shown_beside_the_first(say: Callable[[str], Reply]) -> None:
    """When two articles answer, the reader sees both."""
    reply = say("how many tonnes of beans does Kestrel Coffee sell a year?")

    assert sorted([quoted(reply), *listed(reply, "See also")]) == [
        "Kestrel Coffee sells 35 tonnes of beans a year.",
        "Kestrel Coffee sells about 40 tonnes of beans a year.",
    ]


def test_says_plainly_that_the_corpus_does_not_say(say: Callable[[str], Reply]) -> None:
    """What comes nearest is shown as no answer, with what the corpus does have."""
    reply = say("how many shops does Lark Roasters have?")

    assert (reply.kind, reply.card.title) == (Kind.NO_ANSWER, "The corpus does not say")
    assert reply.card.blocks[0] == Text("None of the 3 articles answers that.")
    assert len(listed(reply, "Closest, but not an answer")) == 2
    assert Note("For Lark Roasters the corpus has: sales, comparison, origin.") in reply.card.blocks
    assert reply.card.suggestions() == ("Lark Roasters",)


def test_what_the_corpus_has_of_a_topic_is_listed_in_part_when_it_is_much(say: Callable[[str], Reply]) -> None:
    """Eight attributes are named, the rest counted."""
    held = next(b.text for b in say("how tall is Kestrel Coffee?").card.blocks if isinstance(b, Note))

    assert held.startswith("For Kestrel Coffee the corpus has: sales, ")
    assert held.endswith(" and 1 more.")


def test_a_question_about_nothing_here_gets_the_topics_to_try(say: Callable[[str], Reply]) -> None:
    """Off the subject nothing is guessed at."""
    reply = say("who won the World Cup?")

    assert reply.kind is Kind.NO_ANSWER
    assert list(reply.card.facts()) == []
    assert isinstance(reply.card.blocks[-1], Actions)
    assert reply.card.suggestions() == ("topics",)


def test_a_gap_that_fits_the_question_better_than_any_answer_is_no_answer(say: Callable[[str], Reply]) -> None:
    """An article that says it does not say is quoted as that."""
    reply = say("who is it that owns Kestrel Coffee, does the page say?")

    assert "The page does not say who owns Kestrel Coffee." in [fact.text for fact in reply.card.facts()]


def test_who_somebody_is_is_told_by_roles_and_background(say: Callable[[str], Reply]) -> None:
    """The roles come first, then the life."""
    reply = say("who is Ada Brook?")

    assert reply.kind is Kind.ANSWER
    assert quoted(reply) == "Ada Brook is one of two founders of Kestrel Coffee."
    assert listed(reply, "Also") == [
        "Ada Brook is the founder of Kestrel Coffee.",
        "Ada Brook drank her first espresso at the age of nine.",
    ]


def test_what_a_topic_is_that_no_sentence_defines_is_its_briefing(say: Callable[[str], Reply]) -> None:
    """The definition of topics.toml opens the briefing."""
    assert say("what is oat milk?").kind is Kind.BRIEFING


def test_the_command_takes_a_question_or_a_bare_name(coffee: Corpus, request_of: Callable[[str], Request]) -> None:
    """A name alone asks what it is."""
    assert quoted(ask(request_of("kestrel coffee"), coffee)) == "Kestrel Coffee is a roaster in Port Amber."


def test_an_answer_leaves_its_question_to_the_next_turn(say: Callable[[str], Reply]) -> None:
    """The thread can ask the same of something else."""
    context = say("how many employees does Kestrel Coffee have?").context

    assert context.topics == ("kestrel-coffee",)
    assert context.question == "how many employees does Kestrel Coffee have?"


def test_an_article_with_only_a_title_answers_with_its_date_unknown(say_bare: Callable[[str], Reply]) -> None:
    """Nothing is made up for what the front matter leaves out."""
    reply = say_bare("how long do clay pots keep their heat?")

    assert quoted(reply) == "Clay pots keep their heat for 40 minutes."
    assert next(reply.card.facts()).as_of == ""
