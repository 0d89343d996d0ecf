"""How much one person may ask."""

import pytest

from bot.limiter import Limiter


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """The time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The time of a test."""
    return Clock()


def test_a_user_may_ask_so_often_at_once_and_no_more(clock: Clock) -> None:
    """The whole minute's worth, and then none."""
    limiter = Limiter(20, clock)

    assert [limiter.take("ada") for _ in range(22)] == [True] * 20 + [False] * 2


def test_one_user_does_not_use_up_another_ones_questions(clock: Clock) -> None:
    """The limit is each person's own."""
    limiter = Limiter(1, clock)
    limiter.take("ada")

    assert limiter.take("bo")


def test_questions_come_back_with_time_up_to_the_limit(clock: Clock) -> None:
    """At 20 a minute, one every three seconds; an hour of silence saves up no more than a minute's worth."""
    limiter = Limiter(20, clock)
    for _ in range(20):
        limiter.take("ada")

    clock.now += 2.9
    too_soon = limiter.take("ada")
    clock.now += 0.2
    in_time = limiter.take("ada")
    clock.now += 3600

    assert (too_soon, in_time) == (False, True)
    assert [limiter.take("ada") for _ in range(21)] == [True] * 20 + [False]


def test_the_wait_is_told_once_until_the_user_may_ask_again(clock: Clock) -> None:
    """Nobody is told with every key they press, and nobody is left in the dark the next time."""
    limiter = Limiter(20, clock)
    while limiter.take("ada"):
        pass

    clock.now += 1
    first, second = limiter.notice("ada"), limiter.notice("ada")
    clock.now += 2.5
    limiter.take("ada")

    assert first == pytest.approx(2.0)
    assert second is None
    assert limiter.notice("ada") == pytest.approx(2.5)


def test_who_was_heard_longest_ago_is_forgotten_first(clock: Clock) -> None:
    """Memory is bounded; a forgotten user starts anew."""
    limiter = Limiter(1, clock, most_users=2)

    for user in ("ada", "bo", "ada", "cy"):
        limiter.take(user)

    assert not limiter.take("ada")
    assert limiter.take("bo")
