"""Questions: the sentence that answers, or plainly that the corpus does not say."""

from collections.abc import Callable

import pytest

from corpus.collection import Corpus
from handlers.ask import ask
from handlers.card import Actions, Context, Facts, Kind, Note, Quote, Reply, Text
from handlers.request import Request

GAP = "The page does not say who owns Kestrel Coffee."


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
        ("how many days of rain on the terraces?", "Rain fell on the terraces for nine days."),
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
    reply = say("how many days of rain on the terraces?")

    assert (reply.topic, reply.card.title) == (None, "Answer")
    assert reply.card.suggestions() == ()


@pytest.mark.parametrize(
    "question", ["how many days did rain damage the terraces?", "how many days of rain fell on the harbour?"]
)
def test_a_question_that_names_no_topic_must_be_covered_nearly_whole(
    say: Callable[[str], Reply], question: str
) -> None:
    """Half the words of a sentence are no reason to quote it when nothing says what is asked about."""
    reply = say(question)

    assert reply.kind is Kind.NO_ANSWER
    assert list(reply.card.facts()) == []


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


@pytest.mark.parametrize("question", ["who owns Kestrel Coffee?", "does Kestrel Coffee own a page?"])
def test_what_an_article_leaves_open_is_no_answer(say: Callable[[str], Reply], question: str) -> None:
    """An article that says it does not say is quoted as that, before all else that comes near."""
    reply = say(question)

    assert reply.kind is Kind.NO_ANSWER
    assert listed(reply, "Closest, but not an answer")[0] == GAP


def test_what_the_source_leaves_open_stands_below_an_answer(say: Callable[[str], Reply]) -> None:
    """Whoever quotes the answer sees what is not said of it."""
    reply = say("does Kestrel Coffee offer beans on its page?")

    assert (reply.kind, quoted(reply)) == (Kind.ANSWER, "Kestrel Coffee offers beans by post.")
    assert listed(reply, "What the source leaves open") == [GAP]


def test_what_is_no_answer_leaves_no_facts_to_the_next_turn(say: Callable[[str], Reply]) -> None:
    """The thread keeps its topic and question; what was only close cannot be asked the source of."""
    reply = say("who owns Kestrel Coffee?")

    assert list(reply.card.facts())
    assert reply.context == Context(("kestrel-coffee",), "who owns Kestrel Coffee?")


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
