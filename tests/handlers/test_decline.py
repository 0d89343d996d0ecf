"""That the corpus does not say: why not, what comes nearest, and what there is instead."""

from collections.abc import Callable

import pytest

from handlers.card import Actions, Context, Evidence, Facts, Kind, Note, Outcome, Reply, Text

GAP = "The page does not say who owns Kestrel Coffee."
Say = Callable[[str], Reply]


def said(reply: Reply) -> str:
    """The words of our own on a card."""
    return next(block.text for block in reply.card.blocks if isinstance(block, Text))


def closest(reply: Reply) -> list[str]:
    """The sentences that come nearest, under either title."""
    blocks = [block for block in reply.card.blocks if isinstance(block, Facts)]
    assert {block.title for block in blocks} <= {"Closest", "Closest, but not an answer"}
    return [fact.text for block in blocks for fact in block.facts]


def test_says_plainly_that_the_corpus_does_not_say(say: Say) -> None:
    """What comes nearest is shown as no answer, with what the corpus does have."""
    reply = say("how many shops does Lark Roasters have?")

    assert (reply.kind, reply.card.title) == (Kind.NO_ANSWER, "The corpus does not say")
    assert said(reply) == "No sentence answers that as asked. The closest sentence counts something else."
    assert len(closest(reply)) == 3
    assert Note("For Lark Roasters the corpus has: sales, comparison, origin.") in reply.card.blocks
    assert reply.card.suggestions() == ("Lark Roasters",)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("how many tonnes did Kestrel Coffee sell in 2015?", "is about another date, number or rank"),
        ("when did Kestrel Coffee sell beans?", "does not say when"),
        ("who moved Kestrel Coffee?", "does not say who"),
        ("where does Kestrel Coffee offer beans by post?", "does not say where"),
        ("why does Kestrel Coffee offer beans by post?", "does not say why"),
        ("how many beans does Kestrel Coffee offer by post?", "gives no such number"),
        ("what share of beans does Kestrel Coffee sell a year?", "gives no such share"),
        ("how did Kestrel Coffee sell 40 tonnes?", "does not say how"),
        ("what does Kestrel Coffee say about Mina Holt?", "is somebody else's word"),
        ("who said that Ada Brook is the founder of Kestrel Coffee?", "does not tell whose words those are"),
        ("did Kestrel Coffee pay its farmers more than Lark Roasters?", "says that of somebody or something else"),
    ],
)
@pytest.mark.parametrize("tier", ["say", "say_by_meaning"])
def test_the_reason_is_what_keeps_the_closest_sentence_from_answering(
    request: pytest.FixtureRequest, tier: str, question: str, reason: str
) -> None:
    """A near miss is told apart from silence, by words and by meaning alike."""
    say: Say = request.getfixturevalue(tier)

    assert said(say(question)) == f"No sentence answers that as asked. The closest sentence {reason}."


def test_a_name_that_no_article_mentions_is_the_reason(say: Say) -> None:
    """Whoever asks of a stranger learns that it is one."""
    reply = say("how many tonnes of beans does Starbucks sell?")

    assert said(reply) == "No sentence answers that as asked. No article mentions Starbucks."


def test_that_the_closest_sentence_shares_few_words_is_no_reason(say_by_meaning: Say) -> None:
    """It is nothing that a reader could use."""
    reply = say_by_meaning("does Kestrel Coffee sing?")

    assert closest(reply)
    assert said(reply) == "No sentence answers that as asked."


def test_what_passes_but_is_too_unlike_the_question_is_no_certain_answer(say_by_meaning: Say) -> None:
    """Nothing speaks against the sentence, so the card does not say that the corpus is silent."""
    reply = say_by_meaning("list the products of Kestrel Coffee")

    assert (reply.kind, reply.card.title) == (Kind.NO_ANSWER, "No certain answer")
    assert said(reply) == "No sentence answers that for certain."
    assert closest(reply)[0] == "Kestrel Coffee offers beans by post."


@pytest.mark.parametrize(
    ("question", "most"), [("where does Kestrel Coffee sell tea?", 4), ("list the products of Kestrel Coffee", 8)]
)
def test_a_list_is_told_by_twice_as_many_sentences(say_by_meaning: Say, question: str, most: int) -> None:
    """Who asks for one thing is shown four at most."""
    assert len(closest(say_by_meaning(question))) == most


def test_of_a_sibling_nothing_is_shown_where_there_are_two_sentences_of_its_own(say_by_meaning: Say) -> None:
    """The figure of another roaster only misleads, however near it comes."""
    reply = say_by_meaning("when did Kestrel Coffee sell beans?")

    assert reply.evidence
    assert any("Lark Roasters" in verdict.passage.text for verdict in reply.evidence.verdicts)
    assert not any("Lark Roasters" in text for text in closest(reply))


