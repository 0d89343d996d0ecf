"""One accent colour a topic: always the same, seen on a light and on a dark ground, and never needed to understand."""

from bot.colour import accent


def colour(topic: str) -> int | None:
    """The colour of a topic by its id; None for no topic."""
    found = accent(topic)
    return found.bright if found else None
