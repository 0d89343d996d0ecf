"""Components that are drawn once, and are each asker's own all the same."""

from dataclasses import replace

import pytest

from bot.adapters.discord import kept, render
from bot.adapters.discord.blocks.elements import every
from bot.adapters.discord.render import Extras
from handlers.card import Action, Actions, Card, Kind, Reply, Text

CARD = Card("Tea", (Text("Tea is grown in Hangzhou."), Actions("See also", (Action("Coffee", "coffee"),))))
REPLY = Reply(Kind.BRIEFING, CARD)
EXTRAS = Extras("aaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbb", share="tea", asked="tea", topic="tea")


@pytest.mark.parametrize(
    "extras", [EXTRAS, replace(EXTRAS, follow_up=EXTRAS.question), replace(EXTRAS, follow_up=""), Extras()]
)
def test_what_is_kept_is_what_would_be_drawn(extras: Extras) -> None:
    """With the ids of its asker, if there are any."""
    assert kept.components(REPLY, extras) == render.components(CARD, extras)


def test_a_reply_is_drawn_once_for_all_who_ask_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second asker's ids are put into what was drawn for the first."""
    first, second = EXTRAS, replace(EXTRAS, question="cccccccccccccccccccc", follow_up="dddddddddddddddddddd")
    kept.components(REPLY, first)
    monkeypatch.setattr(render, "components", None)

    shown = kept.components(REPLY, second)

    codes = [each["custom_id"] for each in every(shown) if "custom_id" in each]
    assert f"d1:vote:yes:{second.question}" in codes
    assert f"d1:ask:{second.follow_up}" in codes
    assert not any(own in code for code in codes for own in (first.question, first.follow_up))
