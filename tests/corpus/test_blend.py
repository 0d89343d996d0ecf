"""What passages inherit from their neighbours and their paragraph."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.blend import Blend, Row, blended, weakest_quarter

_ALONE = Blend(before=0.0, after=0.0, whole=0.0)
_SHARES = st.floats(0, 1)
_BLENDS = st.builds(Blend, before=_SHARES, after=_SHARES, whole=_SHARES)


@st.composite
def _questions(draw: st.DrawFn) -> tuple[list[Row], list[float], list[int]]:
    """A matrix with the weights of its columns and the paragraph of each row."""
    parts = draw(st.integers(1, 4))
    matrix = draw(st.lists(st.lists(_SHARES, min_size=parts, max_size=parts), max_size=6))
    weights = draw(st.lists(st.floats(0.1, 9), min_size=parts, max_size=parts))
    breaks = draw(st.lists(st.booleans(), min_size=len(matrix), max_size=len(matrix)))
    return matrix, weights, list(accumulate(map(int, breaks)))


def test_a_passage_scores_the_weighted_mean_of_what_it_holds() -> None:
    """The heavier part of the question counts more."""
    assert blended([[1.0, 0.0], [0.0, 1.0]], [3.0, 1.0], [0, 0], _ALONE) == [0.75, 0.25]


@pytest.mark.parametrize(
    ("expected", "blend"),
    [
        ([0.0, 1.0, 0.8, 0.0], Blend(before=0.8, after=0.0, whole=0.0)),
        ([0.5, 1.0, 0.0, 0.0], Blend(before=0.0, after=0.5, whole=0.0)),
        ([0.5, 1.0, 0.5, 0.5], Blend(before=0.0, after=0.0, whole=1.0)),
        ([0.2, 1.0, 0.6, 0.2], Blend(before=0.5, after=0.0, whole=0.25)),
    ],
)
def test_a_passage_inherits_from_its_neighbours_and_its_paragraph(expected: list[float], blend: Blend) -> None:
    """From the one before, the one after, and all together, but from no further one."""
    assert expected == blended([[0.0], [1.0], [0.0], [0.0]], [1.0], [0, 0, 0, 0], blend)


def test_nothing_is_inherited_over_the_end_of_a_paragraph() -> None:
    """The next one may speak of something else."""
    blend = Blend(before=1.0, after=1.0, whole=1.0)
    assert blended([[1.0], [0.0], [1.0]], [1.0], [0, 1, 2], blend) == [1.0, 0.0, 1.0]


@pytest.mark.parametrize("weights", [[], [0.0, 0.0]])
def test_a_question_of_no_weight_scores_nothing(weights: list[float]) -> None:
    """And divides by nothing."""
    assert blended([[1.0] * len(weights)], weights, [0], _ALONE) == [0.0]


def test_no_passages_have_no_scores() -> None:
    """Nothing was found."""
    assert blended([], [1.0], [], _ALONE) == []


@given(_questions(), _BLENDS)
def test_scores_lie_between_nothing_and_the_whole_question(
    question: tuple[list[Row], list[float], list[int]], blend: Blend
) -> None:
    """One for each passage."""
    scores = blended(*question, blend)
    assert len(scores) == len(question[0])
    assert all(0.0 <= score <= 1.0 + 1e-9 for score in scores)


@given(_questions(), _BLENDS)
def test_a_passage_that_stands_alone_scores_what_it_holds(
    question: tuple[list[Row], list[float], list[int]], blend: Blend
) -> None:
    """Its paragraph is itself, and it has no neighbours."""
    matrix, weights, _ = question
    apart = list(range(len(matrix)))
    assert blended(matrix, weights, apart, blend) == pytest.approx(blended(matrix, weights, apart, _ALONE))


@given(_questions(), _BLENDS)
def test_the_paragraphs_are_scored_each_by_itself(
    question: tuple[list[Row], list[float], list[int]], blend: Blend
) -> None:
    """What else was found changes nothing."""
    matrix, weights, paragraphs = question
    one_by_one = [
        score
        for each in dict.fromkeys(paragraphs)
        for score in blended(
            [row for row, at in zip(matrix, paragraphs, strict=True) if at == each],
            weights,
            [at for at in paragraphs if at == each],
            blend,
        )
    ]
    assert blended(matrix, weights, paragraphs, blend) == one_by_one


@given(_questions(), _BLENDS)
def test_what_holds_more_scores_no_less(question: tuple[list[Row], list[float], list[int]], blend: Blend) -> None:
    """Neither for itself nor for the others."""
    matrix, weights, paragraphs = question
    more = [[min(1.0, held + 0.25) for held in matrix[0]], *matrix[1:]] if matrix else []
    pairs = zip(blended(matrix, weights, paragraphs, blend), blended(more, weights, paragraphs, blend), strict=True)
    assert all(less <= score + 1e-9 for less, score in pairs)


@pytest.mark.parametrize(
    ("expected", "row"),
    [(0.0, []), (0.7, [0.7]), (0.25, [1.0, 0.0]), (0.5, [0.5, 0.5, 1.0, 0.0, 1.0]), (0.375, [1.0, 0.5, 0.0, 1.0])],
)
def test_the_weakest_quarter_is_the_lower_quartile(expected: float, row: Row) -> None:
    """Between two values where it falls between them; nothing of nothing."""
    assert expected == pytest.approx(weakest_quarter(row, [True] * len(row)))


def test_only_content_words_can_be_weak() -> None:
    """That "the" does not stand there tells nothing."""
    assert weakest_quarter([0.0, 0.9, 0.0], [False, True, False]) == 0.9
    assert weakest_quarter([0.9], [False]) == 0.0


@given(st.lists(st.tuples(_SHARES, st.booleans())))
def test_three_quarters_are_held_at_least_as_well_as_the_weakest(parts: list[tuple[float, bool]]) -> None:
    """That is what it is for."""
    weakest = weakest_quarter([held for held, _ in parts], [is_content for _, is_content in parts])
    content = [held for held, is_content in parts if is_content]
    assert sum(held >= weakest - 1e-9 for held in content) >= 0.75 * (len(content) - 1)
    assert 0.0 <= weakest <= max(content, default=0.0)
