"""Times of day as people type them: 09:00, 9am, 9h30, 21.30, half past nine, noon, eight in the evening."""

import re
from dataclasses import dataclass
from datetime import time

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_NUMBERS = {word: number for number, word in enumerate(_WORDS.split(), 1)} | {"thirty": 30, "forty": 40, "fifty": 50}
_TENS = "twenty|thirty|forty|fifty"
_NUMBER = re.compile(rf"\b(?:({_TENS})[ -]({'|'.join(_WORDS.split()[:9])})|({'|'.join(_NUMBERS)}))\b")
_PAST = re.compile(
    r"\b(?:(half|quarter|5|10|20|25)(?: minutes?)? (past|after|to|before|till?)|(half)) (\d{1,2})\b(?![:.h])"
)
_APART = re.compile(r"\b(\d{1,2}) ([0-5]\d)\b(?![:.h])")
_NOON = re.compile(r"\b(?:12\s?)?(?:noon|midday)\b")
_MIDNIGHT = re.compile(r"\b(?:12\s?)?midnight\b")
_O_CLOCK = re.compile(
    r"(?<=\d)\s?(?:o'? ?clock|uhr|heures?)\b|(?<=\d\d\d)\s?(?:hours|hrs)\b|(?<=:\d\d)\s?(?:hours|hrs)\b"
)
_PERIOD = re.compile(r"\b(?:(?:in|at|during) (?:the )?)?(morning|afternoon|evening|night)s?\b")
_TIME = re.compile(
    r"""(?<![\d:.,/+-]) (?<!every\s)
    (?P<hour>\d{1,2}) (?: \s?[:.h]\s?(?P<minute>\d\d)(?::\d\d)? | (?P<joined>\d\d) )? (?![:.]?\d)
    (?:\s?h\b)? (?: \s?(?P<half>[ap])\.?\s?m\b\.? | (?P<letter>[ap])\b )?
    (?!\s?(?:st|nd|rd|th|x|times|days?|weeks?|months?|hours?|hrs?|min|minutes?)\b)""",
    re.VERBOSE,
)
_BARE = re.compile(r"[1-6]")  # who types a 5 and no more may well mean the afternoon
HALF_DAY = 12
_NIGHT = range(5, HALF_DAY)


@dataclass(frozen=True, slots=True)
class Hours:
    """The times in a text, different ones once; what looks like one but is none; and the text without.

    It is ``unsure`` whether a small number that stands alone means the afternoon.
    """

    times: tuple[time, ...]
    wrong: tuple[str, ...]
    unsure: bool
    rest: str


def hours(text: str) -> Hours:
    """Takes the times of day out of a text in small letters; each leaves a bar behind."""
    plain = _MIDNIGHT.sub("0:00", _NOON.sub("12:00", _NUMBER.sub(_digits, text)))
    plain = _APART.sub(r"\1:\2", _PAST.sub(_clock, _O_CLOCK.sub("h", plain)))
    period = _PERIOD.search(plain)
    found = list(_TIME.finditer(plain))
    read = {each[0].strip(): _time(each, period[1] if period else "") for each in found}
    rest = _TIME.sub("|", plain)
    return Hours(
        tuple(dict.fromkeys(at for at in read.values() if at)),
        tuple(typed for typed, at in read.items() if at is None),
        any(at and _BARE.fullmatch(typed) and at.hour == int(typed) for typed, at in read.items()),
        _PERIOD.sub("|", rest) if found else rest,
    )


def _digits(found: re.Match[str]) -> str:
    """``25`` for twenty-five."""
    return str(_NUMBERS[found[3]] if found[3] else _NUMBERS[found[1]] + _NUMBERS[found[2]])


def _clock(found: re.Match[str]) -> str:
    """``9:30`` for half past 9, ``8:45`` for quarter to 9."""
    amount, way, hour = found[1] or found[3], found[2], int(found[4])
    minutes = {"half": 30, "quarter": 15}.get(amount) or int(amount)
    if way in {"to", "before", "til", "till"}:
        return f"{hour - 1 or HALF_DAY}:{60 - minutes}"
    return f"{hour}:{minutes:02}"


def _time(found: re.Match[str], period: str) -> time | None:
    """The time of day, None when there is none such, as with 25:00 and 13 am."""
    hour, minute = int(found["hour"]), int(found["minute"] or found["joined"] or 0)
    half = found["half"] or found["letter"] or _half(period, hour)
    if half == "a" and hour > HALF_DAY:
        return None
    if half and hour <= HALF_DAY:
        hour = hour % HALF_DAY + (HALF_DAY if half == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


def _half(period: str, hour: int) -> str:
    """Which half of the day a part of it is in, "" when none was named or the hour speaks for itself."""
    if not period or hour > HALF_DAY:
        return ""
    return "p" if period in {"afternoon", "evening"} or (period == "night" and hour in _NIGHT) else "a"
