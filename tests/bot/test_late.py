"""What comes late says so."""

import pytest

from bot.late import late
from bot.store.delivery import Delivery
from handlers.request import Place

POST = Delivery("d1", Place("slack", "T1", "C1"), "{}", subscription_id="s1", scheduled_for=1_000.0)
REPLY = Delivery("d2", Place("slack", "T1", "C1"), "{}")


@pytest.mark.parametrize(
    ("delivery", "at", "said"), [(POST, 1_060.0, ""), (POST, 1_061.0, "Late."), (REPLY, 9_999.0, "")]
)
def test_a_post_is_late_after_a_minute_and_a_reply_never(delivery: Delivery, at: float, said: str) -> None:
    """Nobody said when to reply."""
    assert late(delivery, {"late": "Late."}, at) == said


def test_a_post_of_another_version_may_not_say_how_late_it_is() -> None:
    """Then nothing does."""
    assert late(POST, {}, 9_999.0) == ""
