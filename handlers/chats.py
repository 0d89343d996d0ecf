"""What differs from chat to chat for whoever asks: how to ask, how a command is typed, whether there are admins."""

from collections.abc import Sequence

from handlers.card import Item
from handlers.request import Place

SLACK, DISCORD = "slack", "discord"
TERMINAL = Place().platform
_ASK, _ADMINS = "ask", "briefing"  # commands of their own in Discord, beside the slash word
_NO_SERVER = "@me"  # direct messages, and wherever somebody has the bot for themselves
FIELDS = {"gaps": ("resolve",), "feedback": (), "settings": ("name", "value"), "auto-answers": ()}
"""What follows each command for admins, by the fields that Discord has for it."""


def has_admins(place: Place) -> bool:
    """Whether somebody administers what a request comes from."""
    return place.platform != TERMINAL and (place.platform, place.workspace) != (DISCORD, _NO_SERVER)


def typed(text: str, platform: str, word: str) -> str:
    """A command as it is typed: ``/alibaba gaps resolve b2c5``, in Discord ``/briefing gaps resolve:b2c5``."""
    name, _, rest = text.partition(" ")
    if platform == DISCORD and name in FIELDS:
        return f"/{_ADMINS} {name} {_filled(FIELDS[name], rest)}".rstrip()
    return f"/{text}" if platform == DISCORD and name == _ASK else f"/{word} {text}"


def _filled(fields: Sequence[str], rest: str) -> str:
    """What follows a command, field by field: ``name:audience value:channel``; brackets stay around it."""
    values = rest.strip("[]").removeprefix(f"{''.join(fields[:1])} ").split(maxsplit=len(fields) - 1)
    filled = " ".join(f"{field}:{value}" for field, value in zip(fields, values, strict=False))
    return f"[{filled}]" if rest.startswith("[") else filled


def ways(place: Place) -> tuple[Item, ...]:
    """How else than by a command one asks in a chat."""
    if place.platform == DISCORD:
        return (*(_IN_A_SERVER if has_admins(place) else ()), _MENU)
    return _IN_SLACK if place.platform == SLACK else ()


_IN_SLACK = (
    Item("Mention the bot", "it answers in a thread, where you can ask on"),
    Item("Ask about this message", "in the menu of a message that asks something"),
)
_IN_A_SERVER = (
    Item("Mention the bot", "it answers in the channel"),
    Item("Reply to its answer", "a question that leans on that answer"),
)
_MENU = Item("Ask about this", "under Apps, in the menu of a message that asks something")
