"""How replies were judged."""

from collections.abc import Callable
from datetime import date

import pytest

from corpus.collection import Corpus
from handlers.card import Audience, Facts, Item, Items, Note, Reply, Text
from handlers.feedback import feedback
from handlers.request import Request
from handlers.state import Reach, Vote
from tests.handlers.memory import Memory, logged

Judge = Callable[[list[Vote]], Reply]


@pytest.fixture
def judge(coffee: Corpus, request_of: Callable[[str], Request]) -> Judge:
    """What the command replies after some votes."""
    return lambda votes: feedback(request_of(""), coffee, Memory(cast=votes))


def test_no_vote_is_said_in_words(judge: Judge) -> None:
    """An empty list would look like a fault."""
    reply = judge([])

    assert reply.card.blocks == (Text("No reply has been judged yet."),)
    assert reply.audience is Audience.ASKER


def test_votes_are_counted_with_their_reasons(judge: Judge) -> None:
    """The reasons given, the commonest first."""
    question = logged("kestrel")
    votes = [Vote(question, is_helpful=False, reason=r) for r in ("not_answered", "wrong", "", "wrong")]

    counted = judge([*votes, Vote(question, is_helpful=True, reason="")]).card.blocks[0]

    assert counted == Items("", (Item("Helpful", "1"), Item("Not helpful", "4 (wrong 2, not answered 1)")))


def test_a_list_of_one_channel_says_so(coffee: Corpus, request_of: Callable[[str], Request]) -> None:
    """Nobody takes it for all that was judged."""
    reply = feedback(request_of(""), coffee, Memory(reach=Reach.CHANNEL))

    assert reply.card.blocks[-1] == Note("Of what was asked in this channel.")


def test_praise_alone_names_no_answer(judge: Judge) -> None:
    """Only what was voted down needs looking at."""
    reply = judge([Vote(logged("kestrel"), is_helpful=True, reason="")])

    assert len(reply.card.blocks) == 1


def test_the_answer_voted_down_most_comes_first_with_its_question_and_sentence(judge: Judge, coffee: Corpus) -> None:
    """Two questions with one answer are one entry; a reply without a sentence is told by its question."""
    passage = coffee.passages[0]
    answered = [logged(text, text[:4], date(2026, 11, 3), passage.id) for text in ("who leads?", "is it led?")]
    votes = [
        Vote(logged("kestrel"), is_helpful=False, reason=""),
        Vote(answered[0], is_helpful=False, reason="wrong"),
        Vote(answered[1], is_helpful=False, reason=""),
        Vote(answered[1], is_helpful=True, reason=""),
    ]

    _, heading, worst, other = judge(votes).card.blocks

    assert heading == Text("Voted down most")
    assert isinstance(worst, Facts)
    assert worst.title == "who leads – 3 Nov 2026, 2 of 3 not helpful (wrong 1)"
    assert [fact.id for fact in worst.facts] == [passage.id]
    assert other == Text("kestrel – 20 Nov 2026, 1 of 1 not helpful")


def test_a_sentence_that_the_corpus_holds_no_more_leaves_its_question(judge: Judge) -> None:
    """Articles are taken away; votes stay."""
    vote = Vote(logged("who leads?", "a", date(2026, 11, 3), "gone"), is_helpful=False, reason="")

    assert judge([vote]).card.blocks[-1] == Text("who leads – 3 Nov 2026, 1 of 1 not helpful")


def test_the_worst_eight_are_shown_and_the_others_counted(judge: Judge) -> None:
    """The list ends where nobody reads on."""
    votes = [Vote(logged(f"question {number}", str(number)), is_helpful=False, reason="") for number in range(10)]

    assert judge(votes).card.blocks[-1] == Note("2 more were voted down.")
