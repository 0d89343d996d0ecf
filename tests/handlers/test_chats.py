"""How a command is typed in each chat, and how else one asks there."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.collection import Corpus
from handlers.card import Item, Items
from handlers.chats import FIELDS, has_admins, typed
from handlers.registry import BY_NAME, STATE_COMMANDS
from handlers.request import Place, Request

SLACK, SERVER, DIRECT = Place("slack", "T1", "C1"), Place("discord", "1", "2"), Place("discord", "@me", "2")
Lists = Callable[[Place], dict[str, tuple[Item, ...]]]


@pytest.fixture
def lists(coffee: Corpus, request_of: Callable[[str], Request]) -> Lists:
    """The lists of the help in a place, by title."""

    def of(place: Place) -> dict[str, tuple[Item, ...]]:
        blocks = BY_NAME["help"].handler(replace(request_of("help"), place=place), coffee).card.blocks
        return {block.title: block.items for block in blocks if isinstance(block, Items)}

    return of


@pytest.mark.parametrize(
    ("text", "on_slack", "on_discord"),
    [
        ("gaps", "/coffee gaps", "/briefing gaps"),
        ("gaps resolve b2c5", "/coffee gaps resolve b2c5", "/briefing gaps resolve:b2c5"),
        ("gaps resolve b2c5 d9d9", "/coffee gaps resolve b2c5 d9d9", "/briefing gaps resolve:b2c5 d9d9"),
        ("gaps [resolve NUMBER]", "/coffee gaps [resolve NUMBER]", "/briefing gaps [resolve:NUMBER]"),
        ("feedback", "/coffee feedback", "/briefing feedback"),
        ("settings audience", "/coffee settings audience", "/briefing settings name:audience"),
        (
            "settings threads #a #b",
            "/coffee settings threads #a #b",
            "/briefing settings name:threads value:#a #b",
        ),
        ("settings [NAME VALUE]", "/coffee settings [NAME VALUE]", "/briefing settings [name:NAME value:VALUE]"),
        ("pause [fact|digest]", "/coffee pause [fact|digest]", "/briefing pause [kind:fact|digest]"),
        (
            "subscribe fact at 09:00 London",
            "/coffee subscribe fact at 09:00 London",
            "/briefing subscribe kind:fact when:at 09:00 London",
        ),
        (
            "subscribe [fact|digest] [WHEN] [about TOPICS] [skip quiet weeks] [without picture]",
            "/coffee subscribe [fact|digest] [WHEN] [about TOPICS] [skip quiet weeks] [without picture]",
            (
                "/briefing subscribe [kind:fact|digest] [when:WHEN] [about:TOPICS] [quiet:skip quiet weeks]"
                " [picture:without picture]"
            ),
        ),
        ("ask QUESTION", "/coffee ask QUESTION", "/ask QUESTION"),
        ("topics", "/coffee topics", "/coffee topics"),
    ],
)
def test_a_command_is_shown_as_it_is_typed(text: str, on_slack: str, on_discord: str) -> None:
    """Discord has commands of its own for admins, with a field for each part."""
    assert (typed(text, "slack", "coffee"), typed(text, "discord", "coffee")) == (on_slack, on_discord)


def test_the_fields_are_the_options_of_the_commands() -> None:
    """Both are read by people who type what they see."""
    assert {command.name: tuple(option.name for option in command.options) for command in STATE_COMMANDS} == FIELDS


@pytest.mark.parametrize(("place", "has"), [(Place(), False), (SLACK, True), (SERVER, True), (DIRECT, False)])
def test_there_are_admins_in_a_workspace_and_in_a_server(lists: Lists, place: Place, has: bool) -> None:
    """Where nobody administers anything, the help lists nothing to do so by."""
    assert has_admins(place) is has
    assert ("For admins" in lists(place)) is has


def test_in_discord_the_help_shows_the_commands_that_discord_has(lists: Lists) -> None:
    """By their own names, with their fields."""
    there = lists(SERVER)

    assert "/ask QUESTION" in [item.name for item in there["Commands"]]
    assert [item.name for item in there["For admins"]] == [
        (
            "/briefing subscribe [kind:fact|digest] [when:WHEN] [about:TOPICS] [quiet:skip quiet weeks]"
            " [picture:without picture]"
        ),
        "/briefing subscriptions",
        *(f"/briefing {each} [kind:fact|digest]" for each in ("preview", "test", "status")),
        *(f"/briefing {each} [kind:fact|digest]" for each in ("pause", "resume", "unsubscribe")),
        "/briefing gaps [resolve:NUMBER ...]",
        "/briefing feedback",
        "/briefing settings [name:NAME value:VALUE]",
    ]


@pytest.mark.parametrize(
    ("place", "others"),
    [
        (Place(), []),
        (SLACK, ["Mention the bot", "Ask about this message"]),
        (SERVER, ["Mention the bot", "Reply to its answer", "Ask about this"]),
        (DIRECT, ["Ask about this"]),
    ],
)
def test_the_help_names_the_other_ways_to_ask(lists: Lists, place: Place, others: list[str]) -> None:
    """Those that there are where it is read."""
    assert [item.name for item in lists(place)["Ask"]][2:] == others
