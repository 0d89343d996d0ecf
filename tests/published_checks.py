"""Checks of single values in what a bot sends, whichever chat it is for: texts, numbers, flags, lists, objects."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol


class Limit(Protocol):
    """The least and the most that is allowed of something."""

    @property
    def least(self) -> int:
        """Characters or items."""

    @property
    def most(self) -> int:
        """Characters or items."""


@dataclass(slots=True)
class Findings:
    """What is wrong with one body; its chat says what its limits are, and how long a text is."""

    limits: ClassVar[Mapping[str, Limit]]
    problems: list[str] = field(default_factory=list, kw_only=True)

    @staticmethod
    def length(text: str) -> int:
        """The characters of a text as the chat counts them."""
        return len(text)

    def say(self, path: str, problem: str) -> None:
        """Notes a problem and where it is."""
        self.problems.append(f"{path}: {problem}")


Check = Callable[[object, str, Any], None]
"""Looks at a value, at a path, and says what is wrong with it to the findings of its chat."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields an object must and may have; ``FREE`` ones are looked at elsewhere."""

    FREE: ClassVar[frozenset[str]] = frozenset()
    required: Mapping[str, Check] = field(default_factory=dict)
    optional: Mapping[str, Check] = field(default_factory=dict)

    def check(self, value: object, path: str, report: Findings) -> None:
        """No unknown field, none missing, each right."""
        if not isinstance(value, Mapping):
            report.say(path, "an object is expected")
            return
        for name in sorted(self.required.keys() - value.keys()):
            report.say(path, f"{name} is missing")
        for name, content in value.items():
            if check := self.required.get(name) or self.optional.get(name):
                check(content, f"{path}.{name}", report)
            elif name not in self.FREE:
                report.say(path, f"unknown field {name!r}")


def within(size: int, name: str, path: str, report: Findings) -> None:
    """A count of characters or items, or a number, is within the limit of this name."""
    limit = report.limits[name]
    if not limit.least <= size <= limit.most:
        report.say(path, f"{size}, allowed are {limit.least} to {limit.most} ({name})")


def words(name: str) -> Check:
    """A string, not blank where it may not be empty."""

    def check(value: object, path: str, report: Findings) -> None:
        if not isinstance(value, str):
            report.say(path, "text is expected")
            return
        within(report.length(value), name, path, report)
        if value and report.limits[name].least and not value.strip():
            report.say(path, "blank")

    return check


def number(name: str) -> Check:
    """A whole number within the limit of this name."""

    def check(value: object, path: str, report: Findings) -> None:
        if isinstance(value, int) and not isinstance(value, bool):
            within(value, name, path, report)
        else:
            report.say(path, "a whole number is expected")

    return check


def flag(value: object, path: str, report: Findings) -> None:
    """True or false."""
    if not isinstance(value, bool):
        report.say(path, "true or false is expected")


def anything(_value: object, _path: str, _report: Findings) -> None:
    """A field that nothing is said of here."""


def one_of(*allowed: object) -> Check:
    """One of a few values."""

    def check(value: object, path: str, report: Findings) -> None:
        if isinstance(value, bool) or value not in allowed:
            report.say(path, f"{value!r:.40} is none of {', '.join(map(str, allowed))}")

    return check


def items(check_item: Check, name: str) -> Check:
    """A list whose items all pass a check."""

    def check(value: object, path: str, report: Findings) -> None:
        if not isinstance(value, list | tuple):
            report.say(path, "a list is expected")
            return
        within(len(value), name, path, report)
        for at, item in enumerate(value):
            check_item(item, f"{path}[{at}]", report)

    return check


def objects(value: object) -> list[Mapping[str, object]]:
    """The objects in what should be a list of them."""
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list | tuple) else []
