"""Checks of single values in a Slack payload: a text, a flag, a list, an object with known fields."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from tests.slack.published_limits import LIMITS
from tests.slack.published_text import pings, problems_of_mrkdwn


@dataclass(slots=True)
class Report:
    """What one payload was found to hold: its problems, and what is counted over all of it."""

    surface: str = "message"
    mentions: Collection[str] = ()
    problems: list[str] = field(default_factory=list)
    letters: int = 0
    tables: int = 0

    def say(self, path: str, problem: str) -> None:
        """Notes a problem and where it is."""
        self.problems.append(f"{path}: {problem}")


Check = Callable[[object, str, Report], None]
NO_CHECKS: Mapping[str, Check] = {}


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields an object must and may have, and the surfaces it may stand on."""

    required: Mapping[str, Check] = field(default_factory=dict)
    optional: Mapping[str, Check] = field(default_factory=dict)
    on: tuple[str, ...] = ("message", "modal", "home")

    def check(self, value: object, path: str, report: Report) -> None:
        """No unknown field, none missing, each right."""
        if not isinstance(value, Mapping):
            report.say(path, "an object is expected")
            return
        if report.surface not in self.on:
            report.say(path, f"{value.get('type')} does not belong on a {report.surface}")
        for name in sorted(self.required.keys() - value.keys()):
            report.say(path, f"{name} is missing")
        for name, content in value.items():
            check = self.required.get(name) or self.optional.get(name)
            if check:
                check(content, f"{path}.{name}", report)
            elif name != "type":
                report.say(path, f"unknown field {name!r}")


def within(size: int, name: str, path: str, report: Report) -> None:
    """A count of characters or items is within the limit of this name."""
    limit = LIMITS[name]
    if not limit.least <= size <= limit.most:
        report.say(path, f"{size}, allowed are {limit.least} to {limit.most} ({name})")


def words(name: str) -> Check:
    """A string, not blank where it may not be empty."""

    def check(value: object, path: str, report: Report) -> None:
        if not isinstance(value, str):
            report.say(path, "text is expected")
            return
        within(len(value), name, path, report)
        if value and LIMITS[name].least and not value.strip():
            report.say(path, "blank")

    return check


def counted(name: str) -> Check:
    """A string that readers see: it also counts towards all the text of a message."""
    check_words = words(name)

    def check(value: object, path: str, report: Report) -> None:
        check_words(value, path, report)
        report.letters += len(value) if isinstance(value, str) else 0

    return check


def mrkdwn(name: str) -> Check:
    """A counted string in Slack's mrkdwn: escaped, and notifying nobody."""
    check_counted = counted(name)

    def check(value: object, path: str, report: Report) -> None:
        check_counted(value, path, report)
        for problem in problems_of_mrkdwn(str(value), report.mentions):
            report.say(path, problem)

    return check


def markdown(name: str) -> Check:
    """A counted string in standard Markdown: it notifies nobody."""
    check_counted = counted(name)

    def check(value: object, path: str, report: Report) -> None:
        check_counted(value, path, report)
        for problem in pings(str(value), report.mentions):
            report.say(path, problem)

    return check


def number(name: str) -> Check:
    """A whole number within the limit of this name."""

    def check(value: object, path: str, report: Report) -> None:
        if isinstance(value, int) and not isinstance(value, bool):
            within(value, name, path, report)
        else:
            report.say(path, "a whole number is expected")

    return check


def web_address(name: str) -> Check:
    """An http or https address."""
    check_words = words(name)

    def check(value: object, path: str, report: Report) -> None:
        check_words(value, path, report)
        if not str(value).startswith(("https://", "http://", "mailto:")):
            report.say(path, "a web address is expected")

    return check


def choice(*allowed: str) -> Check:
    """One of a few words."""

    def check(value: object, path: str, report: Report) -> None:
        if value not in allowed:
            report.say(path, f"{value!r} is none of {', '.join(allowed)}")

    return check


def flag(value: object, path: str, report: Report) -> None:
    """True or false."""
    if not isinstance(value, bool):
        report.say(path, "true or false is expected")


def anything(_value: object, _path: str, _report: Report) -> None:
    """A field that other parts of the request are responsible for."""


def refused(why: str) -> Check:
    """A field that Slack knows but that must not be used."""
    return lambda _value, path, report: report.say(path, why)


def items(check_item: Check, name: str) -> Check:
    """A list whose items all pass a check."""

    def check(value: object, path: str, report: Report) -> None:
        if not isinstance(value, list | tuple):
            report.say(path, "a list is expected")
            return
        within(len(value), name, path, report)
        for number_, item in enumerate(value):
            check_item(item, f"{path}[{number_}]", report)

    return check


def unique(field_name: str, check_list: Check) -> Check:
    """A list none of whose items share the value of a field."""

    def check(value: object, path: str, report: Report) -> None:
        check_list(value, path, report)
        found = [item[field_name] for item in _objects(value) if field_name in item]
        for repeated in sorted({str(name) for name in found if found.count(name) > 1}):
            report.say(path, f"{field_name} {repeated!r} is not unique")

    return check


def _objects(value: object) -> list[Mapping[str, object]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list | tuple) else []
