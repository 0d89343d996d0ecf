"""The log of questions and its gaps."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from bot.store import questions
from bot.store.questions import Asked
from bot.store.store import Store
from handlers.request import Place

PLACE = Place("slack", "T1", "C1", "1.1")
ANSWERED = Asked("q1", PLACE, "ada", "When was Cainiao founded?", "answer", "answer", ("cainiao-1",), 1.0)
CLOSEST = replace(ANSWERED, id="q2", text="Where is it?", kind="no_answer", outcome="closest", at=2.0)
NONE = replace(ANSWERED, id="q3", text="Why?", kind="no_answer", outcome="none", nearest=(), at=3.0)
BRIEFING = replace(ANSWERED, id="q4", text="cainiao", kind="briefing", outcome="", at=4.0)
UNASKED = replace(NONE, id="q5", at=5.0, is_dry_run=True)
ELSEWHERE = replace(NONE, id="q6", place=Place("slack", "T2", "C1"), at=6.0)
ALL = (ANSWERED, CLOSEST, NONE, BRIEFING, UNASKED, ELSEWHERE)


@pytest.fixture
def log(store: Store) -> Store:
    """A store with one question of each sort."""
    with store.begin() as connection:
        questions.add(connection, *ALL)
    return store


def test_a_question_comes_back_as_it_was_logged(log: Store) -> None:
    """The last ones of a user first, without those nobody saw an answer to."""
    with log.read() as connection:
        found = questions.recent(connection, "slack", "T1", "ada", limit=3)

    assert found == (BRIEFING, NONE, CLOSEST)


def test_a_user_sees_only_their_own_questions(log: Store) -> None:
    """Another pseudonym has none."""
    with log.read() as connection:
        assert questions.recent(connection, "slack", "T1", "grace", limit=3) == ()


def test_a_question_logged_twice_is_kept_once(log: Store) -> None:
    """A repeated write changes nothing."""
    with log.begin() as connection:
        questions.add(connection, replace(ANSWERED, text="another text"))
        found = questions.recent(connection, "slack", "T1", "ada", limit=9)

    assert found == (BRIEFING, NONE, CLOSEST, ANSWERED)


def test_logging_nothing_is_allowed(log: Store) -> None:
    """A batch may be empty."""
    with log.begin() as connection:
        questions.add(connection)


def test_gaps_are_what_was_not_answered(log: Store) -> None:
    """Newest first, of this workspace, without dry runs."""
    with log.read() as connection:
        assert questions.gaps(connection, "slack", "T1", limit=9) == (NONE, CLOSEST)
        assert questions.gaps(connection, "slack", "T1", limit=1) == (NONE,)


def test_a_resolved_gap_is_gone_from_the_list(log: Store) -> None:
    """What is no gap, or none of this workspace, is not touched and not counted."""
    with log.begin() as connection:
        resolved = questions.resolve(
            connection, "slack", "T1", [question.id for question in (NONE, ANSWERED, ELSEWHERE)], at=9.0
        )
        again = questions.resolve(connection, "slack", "T1", ["q3"], at=10.0)
        here, there = (questions.gaps(connection, "slack", workspace, limit=9) for workspace in ("T1", "T2"))

    assert (resolved, again) == (1, 0)
    assert here == (CLOSEST,)
    assert there == (ELSEWHERE,)


def test_dry_runs_are_listed_apart(log: Store) -> None:
    """They tell an admin what would have been said."""
    with log.read() as connection:
        assert questions.dry_runs(connection, "slack", "T1", limit=9) == (UNASKED,)


def test_an_outcome_that_does_not_exist_is_refused(store: Store) -> None:
    """A slip of ours must not end up in the log."""
    with pytest.raises(IntegrityError), store.begin() as connection:
        questions.add(connection, replace(ANSWERED, outcome="perhaps"))


def test_old_questions_are_forgotten_but_not_open_gaps(log: Store) -> None:
    """A gap stays until somebody resolves it."""
    with log.begin() as connection:
        questions.resolve(connection, "slack", "T1", ["q2"], at=9.0)
        questions.prune(connection, before=100.0)
        left = questions.recent(connection, "slack", "T1", "ada", limit=9)
        dry_runs = questions.dry_runs(connection, "slack", "T1", limit=9)

    assert left == (NONE,)
    assert dry_runs == ()
