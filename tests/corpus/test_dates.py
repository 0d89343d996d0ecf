"""Partial dates, written and found in sentences."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import PartialDate, find_dates

_DAYS = st.dates().map(lambda day: PartialDate(day.year, day.month, day.day))
_MONTHS = st.dates().map(lambda day: PartialDate(day.year, day.month))
_YEARS = st.dates().map(lambda day: PartialDate(day.year))
_PARTIAL = _DAYS | _MONTHS | _YEARS


def _found(text: str) -> list[tuple[str, str]]:
    """The dates of a text as ISO, each with its words."""
    return [(found.iso, text[start:end]) for found, start, end in find_dates(text)]


@given(_PARTIAL)
def test_a_date_written_as_iso_is_read_as_the_same_date(partial: PartialDate) -> None:
    """As precise as before, no more."""
    assert partial == PartialDate.parse(partial.iso)


def test_white_space_around_a_date_is_allowed() -> None:
    """A record is written by hand."""
    assert PartialDate.parse(" 2016-02\n") == PartialDate(2016, 2)


@pytest.mark.parametrize(
    "text", ["", "16", "2016-2", "2016/02", "2016-02-1", "Feb 2016", "2016-11-11T10:00", "20160211"]
)
def test_another_notation_is_refused_with_the_right_one(text: str) -> None:
    """The message says how to write a date."""
    with pytest.raises(ValueError, match=f"'{text}' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["0000", "2016-00", "2016-13", "2016-11-00", "2016-02-30", "2015-02-29", "2016-00-05"])
def test_a_day_that_the_calendar_lacks_is_refused(text: str) -> None:
    """There is no 30 February and no month 0."""
    with pytest.raises(ValueError, match=f"'{text}' is not a date of the calendar"):
        PartialDate.parse(text)


@pytest.mark.parametrize(("expected", "iso"), [("2016", "2016"), ("Nov 2016", "2016-11"), ("1 Feb 2016", "2016-02-01")])
def test_a_date_is_shown_as_precise_as_it_is_known(expected: str, iso: str) -> None:
    """No day is made up."""
    assert expected == str(PartialDate.parse(iso))


def test_dates_are_in_order_of_time_the_vaguer_first() -> None:
    """So a time line can be sorted."""
    written = ["2016-11-11", "2015-12", "2016", "2016-11"]
    assert sorted(map(PartialDate.parse, written)) == [
        PartialDate(2015, 12),
        PartialDate(2016),
        PartialDate(2016, 11),
        PartialDate(2016, 11, 11),
    ]


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        (True, "2016", "2016-11-11"),
        (True, "2016-11", "2016-11-11"),
        (True, "2016", "2016"),
        (False, "2016", "2015"),
        (False, "2016-10", "2016-11-11"),
        (False, "2016-11-10", "2016-11-11"),
    ],
)
def test_dates_overlap_when_they_could_mean_one_day(expected: bool, one: str, other: str) -> None:
    """A year holds all its days; and what overlaps overlaps both ways."""
    assert expected == PartialDate.parse(one).overlaps(PartialDate.parse(other))
    assert expected == PartialDate.parse(other).overlaps(PartialDate.parse(one))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([("2016", "2016")], "Sales rose in 2016."),
        ([("2016-11", "November 2016")], "In November 2016 sales rose."),
        ([("2016-09", "Sept. 2016")], "Sept. 2016"),
        ([("2016-05", "may, 2016")], "in may, 2016"),
        ([("2016-11-11", "11 November 2016")], "on 11 November 2016"),
        ([("2016-11-11", "November 11, 2016")], "on November 11, 2016, it"),
        ([("2016-11-11", "Nov. 11 2016")], "Nov. 11 2016"),
        ([("2016-11-11", "11th of November 2016")], "the 11th of November 2016"),
        ([("2016-11-01", "November 1st, 2016")], "November 1st, 2016"),
        ([("2016-11-11", "2016-11-11")], "on 2016-11-11"),
        ([("2015", "2015"), ("2016-02", "February 2016")], "from 2015 to February 2016"),
        ([("2016", "2016"), ("2017", "2017")], "2016–2017"),
        ([("2016", "2016")], "in 2016/17"),
        ([("2016", "2016")], "mid-2016's end"),
        ([("2016", "2016")], "In 2016, 500 came."),
    ],
)
def test_a_date_with_a_year_is_found_where_it_stands(expected: list[tuple[str, str]], text: str) -> None:
    """Day, month and year in the orders that people write."""
    assert expected == _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "They may come in May.",
        "in the 1990s",
        "31 February 2016",
        "February 31, 2016",
        "2,016 people",
        "2016 percent",
        "2016%",
        "2016.5 points",
        "$2016",
        "1450 horses",
        "FY2016",
        "room 20161",
        "",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    """A month alone, a decade, an amount, a day the calendar lacks."""
    assert _found(text) == []


@given(
    st.dates(min_value=date(1500, 1, 1), max_value=date(2099, 12, 31)),
    st.sampled_from(["%-d %B %Y", "%B %-d, %Y", "%Y-%m-%d"]),
)
def test_every_day_is_found_however_it_is_written(day: date, form: str) -> None:
    """No month or day is forgotten."""
    written = day.strftime(form)
    assert _found(f"So it was on {written}.") == [(day.isoformat(), written)]


@given(st.text(st.sampled_from("0123456789 ,.-/%$JanMayofth")) | st.text())
def test_dates_of_any_text_stand_in_it_in_order(text: str) -> None:
    """Offsets are true and do not overlap, whatever the text."""
    spans = [(start, end) for _, start, end in find_dates(text)]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(
        int(text[start:end][-4:]) == found.year or "-" in text[start:end] for found, start, end in find_dates(text)
    )
