"""What people type about when: read as they mean it, and read back so that they can tell."""

from datetime import time

import pytest

from handlers.rhythm import EVERY_DAY, Rhythm
from handlers.when import Misread, Reading, read, words

USUAL = Rhythm(time(9), EVERY_DAY, "Europe/Berlin")
MINE, SERVER = "Asia/Shanghai", "America/Toronto"

# What is typed, and the hour, the zone and the days as which it is read; the usual ones are 09:00, Berlin, every day.
TYPED = """
                                                | 09:00 | Europe/Berlin | every day
at 09:00                                        | 09:00 | Europe/Berlin | every day
7:30                                            | 07:30 | Europe/Berlin | every day
07:30                                           | 07:30 | Europe/Berlin | every day
7.30                                            | 07:30 | Europe/Berlin | every day
21.30                                           | 21:30 | Europe/Berlin | every day
at 8                                            | 08:00 | Europe/Berlin | every day
@ 8                                             | 08:00 | Europe/Berlin | every day
@8am                                            | 08:00 | Europe/Berlin | every day
at 17                                           | 17:00 | Europe/Berlin | every day
8am                                             | 08:00 | Europe/Berlin | every day
8 am                                            | 08:00 | Europe/Berlin | every day
8AM                                             | 08:00 | Europe/Berlin | every day
8 a.m.                                          | 08:00 | Europe/Berlin | every day
8a                                              | 08:00 | Europe/Berlin | every day
8p                                              | 20:00 | Europe/Berlin | every day
8pm                                             | 20:00 | Europe/Berlin | every day
8:15pm                                          | 20:15 | Europe/Berlin | every day
8.15 p.m.                                       | 20:15 | Europe/Berlin | every day
08:15 PM                                        | 20:15 | Europe/Berlin | every day
815pm                                           | 20:15 | Europe/Berlin | every day
12am                                            | 00:00 | Europe/Berlin | every day
12:30am                                         | 00:30 | Europe/Berlin | every day
12pm                                            | 12:00 | Europe/Berlin | every day
12:30 pm                                        | 12:30 | Europe/Berlin | every day
13:30pm                                         | 13:30 | Europe/Berlin | every day
0:05                                            | 00:05 | Europe/Berlin | every day
9h                                              | 09:00 | Europe/Berlin | every day
9h30                                            | 09:30 | Europe/Berlin | every day
9 h 30                                          | 09:30 | Europe/Berlin | every day
09H30                                           | 09:30 | Europe/Berlin | every day
à 9h30                                          | 09:30 | Europe/Berlin | every day
17h                                             | 17:00 | Europe/Berlin | every day
9 heures                                        | 09:00 | Europe/Berlin | every day
9 Uhr                                           | 09:00 | Europe/Berlin | every day
17:30 Uhr                                       | 17:30 | Europe/Berlin | every day
17:30h                                          | 17:30 | Europe/Berlin | every day
17:30 hrs                                       | 17:30 | Europe/Berlin | every day
1730                                            | 17:30 | Europe/Berlin | every day
0930                                            | 09:30 | Europe/Berlin | every day
930am                                           | 09:30 | Europe/Berlin | every day
1730 hours                                      | 17:30 | Europe/Berlin | every day
0900h                                           | 09:00 | Europe/Berlin | every day
09:00:00                                        | 09:00 | Europe/Berlin | every day
noon                                            | 12:00 | Europe/Berlin | every day
12 noon                                         | 12:00 | Europe/Berlin | every day
at midday                                       | 12:00 | Europe/Berlin | every day
midnight                                        | 00:00 | Europe/Berlin | every day
12 midnight                                     | 00:00 | Europe/Berlin | every day
8 o'clock                                       | 08:00 | Europe/Berlin | every day
eight o’clock                                   | 08:00 | Europe/Berlin | every day
half past nine                                  | 09:30 | Europe/Berlin | every day
half past 9 pm                                  | 21:30 | Europe/Berlin | every day
half nine                                       | 09:30 | Europe/Berlin | every day
quarter past eight                              | 08:15 | Europe/Berlin | every day
a quarter to ten                                | 09:45 | Europe/Berlin | every day
quarter to one pm                               | 12:45 | Europe/Berlin | every day
quarter after 7                                 | 07:15 | Europe/Berlin | every day
ten to nine                                     | 08:50 | Europe/Berlin | every day
ten minutes past nine                           | 09:10 | Europe/Berlin | every day
twenty-five past eight                          | 08:25 | Europe/Berlin | every day
nine thirty                                     | 09:30 | Europe/Berlin | every day
nine forty-five                                 | 09:45 | Europe/Berlin | every day
9 in the morning                                | 09:00 | Europe/Berlin | every day
eight in the evening                            | 20:00 | Europe/Berlin | every day
3 in the afternoon                              | 15:00 | Europe/Berlin | every day
10 at night                                     | 22:00 | Europe/Berlin | every day
12 at night                                     | 00:00 | Europe/Berlin | every day
21:00 in the evening                            | 21:00 | Europe/Berlin | every day
every morning at 8                              | 08:00 | Europe/Berlin | every day
Monday mornings at 8                            | 08:00 | Europe/Berlin | on Mondays
each evening at 7:30                            | 19:30 | Europe/Berlin | every day
9:00 sharp, please                              | 09:00 | Europe/Berlin | every day
9:00 (9am)                                      | 09:00 | Europe/Berlin | every day
every day at 7am                                | 07:00 | Europe/Berlin | every day
everyday 7am                                    | 07:00 | Europe/Berlin | every day
daily                                           | 09:00 | Europe/Berlin | every day
7 days a week at 10                             | 10:00 | Europe/Berlin | every day
on weekdays                                     | 09:00 | Europe/Berlin | on weekdays
every weekday at 8                              | 08:00 | Europe/Berlin | on weekdays
week days 8:00                                  | 08:00 | Europe/Berlin | on weekdays
workdays at 8                                   | 08:00 | Europe/Berlin | on weekdays
on working days                                 | 09:00 | Europe/Berlin | on weekdays
business days at 10am                           | 10:00 | Europe/Berlin | on weekdays
daily on weekdays                               | 09:00 | Europe/Berlin | on weekdays
on weekends at 11                               | 11:00 | Europe/Berlin | on weekends
at the weekend                                  | 09:00 | Europe/Berlin | on weekends
Mondays                                         | 09:00 | Europe/Berlin | on Mondays
mondays at 08:30                                | 08:30 | Europe/Berlin | on Mondays
every Monday, 8:30                              | 08:30 | Europe/Berlin | on Mondays
monday 8:30                                     | 08:30 | Europe/Berlin | on Mondays
Mon. 8:30                                       | 08:30 | Europe/Berlin | on Mondays
weekly on Tuesday at 8                          | 08:00 | Europe/Berlin | on Tuesdays
every week on Weds                              | 09:00 | Europe/Berlin | on Wednesdays
once a week, fridays at 16h                     | 16:00 | Europe/Berlin | on Fridays
on Mondays and Thursdays                        | 09:00 | Europe/Berlin | on Mondays and Thursdays
Mon, Wed & Fri at 9                             | 09:00 | Europe/Berlin | on Mondays, Wednesdays and Fridays
mon/wed/fri 9.15                                | 09:15 | Europe/Berlin | on Mondays, Wednesdays and Fridays
tue+thu 10am                                    | 10:00 | Europe/Berlin | on Tuesdays and Thursdays
mon-fri 9am                                     | 09:00 | Europe/Berlin | on weekdays
Mon – Fri 9am                                   | 09:00 | Europe/Berlin | on weekdays
monday to friday at 9                           | 09:00 | Europe/Berlin | on weekdays
from Monday through Friday                      | 09:00 | Europe/Berlin | on weekdays
tues-thurs                                      | 09:00 | Europe/Berlin | on Tuesdays, Wednesdays and Thursdays
fri to mon                                      | 09:00 | Europe/Berlin | on Mondays, Fridays, Saturdays and Sundays
weekends and mondays                            | 09:00 | Europe/Berlin | on Mondays, Saturdays and Sundays
every day except weekends                       | 09:00 | Europe/Berlin | on weekdays
weekdays but not Friday                         | 09:00 | Europe/Berlin | on Mondays, Tuesdays, Wednesdays and Thursdays
every single day at 8                           | 08:00 | Europe/Berlin | every day
M-F 9am                                         | 09:00 | Europe/Berlin | on weekdays
Mo - Fr, 9:00                                   | 09:00 | Europe/Berlin | on weekdays
9am China Standard Time                         | 09:00 | Asia/Shanghai | every day
9am Eastern Daylight Time                       | 09:00 | America/New_York | every day
9am British Summer Time                         | 09:00 | Europe/London | every day
Mon-Thu but Wed                                 | 09:00 | Europe/Berlin | on Mondays, Tuesdays and Thursdays
9am, no weekends                                | 09:00 | Europe/Berlin | on weekdays
except on Mondays, Tuesdays and Wednesdays      | 09:00 | Europe/Berlin | on Thursdays, Fridays, Saturdays and Sundays
Wendsday at 10                                  | 10:00 | Europe/Berlin | on Wednesdays
thrusdays                                       | 09:00 | Europe/Berlin | on Thursdays
weekdyas at 8                                   | 08:00 | Europe/Berlin | on weekdays
at 09:00 Europe/Paris on weekdays               | 09:00 | Europe/Paris | on weekdays
09:00 europe/paris                              | 09:00 | Europe/Paris | every day
9am America/Argentina/Buenos_Aires              | 09:00 | America/Argentina/Buenos_Aires | every day
9am Paris                                       | 09:00 | Europe/Paris | every day
9am Paris time                                  | 09:00 | Europe/Paris | every day
9am, Paris time, weekdays                       | 09:00 | Europe/Paris | on weekdays
Paris time, 9am                                 | 09:00 | Europe/Paris | every day
weekdays in Hong Kong at 8                      | 08:00 | Asia/Hong_Kong | on weekdays
8am New York time on Mondays                    | 08:00 | America/New_York | on Mondays
08:00 (São Paulo)                               | 08:00 | America/Sao_Paulo | every day
8am San Francisco                               | 08:00 | America/Los_Angeles | every day
8am Hangzhou time                               | 08:00 | Asia/Shanghai | every day
8am UK time                                     | 08:00 | Europe/London | every day
at 8 in the United Kingdom                      | 08:00 | Europe/London | every day
8am in India                                    | 08:00 | Asia/Kolkata | every day
8am UTC                                         | 08:00 | UTC | every day
08:00Z                                          | 08:00 | UTC | every day
8:00 GMT                                        | 08:00 | UTC | every day
8am UTC+2                                       | 08:00 | UTC+2 | every day
8am utc -03                                     | 08:00 | UTC-3 | every day
8am GMT+1                                       | 08:00 | UTC+1 | every day
08:00+02:00                                     | 08:00 | UTC+2 | every day
08:00 +0200                                     | 08:00 | UTC+2 | every day
8am UTC+5:30                                    | 08:00 | Asia/Kolkata | every day
8am UTC−9:30                                    | 08:00 | Pacific/Marquesas | every day
8am UTC+0                                       | 08:00 | UTC | every day
8am Etc/GMT-2                                   | 08:00 | UTC+2 | every day
8am CET                                         | 08:00 | Europe/Paris | every day
8am EST weekdays                                | 08:00 | America/New_York | on weekdays
8am Eastern Time                                | 08:00 | America/New_York | every day
8 PT                                            | 08:00 | America/Los_Angeles | every day
8am my time                                     | 08:00 | Asia/Shanghai | every day
8am in my own time zone                         | 08:00 | Asia/Shanghai | every day
8am server time                                 | 08:00 | America/Toronto | every day
8am, the server's time zone                     | 08:00 | America/Toronto | every day
8am our time                                    | 08:00 | America/Toronto | every day
8am local time                                  | 08:00 | Europe/Berlin | every day
８：３０ ＡＭ　ｏｎ　ｗｅｅｋｄａｙｓ                         | 08:30 | Europe/Berlin | on weekdays
  AT   9AM\tON\tSUNDAYS                         | 09:00 | Europe/Berlin | on Sundays
"""
ROWS = [[cell.strip() for cell in row.split("|")] for row in TYPED.strip("\n").splitlines()]


