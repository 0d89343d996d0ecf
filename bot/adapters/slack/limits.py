"""What Slack can bear, as data: the numbers of docs.slack.dev, and budgets of our own below what is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Characters, unless the name is of things.

    Ours are ``everything``, for all texts of a message's blocks together, which Slack refuses somewhere above 11,000
    without saying where; ``page``, what a person reads in a modal before turning; and ``buttons`` in a row.
    """

    blocks: int = 50
    everything: int = 10_000
    page: int = 4_000
    fallback: int = 4_000
    header: int = 150
    section: int = 3_000
    context: int = 3_000
    address: int = 3_000
    buttons: int = 3
    button: int = 75
    button_value: int = 2_000
    options: int = 100
    option: int = 75
    option_value: int = 150
    modal_title: int = 24
    metadata: int = 3_000
    input: int = 3_000
    prompts: int = 4


SLACK = Limits()
