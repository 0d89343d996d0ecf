"""How a reply to a question of the sets is judged."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.article import Record
from corpus.collection import Corpus
from corpus.topics import Topics
from corpus.verify import Verdict
from handlers.card import Card, Fact, Kind, Quote, Reply, Source, Text
from tests.eval.outcomes import asked, confidence, is_right, judged, searched_by, seen_at_once
from tests.eval.sets import Question

FOUNDED = Fact("a-1", "Bees Ltd was founded in\u00a01999.", "", "unknown", "Ann Lee", "bees")
GROWN = Fact("b-1", "Bees Ltd has 20 hives.", "", "unknown", "Bo Park", "hives")
SOURCES = (Source("bees", "Bees", "", "", "", ""), Source("hives", "Hives", "", "", "", ""))
ASKED = Question("When was it founded?", "plain", (r"founded in\s1999",), frozenset({"bees"}), "calibration")


def reply(kind: Kind, *facts: Fact, before: str = "So it is.") -> Reply:
    """A reply that shows facts below a text."""
    return Reply(kind, Card("Bees", (Text(before), *map(Quote, facts)), SOURCES))


def went_well(question: Question, given: Reply) -> dict[str, bool]:
    """What of a reply is good, by measure."""
    return {outcome.measure: outcome.good for outcome in judged(question, given)}


@pytest.mark.parametrize(
    ("given", "good"),
    [
        (reply(Kind.ANSWER, GROWN, FOUNDED), {"answered right", "right in the reply", "not answered wrong"}),
        (reply(Kind.BRIEFING, FOUNDED), {"answered right", "right in the reply", "not answered wrong"}),
        (reply(Kind.NO_ANSWER, FOUNDED), {"right in the reply", "not answered wrong"}),
        (reply(Kind.NO_ANSWER, GROWN), {"not answered wrong"}),
        (reply(Kind.ANSWER, GROWN), set()),
        (reply(Kind.ANSWER, replace(FOUNDED, source="hives")), set()),
    ],
)
def test_an_answer_is_right_by_what_it_says_and_where_from(given: Reply, good: set[str]) -> None:
    """A sentence shown as merely close is right in the reply, but no answer."""
    judged_good = {measure for measure, is_good in went_well(ASKED, given).items() if is_good}

    assert judged_good - {"right within 600 characters"} == good


@pytest.mark.parametrize(("length", "is_seen"), [(558, True), (559, True), (560, False), (563, False), (700, False)])
def test_what_is_seen_at_once_stands_whole_with_its_mark_in_600_characters(length: int, *, is_seen: bool) -> None:
    """Title, text, sentence and mark, with empty lines between, have 600 when the text has 559."""
    given = reply(Kind.ANSWER, FOUNDED, before="x" * length)

    assert went_well(ASKED, given)["right within 600 characters"] is is_seen
    assert seen_at_once(given.card, [FOUNDED]) == ([FOUNDED] if is_seen else [])


def test_a_question_of_several_articles_wants_every_one() -> None:
    """One of them does not do, though it says all that is expected."""
    question = replace(ASKED, style="multi", source=frozenset({"bees", "hives"}))

    assert is_right(question, [FOUNDED, GROWN])
    assert not is_right(question, [FOUNDED])
    assert is_right(replace(question, style="plain"), [FOUNDED])


def test_all_that_is_expected_must_be_said() -> None:
    """In one sentence or in several."""
    question = replace(ASKED, expect=("1999", "20 hives"), source=frozenset())

    assert is_right(question, [FOUNDED, GROWN])
    assert not is_right(question, [FOUNDED])


def test_the_text_of_a_question_is_kept_of_the_calibration_half_alone() -> None:
    """Nothing that reports can show the other."""
    given = reply(Kind.ANSWER, FOUNDED)
    held_out = list(judged(replace(ASKED, half="held-out"), given))

    assert {outcome.text for outcome in judged(ASKED, given)} == {ASKED.text}
    assert {outcome.text for outcome in held_out} == {""}


@pytest.mark.parametrize(
    ("tier", "curated", "failed", "expected"),
    [
        ("meaning", True, (), 0.7),
        ("meaning", False, (), 0.2),
        ("words", True, (), 0.9),
        ("words", False, (), 0.9),
        ("meaning", True, ("kind",), 0),
        ("words", True, ("kind",), 0),
    ],
)
def test_the_score_with_gates_is_what_the_thresholds_are_held_against(
    shipped: Corpus, tier: str, *, curated: bool, failed: tuple[str, ...], expected: float
) -> None:
    """By meaning the score, without a record that of the weakest quarter; by words the coverage; of the best alone."""
    record = Record(curated=curated)
    best = Verdict(replace(shipped.passages[0], record=record), 0.7, 0.2, coverage=0.9, rank=1, failed=failed)
    second = replace(best, score=1.0, weakest=1.0, coverage=1.0, rank=0.5, failed=())

    assert confidence([best, second], searched_by(tier, shipped)) == expected


def test_where_nothing_is_found_the_score_is_nothing(shipped: Corpus) -> None:
    """A question may share no word with any sentence."""
    assert confidence([], searched_by("words", shipped)) == 0


def test_a_question_that_the_bot_fails_on_is_no_abstention(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The apology has the look of one."""
    monkeypatch.setattr(Corpus, "question", property(lambda _: 1 / 0))

    with pytest.raises(RuntimeError, match="could not be answered"):
        asked("Who founded it?", Corpus(tmp_path, (), Topics(())))
