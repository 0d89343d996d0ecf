"""When posts are due: the hour that was asked for, in the zone that was asked for, whatever its clocks do."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest

from handlers.rhythm import EVERY_DAY, WEEKDAYS, WEEKENDS, Rhythm, next_due, run_of

# Each with its reason: an hour, a zone, an instant by its clocks, and the runs that follow.
RUNS = """
# an hour skipped
02:30 | Europe/Paris | 2025-03-29 02:30 | 2025-03-30 03:00+02:00 | 2025-03-31 02:30+02:00
# an hour doubled
02:30 | Europe/Paris | 2025-10-25 02:30 | 2025-10-26 02:30+02:00 | 2025-10-27 02:30+01:00
# half an hour skipped
02:15 | Australia/Lord_Howe | 2025-10-04 12:00 | 2025-10-05 02:30+11:00 | 2025-10-06 02:15+11:00
# half an hour doubled
01:45 | Australia/Lord_Howe | 2025-04-05 12:00 | 2025-04-06 01:45+11:00 | 2025-04-07 01:45+10:30
# two hours skipped
02:00 | Antarctica/Troll | 2025-03-29 12:00 | 2025-03-30 03:00+02:00 | 2025-03-31 02:00+02:00
# two hours doubled
02:30 | Antarctica/Troll | 2025-10-25 12:00 | 2025-10-26 02:30+02:00 | 2025-10-27 02:30+00:00
# Ramadan begins
02:30 | Africa/Casablanca | 2024-03-09 12:00 | 2024-03-10 02:30+01:00 | 2024-03-11 02:30+00:00
# Ramadan ends
02:30 | Africa/Casablanca | 2024-04-13 12:00 | 2024-04-14 03:00+01:00 | 2024-04-15 02:30+01:00
# Cairo skips midnight
00:00 | Africa/Cairo | 2024-04-25 12:00 | 2024-04-26 01:00+03:00 | 2024-04-27 00:00+03:00
# Cairo goes back over midnight
23:30 | Africa/Cairo | 2024-10-31 12:00 | 2024-10-31 23:30+03:00 | 2024-11-01 23:30+02:00
# midnight comes after the hour before it came twice
00:00 | Africa/Cairo | 2024-10-31 12:00 | 2024-11-01 00:00+02:00 | 2024-11-02 00:00+02:00
# Beirut skips midnight
00:30 | Asia/Beirut | 2024-03-30 12:00 | 2024-03-31 01:00+03:00 | 2024-04-01 00:30+03:00
# Beirut goes back over midnight
23:00 | Asia/Beirut | 2024-10-26 12:00 | 2024-10-26 23:00+03:00 | 2024-10-27 23:00+02:00
# Havana skips midnight
00:15 | America/Havana | 2024-03-09 12:00 | 2024-03-10 01:00-04:00 | 2024-03-11 00:15-04:00
# Havana has midnight twice
00:15 | America/Havana | 2024-11-02 12:00 | 2024-11-03 00:15-04:00 | 2024-11-04 00:15-05:00
# Asuncion skips midnight
00:00 | America/Asuncion | 2023-09-30 12:00 | 2023-10-01 01:00-03:00 | 2023-10-02 00:00-03:00
# the last hour of a day skipped
23:30 | America/Nuuk | 2025-03-28 12:00 | 2025-03-28 23:30-02:00 | 2025-03-30 00:00-01:00 | 2025-03-30 23:30-01:00
# yesterday again, a minute into the day
00:00 | America/St_Johns | 2010-11-06 12:00 | 2010-11-07 00:00-02:30 | 2010-11-08 00:00-03:30
# Samoa had no 30 December 2011
09:00 | Pacific/Apia | 2011-12-29 08:00 | 2011-12-29 09:00-10:00 | 2011-12-31 09:00+14:00
# nor its midnight
00:00 | Pacific/Apia | 2011-12-29 08:00 | 2011-12-31 00:00+14:00 | 2012-01-01 00:00+14:00
# Kwajalein had no 21 August 1993
23:59 | Pacific/Kwajalein | 1993-08-20 08:00 | 1993-08-20 23:59-12:00 | 1993-08-22 23:59+12:00
# Kwajalein had 30 September 1969 twice
12:00 | Pacific/Kwajalein | 1969-09-29 13:00 | 1969-09-30 12:00+11:00 | 1969-10-01 12:00-12:00
# a gap that ends within a minute
00:00 | Africa/Monrovia | 1972-01-06 12:00 | 1972-01-07 00:45+00:00 | 1972-01-08 00:00+00:00
# an offset of seconds
00:20 | Africa/Monrovia | 1972-01-06 12:00 | 1972-01-07 00:45+00:00 | 1972-01-08 00:20+00:00
# a leap day
09:00 | Europe/London | 2024-02-28 12:00 | 2024-02-29 09:00+00:00 | 2024-03-01 09:00+00:00
# beyond 2038
09:00 | Asia/Tokyo | 2044-02-28 12:00 | 2044-02-29 09:00+09:00 | 2044-03-01 09:00+09:00
# no leap day in 2100
09:00 | Asia/Tokyo | 2100-02-28 08:00 | 2100-02-28 09:00+09:00 | 2100-03-01 09:00+09:00
"""
REASONS = re.findall(r"# (.+)\n(.+)", RUNS)


def local_runs(at: str, zone: str, after: str, count: int) -> list[str]:
    """The runs that follow a local time, each as ``2026-03-29 03:00+02:00``."""
    rhythm = Rhythm(time.fromisoformat(at), EVERY_DAY, zone)
    due = datetime.fromisoformat(after).replace(tzinfo=ZoneInfo(zone))
    runs = []
    for _ in range(count):
        due = next_due(rhythm, due)
        runs.append(due.astimezone(ZoneInfo(zone)).isoformat(" ", "minutes"))
    return runs


def test_a_run_is_due_at_its_local_time() -> None:
    """Nine in Paris is eight in UTC in winter and seven in summer."""
    rhythm = Rhythm(time(9), EVERY_DAY, "Europe/Paris")

    assert next_due(rhythm, datetime(2026, 1, 5, tzinfo=UTC)) == datetime(2026, 1, 5, 8, tzinfo=UTC)
    assert next_due(rhythm, datetime(2026, 7, 5, tzinfo=UTC)) == datetime(2026, 7, 5, 7, tzinfo=UTC)


def test_what_is_due_is_told_in_utc() -> None:
    """However the instant before it was given."""
    due = next_due(Rhythm(time(9), EVERY_DAY, "Asia/Tokyo"), datetime(2026, 1, 5, tzinfo=ZoneInfo("Asia/Tokyo")))

    assert due.tzinfo is UTC


def test_the_next_run_is_strictly_later() -> None:
    """At the very instant of a run the next one is tomorrow's; a microsecond earlier it is that run."""
    rhythm = Rhythm(time(9), EVERY_DAY, "UTC")
    nine = datetime(2026, 1, 5, 9, tzinfo=UTC)

    assert next_due(rhythm, nine) == nine + timedelta(days=1)
    assert next_due(rhythm, nine - timedelta(microseconds=1)) == nine


