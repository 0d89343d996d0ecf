"""When a channel hears from us: an hour on some days of the week, in its own zone, over every change of clocks."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

EVERY_DAY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))
WEEKENDS = EVERY_DAY - WEEKDAYS

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A local time to the minute, the days of the week (Monday is 0), and an IANA zone.

    ValueError without a day, with one that is none, and for a time that has seconds or a zone of its own.
    """

    at: time
    days: frozenset[int]
    zone: str

    def __post_init__(self) -> None:
        if not self.days or not self.days <= EVERY_DAY:
            raise ValueError(f"days are one or more of 0 to 6, not {sorted(self.days)}")
        if self.at != time(self.at.hour, self.at.minute):
            raise ValueError(f"a local time to the minute, not {self.at}")


def next_due(rhythm: Rhythm, after: datetime) -> datetime:
    """The first run strictly after an instant, in UTC.

    Each local date that is one of the days has one run. ``after`` is aware; ZoneInfoNotFoundError where the zone is no
    zone (any more).
    """
    zone = _zone(rhythm.zone)
    day = after.astimezone(zone).date()
    while True:
        if day.weekday() in rhythm.days:
            due = _instant(day, rhythm.at, zone)
            if due is not None and due > after:
                return due
        day += _DAY


def run_of(rhythm: Rhythm, day: date) -> datetime | None:
    """When the run of a local date is, in UTC, whatever the day of the week; None where that date was left out.

    A zone that changes sides of the date line leaves one out. Where clocks go forward at the end of a day, the next
    valid minute is the first of the next day, and still this day's run.
    """
    return _instant(day, rhythm.at, _zone(rhythm.zone))


@cache
def _zone(name: str) -> ZoneInfo:
    """The zone, read once: the cache of zoneinfo forgets all but the last eight."""
    return ZoneInfo(name)


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime | None:
    """When the clocks of a zone show a time of a date: the first time they do, or else the next minute they show."""
    instant = datetime.combine(day, at, zone).astimezone(UTC)
    shown = instant.astimezone(zone)
    if shown.time() == at and shown.date() == day:
        return instant
    return _behind_the_gap(datetime.combine(day, at), datetime.combine(shown, shown.time()), zone)


def _behind_the_gap(wall: datetime, later: datetime, zone: ZoneInfo) -> datetime | None:
    """The first minute after a skipped one that clocks show; ``later`` is the skipped one and the length of the gap."""
    minutes = range(1 + (later - wall) // _MINUTE)
    to_wait = bisect_left(minutes, 1, key=lambda minute: _is_shown(wall + minute * _MINUTE, zone))
    valid = wall + to_wait * _MINUTE
    if valid.date() != wall.date() and not _is_shown(datetime.combine(wall, time()), zone):
        return None
    return valid.replace(tzinfo=zone).astimezone(UTC)


def _is_shown(wall: datetime, zone: ZoneInfo) -> bool:
    """Whether the clocks of a zone ever show a time."""
    there_and_back = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return there_and_back.replace(tzinfo=None) == wall
