"""Checks of single values that only a payload for Slack has: its mrkdwn, what counts over all of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import ClassVar

from tests.published_checks import Check, Fields, Findings, objects, words
from tests.slack.published_limits import LIMITS, Limit
from tests.slack.published_text import pings, problems_of_mrkdwn

NO_CHECKS: Mapping[str, Check] = {}


@dataclass(slots=True)
class Report(Findings):
    """What one payload was found to hold: its problems, and what is counted over all of it."""

    limits: ClassVar[Mapping[str, Limit]] = LIMITS
    surface: str = "message"
    mentions: Collection[str] = ()
    letters: int = 0
    tables: int = 0


@dataclass(frozen=True, slots=True)
class Shape(Fields):
    """The fields an object must and may have, and the surfaces it may stand on."""

    FREE: ClassVar[frozenset[str]] = frozenset({"type"})
    on: tuple[str, ...] = ("message", "modal", "home")

    def check(self, value: object, path: str, report: Findings) -> None:
        """No unknown field, none missing, each right, and where it may stand."""
        if isinstance(value, Mapping) and isinstance(report, Report) and report.surface not in self.on:
            report.say(path, f"{value.get('type')} does not belong on a {report.surface}")
        Fields.check(self, value, path, report)


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


def web_address(name: str) -> Check:
    """An http or https address."""
    check_words = words(name)

    def check(value: object, path: str, report: Report) -> None:
        check_words(value, path, report)
        if not str(value).startswith(("https://", "http://", "mailto:")):
            report.say(path, "a web address is expected")

    return check


def refused(why: str) -> Check:
    """A field that Slack knows but that must not be used."""
    return lambda _value, path, report: report.say(path, why)


def unique(field_name: str, check_list: Check) -> Check:
    """A list none of whose items share the value of a field."""

    def check(value: object, path: str, report: Report) -> None:
        check_list(value, path, report)
        found = [item[field_name] for item in objects(value) if field_name in item]
        for repeated in sorted({str(name) for name in found if found.count(name) > 1}):
            report.say(path, f"{field_name} {repeated!r} is not unique")

    return check
