"""Answers, abstentions and conversations, measured; no figure may fall below what was reached."""

from collections import Counter

import pytest

from corpus.collection import Corpus
from tests.eval.floors import fallen, floors
from tests.eval.outcomes import TIERS, Examination, examine, searched_by
from tests.eval.sets import CALIBRATION, HALVES, HELD_OUT, conversations, questions, unanswerable

pytestmark = pytest.mark.timeout(240)  # a thousand questions by the first test, more slowly when coverage is traced
# A fifth, "adversarial", is all calibration: found by trying to break the gates.
DISTANCES = {"near-miss", "false-premise", "same-company", "off-domain"}


@pytest.fixture(scope="module", params=TIERS)
def tier(request: pytest.FixtureRequest) -> str:
    """Each way of searching."""
    return str(request.param)


@pytest.fixture(scope="module")
def examination(tier: str, shipped: Corpus) -> Examination:
    """The sets put to the shipped corpus."""
    return examine(searched_by(tier, shipped))


def test_no_figure_has_fallen(tier: str, examination: Examination) -> None:
    """What was once right stays so, and what the corpus does not say stays unsaid."""
    missed = fallen(examination.figures(), floors(tier))

    failed = "\n".join(f"- not {each.measure}, {each.group}: {each.text}" for each in examination.failed())
    assert missed == [], f"below the floor: {missed}; what failed of the calibration half:\n{failed}"


def test_every_figure_has_a_floor(tier: str, examination: Examination) -> None:
    """A measure, or a style of question, is not added without one."""
    assert floors(tier).keys() == examination.figures().keys()


def test_no_text_of_the_held_out_half_is_kept(examination: Examination) -> None:
    """Who sees its questions makes the code fit them."""
    texts = Counter((outcome.half, bool(outcome.text)) for outcome in examination.outcomes)

    assert texts[HELD_OUT, False] >= 250
    assert texts[HELD_OUT, True] == 0
    assert texts[CALIBRATION, False] == 0


def test_the_sets_are_large_enough_to_measure_with() -> None:
    """A share is not raised by leaving out what is hard."""
    styles = Counter(question.style for question in questions())
    distances = Counter(question.distance for question in unanswerable() if question.distance in DISTANCES)
    turns = sum(len(conversation.turns) for conversation in conversations())

    assert styles.total() >= 250
    assert styles["paraphrase"] * 3 >= styles.total()
    assert distances.total() >= 150
    assert distances.keys() == DISTANCES
    assert turns >= 60


def test_two_fifths_of_each_set_are_held_out() -> None:
    """No threshold is chosen on them."""
    halves = {
        "questions": Counter(question.half for question in questions()),
        "unanswerable": Counter(question.half for question in unanswerable() if question.distance in DISTANCES),
        "turns": Counter(conversation.half for conversation in conversations() for _ in conversation.turns),
    }
    shares = {name: counted[HELD_OUT] / counted.total() for name, counted in halves.items()}

    assert {half for counted in halves.values() for half in counted} == set(HALVES)
    assert {name: round(share, 2) for name, share in shares.items() if share < 0.4} == {}


def test_no_question_stands_in_both_halves() -> None:
    """What thresholds were chosen on is not reported as unseen."""
    asked = {(question.text.casefold(), question.half) for question in questions()}
    asked |= {(question.text.casefold(), question.half) for question in unanswerable()}
    in_both = sum((text, HELD_OUT) in asked for text, half in asked if half == CALIBRATION)

    assert in_both == 0


def test_every_source_expected_is_an_article(shipped: Corpus) -> None:
    """A name that is none would fail whatever is answered."""
    named = {source for question in questions() for source in question.source}

    assert named <= {article.id for article in shipped.articles}
