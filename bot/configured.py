"""Subscriptions that whoever runs the bot sets in ``config.toml``: ``[[posts.subscriptions]]``, checked."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from bot.errors import ConfigError
from handlers.chats import DISCORD, SLACK
from handlers.listed import listed
from handlers.request import Place
from handlers.rhythm import Rhythm
from handlers.subscribed import usual_in
from handlers.subscription import Kind
from handlers.weekdays import said
from handlers.when import Misread, likely, read

_TEXTS = ("chat", "workspace", "channel", "kind", "at", "zone", "days")
_DEFAULTS: dict[str, object] = {**dict.fromkeys(_TEXTS, ""), "topics": [], "skip_quiet_weeks": False, "picture": True}
_NEEDED = ("chat", "workspace", "channel")
_CHOICES = {"chat": (SLACK, DISCORD), "kind": tuple(Kind)}
_SHOWN: dict[str, Callable[[Rhythm], str]] = {
    "at": lambda rhythm: f"{rhythm.at:%H:%M}",
    "zone": lambda rhythm: rhythm.zone,
    "days": lambda rhythm: said(rhythm.days),
}


@dataclass(frozen=True, slots=True)
class Configured:
    """What a channel is to get; ``topics`` are names, for the articles that have them are not read yet."""

    place: Place
    kind: Kind
    rhythm: Rhythm
    topics: tuple[str, ...] = ()
    skips_quiet: bool = False
    has_picture: bool = True

    def __str__(self) -> str:
        """``the fact of channel C1``."""
        return f"the {self.kind} of channel {self.place.channel}"


def configured(tables: object, zone: str) -> tuple[Configured, ...]:
    """The subscriptions of a list of tables, in ``zone`` where they name none; ConfigError says what is expected."""
    if not isinstance(tables, Sequence) or not all(isinstance(each, dict) for each in tables):
        raise ConfigError("posts.subscriptions: expected tables, each under a line [[posts.subscriptions]]")
    found = tuple(_configured(each, f"posts.subscriptions, number {at}", zone) for at, each in enumerate(tables, 1))
    counted = Counter((each.place, each.kind) for each in found)
    if twice := next((each for each in found if counted[each.place, each.kind] > 1), None):
        raise ConfigError(f"posts.subscriptions: {twice} is there twice: a channel has one fact and one digest at most")
    return found


def _configured(table: Mapping[str, Any], name: str, zone: str) -> Configured:
    values = {**_DEFAULTS, "kind": Kind.FACT.value, **table}
    for key, value in values.items():
        _check(key, value, f"{name}: {key}")
    kind = Kind(values["kind"])
    place = Place(values["chat"], values["workspace"], values["channel"])
    topics = tuple(each.strip() for each in values["topics"])
    return Configured(
        place, kind, _rhythm(values, kind, name, zone), topics, values["skip_quiet_weeks"], values["picture"]
    )


def _check(key: str, value: object, name: str) -> None:
    if key not in _DEFAULTS:
        near = get_close_matches(key, _DEFAULTS, n=1, cutoff=0)[0]
        raise ConfigError(f"{name}: unknown setting: did you mean '{near}'?")
    default = _DEFAULTS[key]
    if type(value) is not type(default) or (
        isinstance(value, list) and not all(isinstance(each, str) for each in value)
    ):
        expected = {str: "text", bool: "true or false", list: "a list of names"}[type(default)]
        raise ConfigError(f"{name}: expected {expected}, got {value!r}")
    if key in _NEEDED and not value:
        raise ConfigError(f"{name}: missing: {listed(_NEEDED)} are needed")
    if key in _CHOICES and value not in _CHOICES[key]:
        raise ConfigError(f"{name}: expected {listed(_CHOICES[key], 'or')}, got {value!r}")


def _rhythm(values: Mapping[str, str], kind: Kind, name: str, zone: str) -> Rhythm:
    """When it is due: ``at``, ``zone`` and ``days``, as people write them; what is usual where nothing stands."""
    found = usual_in(kind, zone)
    for key, shown in _SHOWN.items():
        read_so_far = read(values[key], found)
        if isinstance(read_so_far, Misread):
            near = likely(read_so_far, found, shown)
            raise ConfigError(f"{name}: {key}: {read_so_far.problem}{f' Try: {near}.' if near else ''}")
        found = read_so_far.rhythm
    return found
