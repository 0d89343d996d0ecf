"""What Slack can bear, as data: the numbers of docs.slack.dev, and budgets of our own below what is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Characters unless the name says otherwise.

    ``everything`` is our budget for all texts of a message's blocks together: Slack refuses somewhere above 11,000 and
    does not publish where. ``buttons`` is ours too: more in a row are a menu.
    """

    message_blocks: int = 50
    view_blocks: int = 100
    everything: int = 10_000
    fallback: int = 4_000
    header: int = 150
    section: int = 3_000
    context: int = 2_000
    button: int = 75
    button_value: int = 2_000
    buttons: int = 3
    option: int = 75
    option_value: int = 150
    options: int = 100
    modal_title: int = 24
    metadata: int = 3_000
    question: int = 3_000
    prompts: int = 4


SLACK = Limits()
