"""What is remembered for a while."""

import pytest

from bot.expiring import Expiring


def test_what_expired_is_gone_and_what_is_full_loses_the_oldest() -> None:
    """A value lasts so many seconds; of too many, the one put in first goes."""
    now = 0.0
    kept: Expiring[str, int] = Expiring(seconds=60, most=2, clock=lambda: now)
    kept["a"], kept["b"] = 1, 2
    kept["b"] = 3

    assert (kept["a"], kept["b"]) == (1, 3)
    kept["c"] = 4
    assert (kept["b"], kept["c"]) == (3, 4)
    with pytest.raises(KeyError):
        kept["a"]
    now = 60.0
    with pytest.raises(KeyError):
        kept["b"]
