"""What differs from chat to chat for whoever asks: how to ask, how a command is typed, whether there are admins."""

import re
from collections.abc import Sequence

from handlers.card import Item
from handlers.request import Place

SLACK, DISCORD = "slack", "discord"
TERMINAL = Place().platform
_ASK, _ADMINS = "ask", "briefing"  # commands of their own in Discord, beside the slash word
_NO_SERVER = "@me"  # direct messages, and wherever somebody has the bot for themselves
_OF_A_KIND = ("preview", "test", "status", "pause", "resume", "unsubscribe")
FIELDS: dict[str, tuple[str, ...]] = {
    "subscribe": ("kind", "when", "about", "quiet", "picture"),
    "subscriptions": (),
    **dict.fromkeys(_OF_A_KIND, ("kind",)),
    "gaps": ("resolve",),
    "feedback": (),
    "settings": ("name", "value"),
    "auto-answers": (),
}
"""What follows each command for admins, by the fields that Discord has for it."""
_UNNAMED = 2  # fields that words fill by where they stand; later ones are named
_OPTIONAL = re.compile(r"\[(.*?)\]")


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
    if len(parts := _OPTIONAL.findall(rest)) > 1:
        return " ".join(f"[{_field(*each)}]" for each in zip(fields, parts, strict=True))
    text = parts[0] if parts else rest
    values = text.removeprefix(f"{''.join(fields[:1])} ").split(maxsplit=min(len(fields), _UNNAMED) - 1)
    filled = " ".join(map(_field, fields, values))
    return f"[{filled}]" if parts else filled


def _field(name: str, value: str) -> str:
    """A field with what stands in it; the word that is typed before it elsewhere is its name here."""
    return f"{name}:{value.removeprefix(f'{name} ')}"


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
