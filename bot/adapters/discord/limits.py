"""What Discord can bear, as data: the numbers of its developer documentation, and measures of our own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Characters, unless the name is of things.

    Ours are ``heading`` and ``quoted``, what is read with patience of a title and of a question said again;
    ``buttons`` in a row; and ``page``, what a person reads before turning.
    """

    text: int = 4_000
    components: int = 40
    page: int = 3_000
    heading: int = 150
    quoted: int = 600
    address: int = 512
    buttons: int = 3
    button: int = 80
    custom_id: int = 100
    options: int = 25
    option: int = 100
    option_value: int = 100
    input: int = 4_000


DISCORD = Limits()
