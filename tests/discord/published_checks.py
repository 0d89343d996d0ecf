"""Checks of single values in a body for Discord: a text, a flag, a number, a list, an object with known fields."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from tests.discord.markdown import pings
from tests.discord.published_limits import LIMITS


@dataclass(slots=True)
class Report:
    """What one body was found to hold: its problems, and what is counted or must be unique over all of it."""

    files: Collection[str] = ()
    is_modal: bool = False
    problems: list[str] = field(default_factory=list)
    letters: int = 0
    components: int = 0
    is_v2: bool = False
    custom_ids: list[str] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)

    def say(self, path: str, problem: str) -> None:
        """Notes a problem and where it is."""
        self.problems.append(f"{path}: {problem}")


Check = Callable[[object, str, Report], None]


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields an object must and may have."""

    required: Mapping[str, Check] = field(default_factory=dict)
    optional: Mapping[str, Check] = field(default_factory=dict)

    def check(self, value: object, path: str, report: Report) -> None:
        """No unknown field, none missing, each right."""
        if not isinstance(value, Mapping):
            report.say(path, "an object is expected")
            return
        for name in sorted(self.required.keys() - value.keys()):
            report.say(path, f"{name} is missing")
        for name, content in value.items():
            if check := self.required.get(name) or self.optional.get(name):
                check(content, f"{path}.{name}", report)
            else:
                report.say(path, f"unknown field {name!r}")


def within(size: int, name: str, path: str, report: Report) -> None:
    """A count of characters or items, or a number, is within the limit of this name."""
    limit = LIMITS[name]
    if not limit.least <= size <= limit.most:
        report.say(path, f"{size}, allowed are {limit.least} to {limit.most} ({name})")


def characters(text: str) -> int:
    """How long a text is at most: Discord's clients count UTF-16 units, its API code points."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def words(name: str) -> Check:
    """A string, not blank where it may not be empty."""

    def check(value: object, path: str, report: Report) -> None:
        if not isinstance(value, str):
            report.say(path, "text is expected")
            return
        within(characters(value), name, path, report)
        if value and LIMITS[name].least and not value.strip():
            report.say(path, "blank")

    return check


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


def number(name: str) -> Check:
    """A whole number within the limit of this name."""

    def check(value: object, path: str, report: Report) -> None:
        if isinstance(value, int) and not isinstance(value, bool):
            within(value, name, path, report)
        else:
            report.say(path, "a whole number is expected")

    return check


def flag(value: object, path: str, report: Report) -> None:
    """True or false."""
    if not isinstance(value, bool):
        report.say(path, "true or false is expected")


def anything(_value: object, _path: str, _report: Report) -> None:
    """A field that nothing is said of."""


def snowflake(value: object, path: str, report: Report) -> None:
    """An id: "Snowflakes", API Reference. Numbers are taken as well."""
    if isinstance(value, bool) or not str(value).isdigit() or int(str(value)) >= 2**64:
        report.say(path, f"{value!r:.40} is no snowflake")


def one_of(*allowed: object) -> Check:
    """One of a few values."""

    def check(value: object, path: str, report: Report) -> None:
        if isinstance(value, bool) or value not in allowed:
            report.say(path, f"{value!r:.40} is none of {', '.join(map(str, allowed))}")

    return check


def refused(why: str) -> Check:
    """A field that Discord knows but that must not be used."""
    return lambda value, path, report: report.say(path, why) if value else None


def nullable(check: Check) -> Check:
    """What passes a check, or null."""
    return lambda value, path, report: None if value is None else check(value, path, report)


def items(check_item: Check, name: str) -> Check:
    """A list whose items all pass a check."""

    def check(value: object, path: str, report: Report) -> None:
        if not isinstance(value, list):
            report.say(path, "a list is expected")
            return
        within(len(value), name, path, report)
        for at, item in enumerate(value):
            check_item(item, f"{path}[{at}]", report)

    return check


def distinct(values: Iterable[object], what: str, path: str, report: Report) -> None:
    """No value comes twice."""
    found = list(values)
    for repeated in sorted({str(value) for value in found if found.count(value) > 1}):
        report.say(path, f"{what} {repeated!r} is used twice")


def objects(value: object) -> list[Mapping[str, object]]:
    """The objects in what should be a list of them."""
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