def said_of(found: Reading | Misread) -> str:
    """The rhythm in words, or the problem."""
    return words(found.rhythm) if isinstance(found, Reading) else found.problem


def test_there_are_many_ways_to_say_when() -> None:
    """The table is worth its length."""
    assert len({row[0] for row in ROWS}) == len(ROWS) > 120


@pytest.mark.parametrize(("typed", "at", "zone", "days"), ROWS, ids=[row[0] or "nothing" for row in ROWS])
def test_what_people_type_is_read_as_they_mean_it(typed: str, at: str, zone: str, days: str) -> None:
    """Hour, zone and days, in any order and in the ways of several countries; the usual ones where none is named."""
    found = read(typed, USUAL, mine=MINE, server=SERVER)

    assert said_of(found) == f"at {at} ({zone}) {days}"


def test_what_was_not_said_is_as_usual() -> None:
    """The digest's usual day is not the fact's."""
    usual = Rhythm(time(8, 30), frozenset({0}), "Asia/Tokyo")

    assert read("", usual) == Reading(usual)
    assert read("weekly", usual) == read("every week", usual) == Reading(usual)
    assert read("at 10", usual) == Reading(Rhythm(time(10), frozenset({0}), "Asia/Tokyo"))


@pytest.mark.parametrize(
    ("typed", "notes"),
    [
        ("8am CET", ("CET is taken as Europe/Paris.",)),
        ("8am est", ("EST is taken as America/New_York.",)),
        ("8am UTC", ()),
        ("8am GMT", ()),
        ("8am Paris", ()),
        ("at 05:00", ()),
        ("at 5am", ()),
        ("at 8", ()),
        ("5 in the afternoon", ()),
        ("wendsday", ("“wendsday” is taken as Wednesday.",)),
    ],
)
def test_what_was_taken_for_what_is_told(typed: str, notes: tuple[str, ...]) -> None:
    """A guess is shown with what was read, so that it can be put right."""
    found = read(typed, USUAL)

    assert isinstance(found, Reading)
    assert found.notes == notes


@pytest.mark.parametrize(("zone", "typed"), [("Asia/Shanghai", "CST"), ("Europe/Dublin", "ist"), ("Asia/Dhaka", "BST")])
def test_of_several_zones_of_one_name_somebodys_own_is_meant(zone: str, typed: str) -> None:
    """Theirs, the server's, or the one that holds; and what it was taken for is told."""
    taken = Reading(Rhythm(time(9), EVERY_DAY, zone), (f"{typed.upper()} is taken as {zone}.",), names_zone=True)

    assert read(typed, USUAL, mine=zone) == read(typed, USUAL, server=zone) == taken
    assert read(typed, Rhythm(time(9), EVERY_DAY, zone)) == taken


def test_marks_without_a_word_say_nothing() -> None:
    """There is nothing in them to misunderstand."""
    assert read("(-: ...", USUAL) == Reading(USUAL)