def test_of_a_topic_that_hardly_occurs_the_siblings_are_shown(say_by_meaning: Say) -> None:
    """Where there is nothing of its own, what is told of others is better than nothing."""
    reply = say_by_meaning("how many employees does Ada Brook have?")

    assert any("Kestrel Coffee" in text for text in closest(reply))


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("Wie viele Mitarbeiter hat Kestrel Coffee?", "only Kestrel Coffee was understood"),
        ("Сколько сотрудников у Ada Brook?", "only Ada Brook was understood"),
        ("¿Cuántos empleados tiene Port Amber?", "only Port Amber was understood"),
        ("wann? warum?", "nothing was understood"),
        ("什么时候成立?", "nothing was understood"),
    ],
)
def test_a_question_in_another_language_hears_what_of_it_was_understood(
    say: Say, question: str, understood: str
) -> None:
    """It is not said that the corpus has no answer, for nobody looked for one."""
    assert said(say(question)) == f"Of that {understood}. Please ask in English."


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        (
            "Kestrel Coffee 什么时候成立？",
            ["Of that only Kestrel Coffee", "只看懂了 Kestrel Coffee\uff0c请用英文提问。"],
        ),
        ("什么时候成立?", ["Of that nothing", "没有看懂\uff0c请用英文提问。"]),
        ("wann wurde Kestrel Coffee gegründet?", ["Of that only Kestrel Coffee"]),
    ],
)
@pytest.mark.parametrize("tier", ["say", "say_by_meaning"])
def test_a_question_in_chinese_is_declined_in_chinese_too_and_no_sentence_stands_beneath(
    request: pytest.FixtureRequest, tier: str, question: str, lines: list[str]
) -> None:
    """Whoever cannot read English learns that it takes English; what shares a name is about anything."""
    reply = request.getfixturevalue(tier)(question)
    texts = [block.text for block in reply.card.blocks if isinstance(block, Text)]

    assert len(texts) == len(lines)
    assert all(text.startswith(line) for text, line in zip(texts, lines, strict=True))
    assert list(reply.card.facts()) == []
    assert reply.evidence
    assert reply.evidence.outcome is Outcome.NONE


@pytest.mark.parametrize("question", ["who owns Kestrel Coffee?", "does Kestrel Coffee own a page?"])
@pytest.mark.parametrize("tier", ["say", "say_by_meaning"])
def test_what_an_article_leaves_open_is_no_answer(request: pytest.FixtureRequest, tier: str, question: str) -> None:
    """An article that says it does not say is quoted as that, before all else that comes near."""
    say: Say = request.getfixturevalue(tier)

    reply = say(question)

    assert (reply.kind, reply.card.title) == (Kind.NO_ANSWER, "The corpus does not say")
    assert closest(reply)[0] == GAP


def test_a_gap_that_fits_the_question_is_named_as_the_reason(say: Say) -> None:
    """The source itself says that it does not say."""
    assert said(say("who owns Kestrel Coffee?")) == "No sentence answers that as asked. The source leaves it open."


def test_what_the_corpus_has_of_a_topic_is_listed_in_part_when_it_is_much(say: Say) -> None:
    """Eight attributes are named, the rest counted."""
    held = next(b.text for b in say("how tall is Kestrel Coffee?").card.blocks if isinstance(b, Note))

    assert held.startswith("For Kestrel Coffee the corpus has: sales, ")
    assert held.endswith(" and 1 more.")


def test_a_question_about_nothing_here_gets_the_topics_to_try(say: Say) -> None:
    """Off the subject nothing is guessed at."""
    reply = say("who won the World Cup?")

    assert reply.kind is Kind.NO_ANSWER
    assert list(reply.card.facts()) == []
    assert isinstance(reply.card.blocks[-1], Actions)
    assert reply.card.suggestions() == ("topics",)


def test_what_is_no_answer_leaves_no_facts_to_the_next_turn(say: Say) -> None:
    """The thread keeps its topic and question; what was only close cannot be asked the source of."""
    reply = say("who owns Kestrel Coffee?")

    assert list(reply.card.facts())
    assert reply.context == Context(("kestrel-coffee",), "who owns Kestrel Coffee?")


@pytest.mark.parametrize(
    ("question", "outcome"),
    [("how many shops does Lark Roasters have?", Outcome.CLOSEST), ("who won the World Cup?", Outcome.NONE)],
)
def test_the_evidence_tells_close_sentences_from_none(say: Say, question: str, outcome: Outcome) -> None:
    """A programme that reads the reply learns how near the corpus came, and by which sentences."""
    evidence = say(question).evidence

    assert isinstance(evidence, Evidence)
    assert evidence.outcome is outcome
    assert len(evidence.verdicts) <= 5
    assert not any(verdict.answers for verdict in evidence.verdicts)
