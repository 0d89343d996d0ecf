"""What people type about when and no subscription can be: named, with something better to press."""

import re

import pytest

from handlers import zones
from handlers.when import Misread, read
from tests.handlers.test_when import USUAL, said_of

OFTEN = "A subscription comes once on each of its days, every week; not oftener or more rarely."
DATES = "A subscription comes on days of the week, not on dates."
OFTENER = """
every hour; hourly; every 30 minutes; twice a day; 3x a week; 3 times per day; once a month; fortnightly; biweekly
bi-weekly; every other day; every second week; 24/7; every few days; several times a week
"""
ON_DATES = """
Feb 30; on february 28th; 30 February; the 1st of May; on the 1st of each month; monthly; every month; 11/25
25.11.2026; 2026-11-25; today; tonight
"""
REFUSED = [
    ("25:00", "“25:00” is no time of day.", ["at 09:00 (Europe/Berlin) every day"]),
    ("24:00 on Mondays", "“24:00” is no time of day.", ["at 09:00 (Europe/Berlin) on Mondays"]),
    ("9:75", "“9:75” is no time of day.", ["at 09:00 (Europe/Berlin) every day"]),
    ("13am", "“13am” is no time of day.", ["at 09:00 (Europe/Berlin) every day"]),
    (
        "at 8am and 5pm",
        "That is more than one time; a subscription has one.",
        ["at 08:00 (Europe/Berlin) every day", "at 17:00 (Europe/Berlin) every day"],
    ),
    (
        "8am Paris and Tokyo",
        "That is more than one time zone; a subscription has one.",
        ["at 08:00 (Europe/Paris) every day", "at 08:00 (Asia/Tokyo) every day"],
    ),
    (
        "8am Europe/Pariss weekdays",
        "“europe pariss” is no time zone.",
        ["at 08:00 (Europe/Paris) on weekdays"],
    ),
    ("8am Pariss", "“pariss” is no time zone.", ["at 08:00 (Europe/Paris) every day"]),
    ("8am Eurpoe/Berlin", "“eurpoe berlin” is no time zone.", ["at 08:00 (Europe/Berlin) every day"]),
    ("8am new yrok time", "“new yrok” is no time zone.", ["at 08:00 (America/New_York) every day"]),
    ("8am San Fransisco", "“san fransisco” is no time zone.", ["at 08:00 (America/Los_Angeles) every day"]),
    ("8am Middle/Earth", "“middle earth” is no time zone.", ["at 08:00 (Europe/Berlin) every day"]),
    ("8am UTC+15", "“UTC+15” is no time zone; they go from UTC-12 to UTC+14.", ["at 08:00 (Europe/Berlin) every day"]),
    (
        "8am UTC+5:20",
        "“UTC+5:20” is no time zone; they go from UTC-12 to UTC+14.",
        ["at 08:00 (Europe/Berlin) every day"],
    ),
    (
        "8am my time",
        "The zone of “my time” is not known here: name a city, such as Paris.",
        ["at 08:00 (Europe/Berlin) every day"],
    ),
    (
        "server time",
        "The zone of “server time” is not known here: name a city, such as Paris.",
        ["at 09:00 (Europe/Berlin) every day"],
    ),
    ("every two weeks on Monday", OFTEN, ["at 09:00 (Europe/Berlin) on Mondays"]),
    ("every 2 hours", OFTEN, ["at 09:00 (Europe/Berlin) every day"]),
    ("weekly", "“weekly” was not understood.", ["at 09:00 (Europe/Berlin) every day"]),
    ("on the 1st at 9", DATES, ["at 09:00 (Europe/Berlin) every day"]),
    ("every evening", "“evening” does not say at what time.", ["at 18:00 (Europe/Berlin) every day"]),
    ("Friday afternoons", "“afternoons” does not say at what time.", ["at 14:00 (Europe/Berlin) on Fridays"]),
    (
        "fridays at 4",
        "4 may be in the morning or in the afternoon.",
        ["at 04:00 (Europe/Berlin) on Fridays", "at 16:00 (Europe/Berlin) on Fridays"],
    ),
    (
        "8am CST",
        "“CST” is the name of several time zones.",
        ["at 08:00 (America/Chicago) every day", "at 08:00 (Asia/Shanghai) every day"],
    ),
    (
        "8am IST time",
        "“IST” is the name of several time zones.",
        [
            "at 08:00 (Asia/Kolkata) every day",
            "at 08:00 (Europe/Dublin) every day",
            "at 08:00 (Asia/Jerusalem) every day",
        ],
    ),
    (
        "BST",
        "“BST” is the name of several time zones.",
        ["at 09:00 (Europe/London) every day", "at 09:00 (Asia/Dhaka) every day"],
    ),
    *((typed, OFTEN, ["at 09:00 (Europe/Berlin) every day"]) for typed in re.split(r"; |\n", OFTENER.strip())),
    *((typed, DATES, ["at 09:00 (Europe/Berlin) every day"]) for typed in re.split(r"; |\n", ON_DATES.strip())),
    ("first Monday of the month", DATES, ["at 09:00 (Europe/Berlin) on Mondays"]),
    ("every other Monday at 8", OFTEN, ["at 08:00 (Europe/Berlin) on Mondays"]),
    ("tomorrow at 8", DATES, ["at 08:00 (Europe/Berlin) every day"]),
    ("sonday", "“sonday” was not understood.", ["at 09:00 (Europe/Berlin) every day"]),
    ("whenever", "“whenever” was not understood.", ["at 09:00 (Europe/Berlin) every day"]),
    ("9-17", "“17” was not understood.", ["at 09:00 (Europe/Berlin) every day"]),
    ("9:3", "“9 3” was not understood.", ["at 09:00 (Europe/Berlin) every day"]),
    ("every Christmas at 8", "“christmas” was not understood.", ["at 08:00 (Europe/Berlin) every day"]),
    ("<!channel> at 8", "“channel” was not understood.", ["at 08:00 (Europe/Berlin) every day"]),
    ("daily except every day", "That leaves no day of the week.", ["at 09:00 (Europe/Berlin) every day"]),
]


@pytest.mark.parametrize(("typed", "problem", "instead"), REFUSED, ids=[typed for typed, *_ in REFUSED])
def test_what_is_not_understood_is_named_and_something_offered(typed: str, problem: str, instead: list[str]) -> None:
    """No word is dropped in silence; what was understood stands in what is offered."""
    assert read(typed, USUAL) == Misread(problem, tuple(instead))


@pytest.mark.parametrize("typed", [typed for typed, *_ in REFUSED])
def test_what_is_offered_instead_is_understood(typed: str) -> None:
    """Each can be pressed, and then holds."""
    found = read(typed, USUAL)

    assert isinstance(found, Misread)
    assert [said_of(read(text, USUAL)) for text in found.instead] == list(found.instead)


def test_a_name_of_several_zones_is_nobody_s_own_and_brings_all_of_them() -> None:
    """Also where a zone is set and nobody can be asked."""
    assert zones.named("cst") == ""
    assert zones.nearest("CST") == ("America/Chicago", "Asia/Shanghai")
