"""One vote a user and question, which may be changed."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from bot.store import questions, votes
from bot.store.questions import Asked
from bot.store.store import Store
from bot.store.votes import Vote
from handlers.request import Place

ASKED = Asked("q1", Place("slack", "T1", "C1"), "ada", "When?", "answer", "answer", ("cainiao-1",), 1.0)
YES = Vote("q1", "ada", is_helpful=True, reason="", at=2.0)
NO = Vote("q1", "grace", is_helpful=False, reason="wrong", at=3.0)


@pytest.fixture
def asked(store: Store) -> Store:
    """A store with a question in it."""
    with store.begin() as connection:
        questions.add(connection, ASKED)
    return store


def test_each_user_has_a_vote(asked: Store) -> None:
    """One does not take the other's place."""
    others = replace(NO, user="edsger", at=4.0)
    with asked.begin() as connection:
        for vote in (YES, NO, others):
            votes.cast(connection, vote)
        listed = votes.judged(connection, "slack", "T1", limit=9)

    assert listed == ((ASKED, others), (ASKED, NO), (ASKED, YES))


def test_a_vote_can_be_changed(asked: Store) -> None:
    """The last one counts."""
    changed = replace(YES, is_helpful=False, reason="out_of_date", at=5.0)
    with asked.begin() as connection:
        votes.cast(connection, YES)
        votes.cast(connection, changed)
        listed = votes.judged(connection, "slack", "T1", limit=9)

    assert listed == ((ASKED, changed),)


def test_votes_are_listed_with_their_questions_newest_first(asked: Store) -> None:
    """As many as are asked for."""
    with asked.begin() as connection:
        votes.cast(connection, YES)
        votes.cast(connection, NO)
        both = votes.judged(connection, "slack", "T1", limit=9)
        one = votes.judged(connection, "slack", "T1", limit=1)

    assert both == ((ASKED, NO), (ASKED, YES))
    assert one == ((ASKED, NO),)


def test_the_votes_of_one_workspace_are_no_other_ones(asked: Store) -> None:
    """They belong where the question was asked."""
    with asked.begin() as connection:
        votes.cast(connection, YES)

        assert votes.judged(connection, "slack", "T2", limit=9) == ()


def test_a_vote_may_come_before_its_question(store: Store) -> None:
    """Questions are logged a little later; then the vote is there."""
    with store.begin() as connection:
        votes.cast(connection, YES)
        before = votes.judged(connection, "slack", "T1", limit=9)
        questions.add(connection, ASKED)
        after = votes.judged(connection, "slack", "T1", limit=9)

    assert before == ()
    assert after == ((ASKED, YES),)


def test_a_reason_that_does_not_exist_is_refused(asked: Store) -> None:
    """A slip of ours must not end up among the votes."""
    with pytest.raises(IntegrityError), asked.begin() as connection:
        votes.cast(connection, replace(NO, reason="because"))