@pytest.mark.parametrize(
    ("days", "expected"),
    [(WEEKDAYS, [20, 23, 24, 25, 26, 27, 30]), (WEEKENDS, [21, 22, 28, 29]), (frozenset({0, 3}), [23, 26, 30])],
)
def test_only_its_days_have_a_run(days: frozenset[int], expected: list[int]) -> None:
    """20 November 2026 is a Friday."""
    due, runs = datetime(2026, 11, 20, tzinfo=UTC), list[int]()
    while len(runs) < len(expected):
        due = next_due(Rhythm(time(9), days, "UTC"), due)
        runs.append(due.day)

    assert runs == expected


def test_a_day_of_the_week_is_one_of_the_zone() -> None:
    """Monday morning in Auckland is Sunday in UTC."""
    due = next_due(Rhythm(time(8), frozenset({0}), "Pacific/Auckland"), datetime(2026, 11, 20, tzinfo=UTC))

    assert due == datetime(2026, 11, 22, 19, tzinfo=UTC)


@pytest.mark.parametrize("row", [row for _, row in REASONS], ids=[reason for reason, _ in REASONS])
def test_each_local_date_has_one_run(row: str) -> None:
    """A skipped time runs at the next valid minute, a doubled one the first time, a date that never was does not.

    What has been stays as it is; what zones will do is for the governments, and for test_daylight.py.
    """
    at, zone, after, *expected = row.split(" | ")

    runs = local_runs(at, zone, after, len(expected))

    assert runs == expected


def test_a_date_can_be_asked_for_its_run() -> None:
    """Whatever the days are; a date that never was has none."""
    rhythm = Rhythm(time(9), WEEKDAYS, "Pacific/Apia")

    assert run_of(rhythm, date(2011, 12, 31)) == datetime(2011, 12, 30, 19, tzinfo=UTC)
    assert run_of(rhythm, date(2011, 12, 30)) is None


def test_a_rhythm_has_days() -> None:
    """Without any it would never be due, and the eighth day of a week never comes."""
    with pytest.raises(ValueError, match="days"):
        Rhythm(time(9), frozenset(), "UTC")
    with pytest.raises(ValueError, match="days"):
        Rhythm(time(9), frozenset({0, 7}), "UTC")


@pytest.mark.parametrize("at", [time(9, 0, 1), time(9, microsecond=1), time(9, tzinfo=UTC)])
def test_a_rhythm_runs_on_the_minute_of_its_zone(at: time) -> None:
    """Seconds, and a zone beside the zone, are faults of whoever calls."""
    with pytest.raises(ValueError, match="minute"):
        Rhythm(at, EVERY_DAY, "UTC")


def test_a_zone_that_is_none_is_an_error() -> None:
    """The planner is told, and can say so."""
    with pytest.raises(ZoneInfoNotFoundError):
        next_due(Rhythm(time(9), EVERY_DAY, "Europe/Atlantis"), datetime(2026, 1, 1, tzinfo=UTC))
