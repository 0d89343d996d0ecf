"""The settings of a workspace."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.collection import Corpus
from handlers.card import Action, Actions, Audience, Items, Kind, Note, Reply, Text
from handlers.request import Place, Request
from handlers.workspace import AutoAnswer, Chosen, chosen, defaults, settings
from tests.handlers.memory import Memory

Say = Callable[[str], Reply]


@pytest.fixture
def memory() -> Memory:
    """A workspace that chose nothing yet."""
    return Memory(names={"C0123456": "#general"})


@pytest.fixture
def admin(coffee: Corpus, request_of: Callable[[str], Request], memory: Memory) -> Say:
    """What the command replies to what follows its word."""
    return lambda text: settings(replace(request_of(text), place=Place("slack")), coffee, memory)


def shown(reply: Reply) -> dict[str, str]:
    """The settings that a reply lists."""
    return {item.name: item.text for block in reply.card.blocks if isinstance(block, Items) for item in block.items}


def test_every_setting_is_shown_with_what_it_decides(admin: Say) -> None:
    """And that it is the default."""
    reply = admin("")

    assert shown(reply) == {
        "audience": "asker (default) – who sees the reply to a command: the channel, or the asker alone",
        "auto-answer": "off (default) – whether questions are answered without a mention, when the answer is certain",
        "auto-answer-channels": "none (default) – the channels where auto-answer is at work",
    }
    assert reply.audience is Audience.ASKER


def test_a_setting_is_changed_and_taken_back(admin: Say, memory: Memory) -> None:
    """The reply shows what holds now."""
    changed = admin("Audience CHANNEL")
    made = dict(memory.made)
    back = admin("audience default")

    assert (changed.card.title, made) == ("Changed", {"audience": "channel"})
    assert shown(changed)["audience"].startswith("channel – ")
    assert shown(back)["audience"].startswith("asker (default)")
    assert memory.made == {}


@pytest.mark.parametrize("typed", ["<#C0123456|general> <#C7>", "<#C0123456|>, <#C7>,", "C0123456 <#C7> <#C7|x>"])
def test_channels_are_taken_as_the_chat_sends_them(admin: Say, memory: Memory, typed: str) -> None:
    """With or without their names, each once; shown by name where it is known."""
    reply = admin(f"auto-answer-channels {typed}")

    assert memory.made == {"auto-answer-channels": "C0123456 C7"}
    assert shown(reply)["auto-answer-channels"].startswith("#general, C7 – ")


@pytest.mark.parametrize("typed", ["#general", "<#C7> and #general", "all", ","])
def test_a_channel_that_is_only_a_word_is_refused_with_what_to_do(admin: Say, memory: Memory, typed: str) -> None:
    """A name alone does not say which channel, and may be none."""
    reply = admin(f"auto-answer-channels {typed}")

    assert (reply.kind, memory.made) == (Kind.ERROR, {})
    assert Note("Type # and pick each channel from the list that opens.") in reply.card.blocks


def test_a_value_that_cannot_be_is_refused_with_those_that_can(admin: Say, memory: Memory) -> None:
    """As buttons."""
    reply = admin("auto-answer perhaps <!here>")

    assert (reply.kind, memory.made) == (Kind.ERROR, {})
    assert reply.card.blocks == (
        Text("“perhaps here” cannot be used: auto-answer takes off, dry-run or on."),
        Actions("Choose", tuple(Action(value, f"settings auto-answer {value}") for value in ("off", "dry-run", "on"))),
    )


def test_a_name_that_is_no_setting_gets_those_that_are_the_nearest_first(admin: Say) -> None:
    """A slip of the keyboard costs one press."""
    reply = admin("audiences channel")
    offered = reply.card.blocks[-1]

    assert reply.kind is Kind.ERROR
    assert isinstance(offered, Actions)
    assert offered.actions[0].say == "settings audience"
    assert len(offered.actions) == 3


def test_a_name_alone_is_explained_with_its_values_as_buttons(admin: Say) -> None:
    """What it is now, what it decides, what it may be."""
    assert admin("audience").card.blocks == (
        Text("audience: asker"),
        Note("Who sees the reply to a command: the channel, or the asker alone. It takes channel or asker."),
        Actions("Choose", (Action("channel", "settings audience channel"), Action("asker", "settings audience asker"))),
    )


def test_channels_have_no_buttons_but_a_hint(admin: Say) -> None:
    """There may be thousands."""
    blocks = admin("auto-answer-channels").card.blocks

    assert blocks[-1] == Note("Type # and pick each channel from the list that opens.")


def test_auto_answer_without_a_channel_is_said_to_do_nothing_yet(admin: Say) -> None:
    """Turned on and silent, it would look broken."""
    idle = Text("Auto-answer is on in no channel yet: choose some with /coffee settings auto-answer-channels.")

    assert idle in admin("auto-answer dry-run").card.blocks
    assert idle not in admin("auto-answer-channels <#C7>").card.blocks


@pytest.mark.parametrize(
    ("platform", "typed"),
    [("slack", "/coffee settings audience "), ("discord", "/briefing settings name:audience value:")],
)
def test_how_to_change_a_setting_is_shown_as_it_is_typed_there(
    coffee: Corpus, request_of: Callable[[str], Request], memory: Memory, platform: str, typed: str
) -> None:
    """To be typed as it stands."""
    reply = settings(replace(request_of(""), place=Place(platform, "1", "2")), coffee, memory)

    assert Note(f"To change one: {typed}channel, for example; {typed}default takes that back.") in reply.card.blocks


def test_what_was_chosen_goes_before_the_defaults() -> None:
    """As the chat's adapter reads it."""
    made = {"auto-answer": "dry-run", "auto-answer-channels": "C1 C2"}

    assert chosen(made, defaults("channel", "on")) == Chosen(
        Audience.CHANNEL, AutoAnswer.DRY_RUN, frozenset({"C1", "C2"})
    )


def test_settings_that_a_platform_lacks_are_not_there(
    coffee: Corpus, request_of: Callable[[str], Request], memory: Memory
) -> None:
    """Neither listed nor explained, though another platform's may be set."""
    memory.made["auto-answer"] = "on"
    on_discord = [
        settings(replace(request_of(text), place=Place("discord", "1", "2")), coffee, memory)
        for text in ("", "auto-answer")
    ]

    assert "audience" in shown(on_discord[0])
    assert [name for name in shown(on_discord[0]) if name.startswith("auto-answer")] == []
    assert [block for block in on_discord[0].card.blocks if isinstance(block, Text) and block.text] == []
    assert on_discord[1].card.title == "No such setting"
