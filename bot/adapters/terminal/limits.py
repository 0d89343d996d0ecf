"""What a terminal can bear, as data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Columns of a card at most; columns below which a table is stacked; characters of a card at most."""

    width: int = 100
    side_by_side: int = 76
    characters: int = 100_000


TERMINAL = Limits()
