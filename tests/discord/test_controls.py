"""What is pressed beneath a card."""

from dataclasses import replace

import pytest

from bot.adapters.discord import codes
from bot.adapters.discord.codes import Verb
from bot.adapters.discord.render import Extras, around, components
from handlers.card import (
    Action,
    Actions,
    Block,
    Card,
    Facts,
    Kind,
    Quote,
    Reply,
    Text,
)
from tests.discord.reading import MENU, all_of, labels, pressed, problems, written
from tests.slack.cards import LEAF, SOLD, TEA

LONG = "how much " * 30  # characters: more than a custom_id has room for


def of(*blocks: Block, title: str = "Tea") -> Card:
    """A card with both sources."""
    return Card(title, blocks, (TEA, LEAF))


def test_three_buttons_stand_in_a_row_and_the_others_in_a_menu() -> None:
    """What a button says is in its code; a long reply is shown apart."""
    actions = tuple(Action(f"Label {n}", f"say {n}", is_long=n == 0) for n in range(5))

    shown = components(of(Text("Tea."), Actions("Related", actions)))

    assert labels(shown) == [["Label 0", "Label 1", "Label 2"], ["More"]]
    assert pressed(shown, "Label 0") == (Verb.SHOW, "say 0")
    assert pressed(shown, "Label 1") == (Verb.SAY, "say 1")
    menu = all_of(shown, MENU)[0]
    assert codes.read(menu["custom_id"]) == codes.Code(Verb.MENU, "0")
    assert [(each["label"], each["value"]) for each in menu["options"]] == [("Label 3", "say 3"), ("Label 4", "say 4")]
    assert "-# Related" in written(shown)


def test_a_text_too_long_for_a_button_stands_in_the_message_and_is_said_from_there() -> None:
    """Whatever happened to the process meanwhile; two buttons of one text share the line."""
    card = of(Text("Tea."), Actions("", (Action("Ask", LONG), Action("Ask *this*", f"{LONG}*now*"))))
    many = of(Facts("Facts", (SOLD,) * 200))

    shown = components(card)
    private = components(many, Extras(asked=LONG, share=LONG))

    assert pressed(shown, "Ask") == (Verb.SAY, LONG.strip())
    assert pressed(shown, "Ask *this*") == (Verb.SAY, f"{LONG}*now*")
    assert written(shown)[2:] == [f"-# “{LONG.strip()}”", f"-# “{LONG}\\*now\\*”"]
    assert pressed(private, "Show everything") == (Verb.SHOW, LONG.strip())
    assert pressed(private, "Share") == (Verb.SHARE, LONG.strip())
    assert written(private).count(f"-# “{LONG.strip()}”") == 1


def test_what_a_button_says_is_never_cut() -> None:
    """A text that is longer than anybody reads twice has no button, for half of it would ask something else."""
    actions = (Action("Endless", "x" * 601), *(Action(str(n), f"{'y' * 100}{n}") for n in range(4)))

    shown = components(of(Text("Tea."), Actions("", actions)), Extras(share="x" * 601))

    assert labels(shown) == [["0", "1", "2"]]
    assert labels(components(of(Text("Tea."), Actions("Try", actions[:1])))) == []


def test_two_buttons_that_say_the_same_are_one() -> None:
    """Discord refuses a code that comes twice."""
    twice = Actions("", (Action("Tea", "tea"), Action("All about tea", "tea")))

    assert labels(components(of(twice, Actions("Again", (Action("Tea", "tea"),))))) == [["Tea"]]


def test_two_options_that_say_the_same_are_one() -> None:
    """Whether or not the one would be shown apart."""
    actions = (*(Action(str(n), str(n)) for n in range(3)), Action("Tea", "tea"), Action("All", "tea", is_long=True))

    shown = components(of(Actions("", actions)))

    assert [each["value"] for each in all_of(shown, MENU)[0]["options"]] == ["tea"]
    assert problems(shown) == ()


def test_buttons_come_after_the_sources_and_what_stands_around_joins_their_row() -> None:
    """What is read comes before what is pressed; at most three stand side by side."""
    brief = Actions("", (Action("Brief me", "Tea"),))
    full = Actions("Related", tuple(Action(str(n), str(n)) for n in range(3)))
    extras = Extras(question="7", follow_up="8", share="how much?")

    shown = components(of(Quote(SOLD), brief), extras)

    assert labels(shown) == [["Brief me", "Ask a follow-up", "Share"], ["Helpful", "Not helpful"]]
    assert pressed(shown, "Share") == (Verb.SHARE, "how much?")
    assert pressed(shown, "Ask a follow-up") == (Verb.ASK, "8")
    assert pressed(shown, "Not helpful") == (Verb.VOTE, "no:7")
    assert labels(components(of(Quote(SOLD), full), Extras(question="7", follow_up="8"))) == [
        ["0", "1", "2"],
        ["Ask a follow-up", "Helpful", "Not helpful"],
    ]


@pytest.mark.parametrize("kind", Kind)
def test_only_what_is_worth_it_can_be_judged_and_shared(kind: Kind) -> None:
    """Guesses at what was meant, help and refusals are for who asked; help and refusals have no colour."""
    extras = around(Reply(kind, of(), topic="tea"), "7", "tea", "tea", "7")

    assert bool(extras.question) == bool(extras.follow_up) == (kind in {Kind.ANSWER, Kind.BRIEFING, Kind.NO_ANSWER})
    assert bool(extras.share) == (kind not in {Kind.SUGGESTIONS, Kind.HELP, Kind.ERROR})
    assert bool(extras.topic) == (kind not in {Kind.HELP, Kind.ERROR})
    assert extras.asked == "tea"
    assert around(Reply(kind, of()), "7").topic == ""


@pytest.mark.parametrize("length", range(80, 400, 20))
def test_what_is_left_out_makes_room_for_the_button_that_shows_it(length: int) -> None:
    """However full the message is, and however long the question."""
    long = replace(SOLD, text="tea " * (length // 4), strong=None)

    shown = components(of(Facts("Facts", (long,) * 60)), Extras(question="7", follow_up="7", asked=LONG))

    assert labels(shown) == [["Show everything", "Ask a follow-up"], ["Helpful", "Not helpful"]]
    assert problems(shown) == ()


def test_a_card_that_offers_all_of_its_matter_itself_has_no_second_button_for_it() -> None:
    """One is pressed, not chosen."""
    everything = Actions("Left out", (Action("Everything on tea", "all tea", is_long=True),))

    assert labels(components(of(Facts("", (SOLD,) * 400), everything), Extras(asked="tea"))) == [["Everything on tea"]]
