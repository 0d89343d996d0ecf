"""What is put into a message as it leaves, and where."""

from bot.adapters.discord import render
from bot.adapters.discord.posted import with_line, with_primary
from handlers.card import Action, Actions, Card, Text
from tests.discord.reading import BUTTON, all_of

OFFERED = render.components(
    Card("Tea", (Text("Tea sells."), Actions("", (Action("Milk", "milk"), Action("Tea", "tea")))))
)
PLAIN = render.components(Card("Tea", (Text("Tea sells."),)))


def test_a_line_stands_above_the_buttons_or_at_the_end() -> None:
    """In small print, escaped."""
    above, last = (with_line(components, "Late *now*.")[0]["components"] for components in (OFFERED, PLAIN))

    assert [part["type"] for part in above] == [10, 10, 10, 1]
    assert above[2] == last[-1] == {"type": 10, "content": "-# Late \\*now\\*."}
    assert with_line(PLAIN, "") == PLAIN


def test_the_first_button_stands_out_where_there_is_one() -> None:
    """No other, and nothing where there is none."""
    assert [button["style"] for button in all_of(with_primary(OFFERED), BUTTON)] == [1, 2]
    assert with_primary(PLAIN) == PLAIN
