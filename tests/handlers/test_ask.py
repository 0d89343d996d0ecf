"""Questions: the sentence that answers, or plainly that the corpus does not say."""

from collections.abc import Callable
from datetime import date

import pytest

from corpus.collection import Corpus
from handlers.ask import ask
from handlers.card import Facts, Kind, Outcome, Quote, Reply, Text
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


@pytest.mark.parametrize("question", ["what does Mina Holt think?", "who thinks that Kestrel Coffee roasts too dark?"])
def test_what_somebody_thinks_is_answered_by_a_sentence_of_theirs(say: Callable[[str], Reply], question: str) -> None:
    """From either side."""
    assert quoted(say(question)) == "Mina Holt thinks that Kestrel Coffee roasts too dark."


def test_who_said_a_name_does_not_ask_what_it_is(say: Callable[[str], Reply]) -> None:
    """A definition tells nobody's words."""
    assert say("who said Kestrel Coffee?").kind is Kind.NO_ANSWER


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


def test_what_the_source_leaves_open_stands_below_an_answer(say: Callable[[str], Reply]) -> None:
    """Whoever quotes the answer sees what is not said of it."""
    reply = say("does Kestrel Coffee offer beans on its page?")

    assert (reply.kind, quoted(reply)) == (Kind.ANSWER, "Kestrel Coffee offers beans by post.")
    assert listed(reply, "What the source leaves open") == [GAP]


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


def test_topics_joined_by_and_get_a_sentence_each(say: Callable[[str], Reply]) -> None:
    """One matter of two topics is told of in two sentences, and both stay at hand."""
    reply = say("how many tonnes of beans do Lark Roasters and Kestrel Coffee sell?")

    assert (reply.kind, reply.card.title) == (Kind.ANSWER, "Lark Roasters and Kestrel Coffee")
    assert listed(reply, "") == [
        "Lark Roasters sells more than 60 tonnes of beans a year, says Joe Finch.",
        "Kestrel Coffee sells 35 tonnes of beans a year.",
    ]
    assert reply.context.topics == ("lark-roasters", "kestrel-coffee")
    assert reply.evidence
    assert reply.evidence.outcome is Outcome.ANSWER


def test_topics_joined_by_and_are_told_of_together_where_one_sentence_does(say: Callable[[str], Reply]) -> None:
    """What sets one against the other needs no second sentence."""
    reply = say("do Lark Roasters and Kestrel Coffee pay farmers?")

    assert quoted(reply) == "Lark Roasters pays its farmers more than Kestrel Coffee does."


@pytest.mark.parametrize(
    "question",
    [
        "how many employees do Kestrel Coffee and Lark Roasters have?",
        "who owns Kestrel Coffee and Lark Roasters?",
        "what did Kestrel Coffee and Lark Roasters sell before 2009?",
        "how many tonnes of beans does Kestrel Coffee sell to Lark Roasters?",
    ],
    ids=["of one alone", "of neither", "of different matters", "not joined"],
)
def test_two_topics_of_which_not_each_is_told_the_same_get_no_answer(
    say: Callable[[str], Reply], question: str
) -> None:
    """Half an answer would pass for a whole one."""
    assert say(question).kind is Kind.NO_ANSWER


def test_two_questions_in_one_are_answered_one_by_one(say: Callable[[str], Reply]) -> None:
    """Each of its own topic: no single sentence could answer both."""
    reply = say("how many employees does Kestrel Coffee have and how many tonnes of beans does Lark Roasters sell?")

    assert (reply.kind, reply.card.title) == (Kind.ANSWER, "Kestrel Coffee and Lark Roasters")
    assert listed(reply, "how many employees does Kestrel Coffee have") == ["Kestrel Coffee has 12 employees."]
    assert listed(reply, "how many tonnes of beans does Lark Roasters sell") == [
        "Lark Roasters sells more than 60 tonnes of beans a year, says Joe Finch."
    ]
    assert reply.evidence
    assert reply.evidence.outcome is Outcome.ANSWER
    assert [verdict.answers for verdict in reply.evidence.verdicts] == [True, True]
    assert reply.context.topics == ("kestrel-coffee", "lark-roasters")


