"""What doctor finds: each finding with its cause and its fix, and the table that a person reads."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.wording import harmless


class Status(StrEnum):
    """How a part is: the bot can use it, it is broken, or it is not in use."""

    OK = "ok"
    FAILING = "failing"
    OFF = "off"


_MARKS = {Status.OK: "✓", Status.FAILING: "✗", Status.OFF: "–"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was looked at, how it is, what was found, and what to do when it is not ok.

    Neither text holds a secret, or a part of one.
    """

    name: str
    status: Status
    found: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The findings of one part: the bot itself, or a chat."""

    title: str
    findings: tuple[Finding, ...]


def ok(name: str, found: str) -> Finding:
    """A part that works."""
    return Finding(name, Status.OK, found)


def failing(name: str, found: str, fix: str) -> Finding:
    """A part that is broken, and how to mend it."""
    return Finding(name, Status.FAILING, found, fix)


def off(name: str, found: str, fix: str = "") -> Finding:
    """A part that is not in use, or could not be looked at; why, and how to change that."""
    return Finding(name, Status.OFF, found, fix)


def is_healthy(sections: Sequence[Section]) -> bool:
    """Whether nothing is failing; what is off is no fault."""
    return not _failing(sections)


def report(sections: Sequence[Section], width: int = 100) -> str:
    """The findings as a table for people, and a verdict in one line; ``width`` in characters."""
    return "\n".join((*_table(sections, width), verdict(sections)))


def verdict(sections: Sequence[Section]) -> str:
    """``2 of 14 checks are failing: scopes, clock``; or that nothing is."""
    total = sum(len(section.findings) for section in sections)
    names = _failing(sections)
    if not names:
        return "Nothing is failing."
    checks = "check" if total == 1 else "checks"
    return f"{len(names)} of {total} {checks} {'is' if len(names) == 1 else 'are'} failing: {', '.join(names)}."


def _failing(sections: Sequence[Section]) -> list[str]:
    return [finding.name for section in sections for finding in section.findings if finding.status is Status.FAILING]


def _table(sections: Sequence[Section], width: int) -> Iterator[str]:
    names = max((len(finding.name) for section in sections for finding in section.findings), default=0)
    for section in sections:
        yield section.title
        for finding in section.findings:
            yield from _row(finding, names, width)
        yield ""


def _row(finding: Finding, names: int, width: int) -> Iterator[str]:
    """Mark, name and status in columns; beneath a part that is failing, the cause and the fix."""
    head = f"  {_MARKS[finding.status]} {finding.name:<{names}}  {finding.status:<7}  "
    if finding.status is Status.FAILING:
        yield head.rstrip()
        yield from _wrapped("    Cause: ", finding.found, width)
        yield from _wrapped("    Fix:   ", finding.fix, width)
    else:
        yield from _wrapped(head, finding.found, width)
        yield from _wrapped(" " * len(head), finding.fix, width)


def _wrapped(head: str, words: str, width: int) -> list[str]:
    """Words beside a head, further lines beneath the first; commands and addresses are never broken."""
    return textwrap.wrap(
        harmless(words),
        width,
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_long_words=False,
        break_on_hyphens=False,
    )
