"""The commands: a word, what follows it, and help that names them all."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.collection import Corpus
from handlers.card import Item, Items, Kind, Reply
from handlers.registry import (
    BY_NAME,
    COMMANDS,
    STATE_BY_NAME,
    STATE_COMMANDS,
    Command,
    StateCommand,
    for_admins,
)
from handlers.request import Place, Request
from handlers.route import state_command

_SUBSCRIBING = "subscribe subscriptions preview test status pause resume unsubscribe".split()


def test_every_command_stands_once() -> None:
    """A word means one thing."""
    assert len(COMMANDS) + len(STATE_COMMANDS) == len(BY_NAME | STATE_BY_NAME)


@pytest.mark.parametrize(
    ("name", "takes", "needs"),
    [("brief", True, True), ("timeline", True, False), ("help", False, False)],
)
def test_the_usage_says_whether_text_may_or_must_follow(name: str, takes: bool, needs: bool) -> None:
    """Capitals must follow, square brackets may, and nothing follows nothing."""
    assert (BY_NAME[name].takes_text, BY_NAME[name].needs_text) == (takes, needs)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_names_every_command_with_the_slash_word(say: Callable[[str], Reply], command: Command) -> None:
    """Whatever can be asked for is in the help, as one would type it."""
    listed = [item for block in say("help").card.blocks if isinstance(block, Items) for item in block.items]

    assert f"/coffee {command.name} {command.usage}".rstrip() in [item.name for item in listed]
    assert command.summary in [item.text for item in listed]


def test_help_gives_an_example_in_the_words_of_the_corpus(say: Callable[[str], Reply]) -> None:
    """The example is a topic that an article mentions: Coffee itself none does."""
    ask = say("help").card.blocks[0]

    assert isinstance(ask, Items)
    assert ask.items[0].name == "/coffee Kestrel Coffee"


def test_help_without_topics_still_says_how_to_ask(coffee: Corpus, request_of: Callable[[str], Request]) -> None:
    """A corpus with no topic at all has no example and yet a help."""
    empty = replace(coffee, articles=())
    reply = BY_NAME["help"].handler(request_of(""), empty)
    ask = reply.card.blocks[0]

    assert reply.kind is Kind.HELP
    assert isinstance(ask, Items)
    assert [item.name for item in ask.items] == ["/coffee QUESTION"]


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.needs_text], ids=lambda command: command.name)
def test_a_command_called_without_the_text_it_needs_still_replies(
    coffee: Corpus, request_of: Callable[[str], Request], command: Command
) -> None:
    """The command line may call a handler with nothing."""
    assert command.handler(request_of(""), coffee).card.blocks


def test_help_lists_the_commands_for_admins_where_there_are_admins(
    say: Callable[[str], Reply], coffee: Corpus, request_of: Callable[[str], Request]
) -> None:
    """In a chat, not in a terminal."""
    in_chat = BY_NAME["help"].handler(replace(request_of(""), place=Place("slack", "T1", "C1")), coffee)
    listed = next(block for block in in_chat.card.blocks if isinstance(block, Items) and block.title == "For admins")

    assert [item.name for item in listed.items] == [
        f"/coffee {command.name} {command.usage}".rstrip() for command in STATE_COMMANDS
    ]
    assert "For admins" not in [block.title for block in say("help").card.blocks if isinstance(block, Items)]


def test_what_a_platform_cannot_do_is_no_command_there(coffee: Corpus, request_of: Callable[[str], Request]) -> None:
    """In Discord a bot does not hear what is not said to it: nothing to try, nothing in the help, and a plain word."""
    there = replace(request_of("auto-answers"), place=Place("discord", "1", "2"))
    listed = [item.name for item in _listed_for_admins(BY_NAME["help"].handler(there, coffee))]

    assert [name for name in listed if "auto-answers" in name] == []
    assert [command.name for command in for_admins("discord")] == [*_SUBSCRIBING, "gaps", "feedback", "settings"]
    assert state_command(there) is None
    assert state_command(replace(there, place=Place("slack", "T1", "C1")))


@pytest.mark.parametrize("command", STATE_COMMANDS, ids=lambda command: command.name)
def test_the_options_of_a_command_are_the_parts_of_its_usage(command: StateCommand) -> None:
    """A chat with a field for each part offers all of them."""
    parts = re.findall(r"[A-Z]+|\[[a-z| ]+\]", command.usage)

    assert len(command.options) == len(parts)
    assert all(option.word in command.usage for option in command.options)


def _listed_for_admins(reply: Reply) -> tuple[Item, ...]:
    return next(b.items for b in reply.card.blocks if isinstance(b, Items) and b.title == "For admins")
