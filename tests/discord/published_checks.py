"""Checks of single values that only a body for Discord has: its ids, its Markdown."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from tests.discord.markdown import pings
from tests.discord.published_limits import LIMITS, Limit
from tests.published_checks import Check, Findings, words


@dataclass(slots=True)
class Report(Findings):
    """What one body was found to hold: its problems, and what is counted or must be unique over all of it."""

    limits: ClassVar[Mapping[str, Limit]] = LIMITS
    files: Collection[str] = ()
    is_modal: bool = False
    letters: int = 0
    components: int = 0
    is_v2: bool = False
    custom_ids: list[str] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)

    @staticmethod
    def length(text: str) -> int:
        """How long a text is at most: Discord's clients count UTF-16 units, its API code points."""
        return len(text.encode("utf-16-le", "surrogatepass")) // 2


def markdown(name: str) -> Check:
    """A string that Discord reads for mentions: "Allowed Mentions Object", Message Resource."""
    check_words = words(name)

    def check(value: object, path: str, report: Report) -> None:
        check_words(value, path, report)
        for ping in pings(str(value)):
            report.say(path, f"active mention {ping!r}")

    return check


def custom_id(value: object, path: str, report: Report) -> None:
    """One to a hundred characters, which no other component of the message has: "Custom ID", Component Reference."""
    words("custom_id")(value, path, report)
    if value in report.custom_ids:
        report.say(path, f"custom_id {value!r} is used twice")
    report.custom_ids.append(str(value))


def snowflake(value: object, path: str, report: Report) -> None:
    """An id: "Snowflakes", API Reference. Numbers are taken as well."""
    if isinstance(value, bool) or not str(value).isdigit() or int(str(value)) >= 2**64:
        report.say(path, f"{value!r:.40} is no snowflake")


def refused(why: str) -> Check:
    """A field that Discord knows but that must not be used."""
    return lambda value, path, report: report.say(path, why) if value else None


def nullable(check: Check) -> Check:
    """What passes a check, or null."""
    return lambda value, path, report: None if value is None else check(value, path, report)


def distinct(values: Iterable[object], what: str, path: str, report: Report) -> None:
    """No value comes twice."""
    found = list(values)
    for repeated in sorted({str(value) for value in found if found.count(value) > 1}):
        report.say(path, f"{what} {repeated!r} is used twice")
