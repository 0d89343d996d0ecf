"""Whatever is typed about when: read or refused, and what is read back in words reads as the same again."""

from datetime import time
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers import zones
from handlers.rhythm import EVERY_DAY, Rhythm
from handlers.when import Misread, Reading, read, words

USUAL = Rhythm(time(9), EVERY_DAY, "Europe/Berlin")
ZONES = [*sorted(zone for zone in available_timezones() if "/" in zone), "UTC"]

rhythms = st.builds(
    Rhythm,
    st.times().map(lambda at: time(at.hour, at.minute)),
    st.sets(st.integers(0, 6), min_size=1).map(frozenset),
    st.sampled_from(ZONES),
)


@settings(deadline=None)
@given(rhythms, rhythms)
def test_what_is_read_back_reads_as_the_same_again(rhythm: Rhythm, usual: Rhythm) -> None:
    """Words can be copied and sent again; whatever is usual, and with nothing guessed."""
    assert read(words(rhythm), usual) == Reading(rhythm, names_zone=True)


@pytest.mark.parametrize("zone", ZONES)
def test_every_zone_reads_back_as_itself(zone: str) -> None:
    """All that tzdata has with an area and a city, links to others included."""
    assert zones.named(zones.shown(zone)) == zone


@settings(deadline=None)
@given(st.text())
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    """Nothing that a person or a machine may type is too much, and what is offered instead is understood."""
    found = read(typed, USUAL)

    if isinstance(found, Misread):
        assert found.problem
        assert all(isinstance(read(text, USUAL), Reading) for text in found.instead)


scraps = st.sampled_from(
    "at on 9 12 25 9am 9h30 : . h half past quarter to nine noon in the evening mon - fri mondays every day except "
    "weekly Paris Europe/Pariss utc +2 my server time zone and or , ( ) / |".split()
)


@settings(deadline=None)
@given(st.lists(scraps, max_size=12).map(" ".join))
def test_any_heap_of_the_right_words_is_read_or_refused(typed: str) -> None:
    """The same of what looks like a rhythm and is none."""
    found = read(typed, USUAL, mine="Asia/Shanghai")

    assert found.problem if isinstance(found, Misread) else found.rhythm.days
