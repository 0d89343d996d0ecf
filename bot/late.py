"""What a post says of itself in small print: that it comes late, and that it was corrected."""

from collections.abc import Mapping
from typing import Any

from bot.store.delivery import Delivery

_LATE = 60.0  # seconds: who reads it by then does not notice


def late(delivery: Delivery, payload: Mapping[str, Any], at: float) -> str:
    """The line that a post has to say of itself, as of when it was made, in seconds since 1970; "" for none."""
    is_late = delivery.scheduled_for is not None and at - delivery.scheduled_for > _LATE
    lines = (payload.get("late") if is_late else "", payload.get("correction"))
    return " ".join(str(line) for line in lines if line)
