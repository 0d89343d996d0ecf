"""What is remembered of messages while the process runs."""

from dataclasses import replace

import pytest

from bot.adapters.discord.heard import Heard
from bot.conversation.message import Message
from handlers.request import Place

SAID = Message(
    "1:2",
    Place("discord", "3", "1", "2"),
    "4",
    "is my boss planning to sell Alibaba? \ud83d",
    0.0,
    is_addressed=True,
    is_in_thread=False,
    mentions_others=False,
)


@pytest.fixture
def heard() -> Heard:
    """Where the message was noted."""
    heard = Heard()
    heard.note(SAID)
    return heard


def test_what_was_said_is_not_kept(heard: Heard) -> None:
    """But where, and by whom."""
    assert heard.get("1:2") == replace(SAID, text="")


def test_a_message_is_known_to_be_changed(heard: Heard) -> None:
    """Previews change nothing, nor do pins."""
    found = [heard.note(message) for message in (SAID, replace(SAID, text="why?"), replace(SAID, text="why?"), SAID)]

    assert found == [False, True, False, True]


def test_what_was_taken_back_is_news_when_it_is_said_again(heard: Heard) -> None:
    """Though it is the same; of what was never heard nothing is to be taken back."""
    heard.unsay("1:2")
    heard.unsay("1:3")

    assert heard.note(SAID)
    assert heard.get("1:3") is None
