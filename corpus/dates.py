"""Dates as precise as they are known, and where a sentence names one."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MONTHS = {name.casefold(): n for n, name in enumerate(calendar.month_name) if n}
_MONTHS |= {name.casefold(): n for n, name in enumerate(calendar.month_abbr) if n} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_MONTHS |= {f"{n:02d}": n for n in range(1, 13)}
_ORDINAL = r"(?:st|nd|rd|th)?"
_YEAR = r"(?P<{}>1[5-9]\d\d|20\d\d)"
_IN_TEXT = re.compile(
    rf"(?<![$€£¥])\b(?:{_YEAR.format('year0')}-(?P<month0>0[1-9]|1[0-2])-(?P<day0>\d\d)"
    rf"|(?P<day1>\d{{1,2}}){_ORDINAL} (?:of )?(?P<month1>{_MONTH})\.?,? {_YEAR.format('year1')}"
    rf"|(?P<month2>{_MONTH})\.? (?P<day2>\d{{1,2}}){_ORDINAL},? {_YEAR.format('year2')}"
    rf"|(?P<month3>{_MONTH})\.?,? {_YEAR.format('year3')}"
    rf"|{_YEAR.format('year4')})\b(?![,.]\d|%| percent)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month of a year, or a day; 0 stands for a part that is not known."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ValueError says what is wrong with anything else."""
        found = _ISO.fullmatch(text.strip())
        if found is None:
            message = f"'{text}' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD"
            raise ValueError(message)
        year, month, day = found.groups()
        try:
            date(int(year), int(month or 1), int(day or 1))
        except ValueError as error:
            message = f"'{text}' is not a date of the calendar: {error}"
            raise ValueError(message) from None
        return cls(int(year), int(month or 0), int(day or 0))

    def __str__(self) -> str:
        """``11 Nov 2016``, ``Nov 2016`` or ``2016``."""
        month = f"{calendar.month_abbr[self.month]} " if self.month else ""
        day = f"{self.day} " if self.day else ""
        return f"{day}{month}{self.year}"

    @property
    def iso(self) -> str:
        """``2016-11-11``, ``2016-11`` or ``2016``."""
        return f"{self.year:04d}" + "".join(f"-{part:02d}" for part in (self.month, self.day) if part)

    def overlaps(self, other: "PartialDate") -> bool:
        """Whether both could mean the same day."""
        pairs = zip((self.year, self.month, self.day), (other.year, other.month, other.day), strict=True)
        return all(a == b or not a or not b for a, b in pairs)


@lru_cache(maxsize=256)
def find_dates(text: str) -> tuple[tuple[PartialDate, int, int], ...]:
    """The dates a text names that hold a year, in order, each with its start and end offset."""
    return tuple(_dates(text))


def is_before(text: str, start: int) -> bool:
    """Whether the date at an offset ends a span ("before 2009") instead of naming when something was."""
    return text[:start].casefold().endswith("before ")


def _dates(text: str) -> Iterator[tuple[PartialDate, int, int]]:
    for found in _IN_TEXT.finditer(text):
        parts = {key[:-1]: value for key, value in found.groupdict().items() if value}
        month = _MONTHS.get(parts.get("month", "").casefold(), 0)
        try:
            date(int(parts["year"]), month or 1, int(parts.get("day", 1)))
        except ValueError:
            continue
        yield PartialDate(int(parts["year"]), month, int(parts.get("day", 0))), found.start(), found.end()