def test_two_questions_not_both_answered_are_to_be_asked_one_by_one(say: Callable[[str], Reply]) -> None:
    """Half an answer would pass for a whole one; each is one press away."""
    reply = say("How many employees does Kestrel Coffee have? And who owns Lark Roasters?")

    assert reply.kind is Kind.SUGGESTIONS
    assert reply.card.blocks[0] == Text("Ask one thing at a time.")
    assert reply.card.suggestions() == ("How many employees does Kestrel Coffee have?", "who owns Lark Roasters?")


@pytest.mark.parametrize(
    "question",
    [
        "who owns Kestrel Coffee and who sued Kestrel Coffee?",
        "who owns Kestrel Coffee and why?",
        "who owns Kestrel Coffee and Lark Roasters?",
    ],
    ids=["of one topic", "without a topic of its own", "one question word"],
)
def test_what_asks_for_one_thing_is_one_question(say: Callable[[str], Reply], question: str) -> None:
    """It is declined as one, with what comes nearest."""
    assert say(question).kind is Kind.NO_ANSWER


def test_a_list_goes_on_where_one_answer_would_end(shipped: Corpus, request_of: Callable[[str], Request]) -> None:
    """All eight lessons are there, beside the sentence that counts them."""
    reply = ask(request_of("List Leo Wang's lessons for Amazon"), shipped)

    assert len([text for text in listed(reply, "See also") if "lesson for Amazon" in text]) == 8
    assert len(listed(ask(request_of("What is a lesson of Leo Wang for Amazon?"), shipped), "See also")) == 2


@pytest.mark.parametrize("text", ["how many employees does Kestrel Coffee have?", "who owns Kestrel Coffee?"])
def test_every_reply_to_a_question_says_how_its_best_sentences_were_judged(
    say: Callable[[str], Reply], text: str
) -> None:
    """The first is the one that was shown, and its verdict is what the reply came to."""
    reply = say(text)

    assert reply.evidence
    assert reply.evidence.verdicts[0].passage.id == next(reply.card.facts()).id
    assert (reply.evidence.outcome is Outcome.ANSWER) == (reply.kind is Kind.ANSWER)


def test_a_briefing_was_judged_by_nothing(say: Callable[[str], Reply]) -> None:
    """What is no answer to a question has no evidence."""
    assert say("kestrel").evidence is None


def test_by_meaning_other_words_than_the_sentences_are_understood(
    say: Callable[[str], Reply], say_by_meaning: Callable[[str], Reply]
) -> None:
    """With the encoder Turin is near to a city; by words alone the sentence comes close and no more."""
    question = "in which city was the Moka pot patented?"

    assert quoted(say_by_meaning(question)) == "The Moka pot was patented in Turin."
    assert say(question).kind is Kind.NO_ANSWER


@pytest.mark.parametrize(
    "text",
    [
        "When was Alibaba founded?",
        "When was Alibaba launched?",
        "when did Alibaba start?",
        "Why is Singles Day on November 11?",
        "what's new?",
    ],
)
def test_what_was_done_to_another_or_is_only_near_is_no_answer(shipped: Corpus, text: str) -> None:
    """When Alibaba launched something does not say when Alibaba was launched; any reason is not the one asked for."""
    said = ask(Request(text, date(2026, 11, 22)), shipped)

    assert said.evidence
    assert said.evidence.outcome is not Outcome.ANSWER


def test_after_did_found_is_no_past_of_find(shipped: Corpus) -> None:
    """What Alibaba founded is asked for, not what it looks for."""
    said = ask(Request("Which companies did Alibaba found?", date(2026, 11, 22)), shipped)

    assert "find overseas" not in quoted(said)


def test_a_gap_of_another_topic_is_not_told_beneath_an_answer(shipped: Corpus) -> None:
    """That Cainiao's partners are not named is beside the question who founded Alibaba."""
    said = ask(Request("Who founded Alibaba?", date(2026, 11, 22)), shipped)

    assert "Jack Ma is the founder of Alibaba" in quoted(said)
    assert listed(said, "What the source leaves open") == []
