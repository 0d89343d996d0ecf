"""One setting: what it may be, and what is said of a value that it may not."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from bot.errors import ConfigError
from handlers import zones

PREFIX = "DOSSIER_"
HIGHEST_PORT = 65535
_ADDRESSES = {
    "slack.api_base": re.compile(r"https?://[^\s/]+/(?:[^\s?#]*/)?"),
    "discord.api_base": re.compile(r"https?://[^\s/]+(?:/[^\s?#/]+)+"),
}
_CHOICES = {
    "log.level": ("debug", "info", "warning", "error"),
    "search": ("meaning", "words"),
    "slack.audience": ("asker", "channel"),
    "slack.auto_answer": ("off", "dry-run", "on"),
    "discord.audience": ("asker", "channel"),
}
_LEAST = {"limits.longest_question": 20, "limits.per_minute": 1, "posts.catch_up_hours": 1, "server.port": 1}
_BOOLEANS = {"true": True, "false": False}
_MOST = {"server.port": HIGHEST_PORT}


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its key in the file, dotted, and its default, whose type every value must have."""

    key: str
    default: str | bool | int | float | list[str]

    @property
    def variable(self) -> str:
        """The environment variable that overrides the file."""
        return PREFIX + self.key.replace(".", "_").upper()


def checked(setting: Setting, value: object, name: str, folder: Path) -> object:
    """A value of the right type and range, a path from its folder; ConfigError says what is expected."""
    kind = type(setting.default)
    least, most = _LEAST.get(setting.key, 0), _MOST.get(setting.key)
    if not _fits(kind, value, least, most):
        whole = f"a whole number from {least} to {most}" if most else f"a whole number, {least} or more"
        expected = {
            str: "text",
            bool: "true or false",
            int: whole,
            float: "a number from 0 to 1",
            list: "a list of files",
        }
        raise ConfigError(f"{name}: expected {expected[kind]}, got {value!r}")
    if setting.key in {"corpus", "data"}:
        return folder / Path(str(value)).expanduser()
    if setting.key == "posts.zone":
        return _zone(str(value), name)
    if isinstance(value, list):
        return tuple(folder / Path(each).expanduser() for each in value)
    if setting.key in _CHOICES and value not in _CHOICES[setting.key]:
        raise ConfigError(f"{name}: expected one of {', '.join(_CHOICES[setting.key])}, got {value!r}")
    if setting.key == "word" and not str(value).replace("-", "").replace("_", "").isalnum():
        raise ConfigError(f"{name}: expected one word of letters and digits, without the slash, got {value!r}")
    if setting.key in _ADDRESSES and not _ADDRESSES[setting.key].fullmatch(str(value)):
        raise ConfigError(f"{name}: expected an address such as {setting.default}, got {value!r}")
    return value


def _zone(typed: str, name: str) -> str:
    """The IANA name of a zone; ConfigError where there is none of that name."""
    if found := zones.named(typed):
        return found
    raise ConfigError(
        f"{name}: expected a time zone such as {' or '.join(zones.nearest(typed)) or 'UTC'}, got {typed!r}"
    )


def _fits(kind: type, value: object, least: int, most: int | None) -> bool:
    if kind is bool or isinstance(value, bool):
        return kind is type(value)
    if kind is str:
        return isinstance(value, str) and bool(value)
    if kind is list:
        return isinstance(value, list) and all(isinstance(each, str) and each for each in value)
    if kind is int:
        return isinstance(value, int) and least <= value <= (most or value)
    return isinstance(value, int | float) and 0 <= value <= 1


def typed(text: str, kind: type) -> str | bool | int | float | list[str]:
    """A variable's text as what is expected, as it is where it is none of that."""
    if kind is list:
        return text.split(os.pathsep)
    if kind is bool:
        return _BOOLEANS.get(text.strip().casefold(), text)
    try:
        return int(text) if kind is int else float(text) if kind is float else text
    except ValueError:
        return text
