"""A stored question as commands and digests see it."""

from datetime import UTC, datetime

from bot.store.questions import Asked
from handlers.state import Logged

MOST = 200  # questions that a list is made from: taking one of strange words apart takes up to 20 ms


def logged(asked: Asked) -> Logged:
    """A row as commands see it; its day is that of UTC."""
    return Logged(
        asked.id, asked.text, datetime.fromtimestamp(asked.at, UTC).date(), asked.place.channel, asked.nearest
    )
