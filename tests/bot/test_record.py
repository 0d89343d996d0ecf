"""What is kept of a question."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.app import Dossier
from bot.record import new_id, record
from bot.store.questions import Asked
from handlers.card import Reply
from handlers.request import Place, Request

HERE = Place("slack", "T1", "C1", "1700.1")


@pytest.fixture
def keep(dossier: Dossier, day: date) -> Callable[[str], tuple[Reply, Asked | None]]:
    """The reply to a text, and what is kept."""

    def kept(text: str) -> tuple[Reply, Asked | None]:
        request = Request(text, day, place=HERE, user="U1")
        reply = dossier.answer(request)
        return reply, record(request, reply, "a1b2", "pseudonym", 12.5)

    return kept


def test_an_answered_question_is_kept_with_the_sentences_shown_first(
    keep: Callable[[str], tuple[Reply, Asked | None]],
) -> None:
    """Where, when, what, and under no name."""
    reply, asked = keep("<@UBOT> How many users does Alipay have?")

    assert asked
    assert (asked.id, asked.place, asked.user, asked.at) == ("a1b2", HERE, "pseudonym", 12.5)
    assert (asked.text, asked.kind, asked.outcome) == ("How many users does Alipay have?", "answer", "answer")
    assert asked.nearest[0] == next(reply.card.facts()).id
    assert len(asked.nearest) == len(set(asked.nearest)) == 5
    assert not asked.is_dry_run


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("How many planes does Cainiao own?", {"closest", "none"}), ("cainiao", {""}), ("ali", {""})],
)
def test_a_gap_is_told_from_what_is_no_question(
    keep: Callable[[str], tuple[Reply, Asked | None]], text: str, outcome: set[str]
) -> None:
    """A briefing leaves nothing open, and a misspelt name may be one that they tell of."""
    _, asked = keep(text)

    assert asked
    assert asked.outcome in outcome
    assert bool(asked.nearest) == bool(asked.outcome)


def test_a_name_that_is_no_topic_is_a_gap(keep: Callable[[str], tuple[Reply, Asked | None]]) -> None:
    """Whoever asks for it wants an article on it; that none comes near is said by the empty list."""
    _, asked = keep("brief temu")

    assert asked
    assert (asked.text, asked.outcome, asked.nearest) == ("temu", "none", ())


def test_a_follow_up_is_kept_as_what_it_was_taken_for(dossier: Dossier, day: date) -> None:
    """By itself "how many" would tell nobody what is missing."""
    context = dossier.answer(Request("cainiao", day)).context
    request = Request("how many planes does it own?", day, place=HERE, context=context)

    asked = record(request, dossier.answer(request), "a1b2", "pseudonym", 12.5)

    assert asked
    assert (asked.text, asked.outcome) == ("Cainiao: how many planes does it own?", "closest")


@pytest.mark.parametrize("text", ["help", "topics", "fact", "?!", "a" * 400])
def test_what_asks_nothing_of_the_articles_is_not_kept(
    keep: Callable[[str], tuple[Reply, Asked | None]], text: str
) -> None:
    """Lists, help, and what was refused."""
    assert keep(text)[1] is None


def test_other_people_are_left_out_of_the_text(keep: Callable[[str], tuple[Reply, Asked | None]]) -> None:
    """Their ids are nobody's business later."""
    _, asked = keep("<@UBOT> is <@U999|ada> right that Alipay has users?")

    assert asked
    assert asked.text == "is @… right that Alipay has users?"


def test_ids_are_made_up() -> None:
    """20 hexadecimal characters, never twice the same."""
    made = {new_id() for _ in range(100)}

    assert len(made) == 100
    assert all(len(each) == 20 and int(each, 16) >= 0 for each in made)
