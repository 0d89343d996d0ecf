"""Shares, AUROC and their intervals."""

from math import sqrt

import pytest

from tests.eval.measure import Auroc, Key, Outcome, Share, auroc, shares


@pytest.mark.parametrize(
    ("share", "low", "high"),
    [
        (Share(81, 263), 0.2553, 0.3662),  # Newcombe, Statistics in Medicine 17 (1998), table I, method 3
        (Share(15, 148), 0.0624, 0.1605),
        (Share(0, 20), 0.0, 0.1611),
        (Share(1, 29), 0.0061, 0.1718),
    ],
)
def test_the_interval_of_a_share_is_that_of_wilson(share: Share, low: float, high: float) -> None:
    """As printed in the literature."""
    assert share.interval == pytest.approx((low, high), abs=5e-5)


def test_the_interval_of_a_full_share_ends_at_one() -> None:
    """No share is above it."""
    interval = Share(20, 20).interval

    assert interval == pytest.approx((1 - 0.1611, 1), abs=5e-5)


@pytest.mark.parametrize(
    ("positives", "negatives", "area"),
    [
        ([0.8, 0.9], [0.1, 0.2], 1.0),
        ([0.1], [0.8, 0.9], 0.0),
        ([0.5, 0.5], [0.5], 0.5),
        ([0.3, 0.9], [0.3, 0.5], 0.625),  # a tie, a loss, two wins
    ],
)
def test_auroc_is_the_share_of_pairs_in_the_right_order(
    positives: list[float], negatives: list[float], area: float
) -> None:
    """A tie counts as half."""
    assert auroc(positives, negatives) == Auroc(area, len(positives), len(negatives))


def test_the_interval_of_an_auroc_of_a_half_is_that_of_chance() -> None:
    """Where nothing is told apart, Hanley and McNeil's variance is that of the rank test: (m + n + 1) / 12mn."""
    low, high = Auroc(0.5, 30, 20).interval

    assert (high - low) / 2 / 1.96 == pytest.approx(sqrt(51 / (12 * 30 * 20)))
    assert (high + low) / 2 == pytest.approx(0.5)


def test_the_interval_of_a_perfect_auroc_is_a_point() -> None:
    """No pair of the sample was in the wrong order."""
    assert Auroc(1.0, 30, 20).interval == (1.0, 1.0)


def test_an_outcome_counts_for_its_group_its_half_and_all() -> None:
    """Each share says what it is of."""
    outcomes = [
        Outcome("right", "typo", "held-out", good=True),
        Outcome("right", "typo", "calibration", good=False),
        Outcome("right", "plain", "held-out", good=True),
    ]

    assert shares(outcomes) == {
        Key("right", "typo", "held-out"): Share(1, 1),
        Key("right", "typo", "calibration"): Share(0, 1),
        Key("right", "typo", "all"): Share(1, 2),
        Key("right", "plain", "held-out"): Share(1, 1),
        Key("right", "plain", "all"): Share(1, 1),
        Key("right", "all", "held-out"): Share(2, 2),
        Key("right", "all", "calibration"): Share(0, 1),
        Key("right", "all", "all"): Share(2, 3),
    }
