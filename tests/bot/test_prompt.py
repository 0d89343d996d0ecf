"""Completion at the prompt of the chat."""

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from bot.adapters.terminal.prompt import NameCompleter

NAMES = ("Alipay", "Alibaba", "Singles Day", "Jack Ma")
COMPLETER = NameCompleter(("compare", "timeline"), NAMES)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("sday", ["Singles Day"]),
        ("singles d", ["Singles Day"]),
        ("  tml", ["timeline"]),
        ("timeline jm", ["Jack Ma"]),
        ("compare alipay and ali", ["Alipay", "Alibaba"]),
        ("compare alipay with sing", ["Singles Day"]),
        ("how many users", []),
    ],
)
def test_completes_a_line_from_some_of_its_letters(typed: str, offered: list[str]) -> None:
    """A name is found by letters in their order; after a command it is the topic that is completed."""
    found = COMPLETER.get_completions(Document(typed), CompleteEvent())

    assert [completion.text for completion in found] == offered


def test_a_completion_replaces_what_was_typed_of_the_name() -> None:
    """Accepting an offer leaves the command in front of it as it was."""
    (found,) = COMPLETER.get_completions(Document("timeline singles d"), CompleteEvent())

    assert found.start_position == -len("singles d")
