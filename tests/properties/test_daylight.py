"""Every change of clocks in every zone: each local date has exactly one run, however its hours are skipped or doubled.

What next_due says is held against a reference that looks at every minute: it only ever asks what clocks show at an
instant, never when they show a time, and so knows nothing of gaps and folds.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.rhythm import EVERY_DAY, Rhythm, next_due

Change = tuple[datetime, timedelta]

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
HALF_HOURS = tuple(time(hour, minute) for hour in range(24) for minute in (0, 30))
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
END = datetime(2029, 1, 1, tzinfo=UTC)
ZONES = sorted(available_timezones() - {"localtime"})  # some systems list the machine's own zone as well


class Minutes:
    """What the clocks of a zone show in each minute from one instant to another."""

    def __init__(self, zone: str, begin: datetime, end: datetime) -> None:
        """Both instants are whole minutes, in UTC."""
        instants = (begin + n * MINUTE for n in range((end - begin) // MINUTE))
        self.shown = [(t, t.astimezone(ZoneInfo(zone)).replace(tzinfo=None)) for t in instants]
        self.first: dict[datetime, datetime] = {}
        for instant, label in self.shown:
            self.first.setdefault(label, instant)
        self.dates = sorted({label.date() for _, label in self.shown})
        self.jumps = [
            (before, after, instant)
            for (_, before), (instant, after) in zip(self.shown, self.shown[1:], strict=False)
            if after > before + MINUTE
        ]

    def run(self, day: date, at: time) -> datetime:
        """The first minute that shows a time of a date, or else the first one behind the jump that left it out."""
        wall = datetime.combine(day, at)
        behind = (instant for before, after, instant in self.jumps if before < wall < after)
        return self.first.get(wall) or next(behind)

    def runs(self, at: time) -> list[datetime]:
        """One run for each date of which the clocks show anything, but the first and the last, which are cut."""
        return [self.run(day, at) for day in self.dates[1:-1]]


def changes(zone: str, begin: datetime, end: datetime) -> Iterator[Change]:
    """The offset at the beginning, and each one that follows with the minute since when it holds.

    Looks twice a day: clocks that change there and back in between would not be seen.
    """
    clock, step = ZoneInfo(zone), timedelta(hours=12)
    instants = [begin + n * step for n in range(1 + (end - begin) // step)]
    offsets = [instant.astimezone(clock).utcoffset() or timedelta() for instant in instants]
    yield begin, offsets[0]
    for before, after, old, new in zip(instants, instants[1:], offsets, offsets[1:], strict=False):
        if old != new:
            minutes = range((after - before) // MINUTE)
            shown = [(before + n * MINUTE).astimezone(clock).utcoffset() for n in minutes]
            yield before + MINUTE * (shown.index(new) if new in shown else len(minutes)), new


def alike() -> list[tuple[str, tuple[Change, ...]]]:
    """One zone of all whose clocks show the same from 2026 to 2028, with their changes."""
    begin, end = BEGIN - 7 * DAY, END + 7 * DAY
    return list({rules: (zone, rules) for zone in ZONES if (rules := tuple(changes(zone, begin, end)))}.values())


def walk(rhythm: Rhythm, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Each run from one instant to another, one asked for after the other."""
    due = next_due(rhythm, begin - MINUTE)
    while due < end:
        yield due
        due = next_due(rhythm, due)


@pytest.mark.timeout(180)
def test_each_local_date_of_every_zone_has_exactly_one_run() -> None:
    """Around every change of clocks in three years, for 48 half-hours, the runs are those of the reference.

    Zones that show the same are looked at once; far from a change, where clocks just run on, the first days are enough.
    """
    zones = alike()
    wrong = []
    for zone, rules in zones:
        for instant, _ in rules:
            minutes = Minutes(zone, instant - 2 * DAY, instant + 3 * DAY)
            for at in HALF_HOURS:
                expected = minutes.runs(at)
                if list(walk(Rhythm(at, EVERY_DAY, zone), expected[0], expected[-1] + MINUTE)) != expected:
                    wrong.append((zone, instant, at))

    assert len(zones) > 50
    assert wrong == []


@pytest.mark.parametrize("zone", ["Europe/Paris", "Australia/Lord_Howe", "Africa/Casablanca"])
def test_no_day_of_three_years_is_left_out(zone: str) -> None:
    """From day to day, without a look at where the changes are: as many runs as dates, each on its own."""
    for at in HALF_HOURS:
        runs = walk(Rhythm(at, EVERY_DAY, zone), BEGIN, END)
        dates = [due.astimezone(ZoneInfo(zone)).date() for due in runs]

        assert dates == [dates[0] + n * DAY for n in range(len(dates))]
        assert len(dates) in {1095, 1096, 1097}


@settings(deadline=None, max_examples=40)
@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(1973, 1, 1), datetime(2099, 12, 1), timezones=st.just(UTC)),  # noqa: DTZ001 hypothesis wants them bare
    st.times().map(lambda at: time(at.hour, at.minute)),
    st.sets(st.integers(0, 6), min_size=1).map(frozenset),
)
def test_the_next_run_is_the_first_of_those_that_every_minute_shows(
    zone: str, after: datetime, at: time, days: frozenset[int]
) -> None:
    """Any zone, any instant since offsets are whole minutes, any days: as the reference says."""
    begin = after.replace(second=0, microsecond=0)
    minutes = Minutes(zone, begin - 2 * DAY, begin + 9 * DAY)
    runs = ((minutes.run(day, at)) for day in minutes.dates[1:-1] if day.weekday() in days)

    assert next_due(Rhythm(at, days, zone), after) == next(run for run in runs if run > after)


@settings(deadline=None)
@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 1), timezones=st.just(UTC)),  # noqa: DTZ001 hypothesis wants them bare
    st.times().map(lambda at: time(at.hour, at.minute)),
    st.sets(st.integers(0, 6), min_size=1).map(frozenset),
)
def test_runs_of_some_days_are_among_those_of_every_day(
    zone: str, after: datetime, at: time, days: frozenset[int]
) -> None:
    """The day of the week decides which runs there are, not when they are; the next is later than what it follows."""
    due = next_due(Rhythm(at, days, zone), after)
    daily = Rhythm(at, EVERY_DAY, zone)

    assert due > after
    assert due == next_due(daily, due - MINUTE / 60)
    assert next_due(replace(daily, days=days), due) > due
