"""The times of the outbox: what cannot be is refused when it is said."""

import pytest

from bot.delivery import Timing


def test_doubt_rests_until_a_chat_takes_nothing_more_and_shows_all() -> None:
    """Counted from the moment that a line was cut, which may be that of the post: the timeout lends nothing."""
    assert Timing(taken_within=20, shown_within=10).quarantine == 30


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"lease": 15.0}, "lease"),
        ({"margin": 50.0}, "lease"),
        ({"taken_within": -1.0}, "before it is sent"),
        ({"shown_within": -1.0}, "before it is taken"),
    ],
)
def test_times_that_contradict_one_another_are_refused(wrong: dict[str, float], said: str) -> None:
    """Nothing would ever be posted, or too early."""
    with pytest.raises(ValueError, match=said):
        Timing(**wrong)  # type: ignore[arg-type]  # rates are no number, and not among them
