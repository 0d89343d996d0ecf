"""Days of the week as people type them, and said back: weekdays, Mondays and Fridays, mon-fri, daily except Sunday."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from handlers.rhythm import EVERY_DAY, WEEKDAYS, WEEKENDS

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FULL = tuple(name.casefold() for name in NAMES)
_SETS = {EVERY_DAY: "every day", WEEKDAYS: "on weekdays", WEEKENDS: "on weekends"}

_DAY = (
    r"\b(?:monday|mon|tuesday|tues|tue|wednesday|weds|wed|thursday|thurs|thur|thu|friday|fri|saturday|sat|sunday|sun)"
    r"(?:'?s)?\b\.?"
)
_ONE = re.compile(_DAY)
_RANGE = re.compile(rf"(?:from )?({_DAY})\s?(?:-|to|through|thru|until|till?)\s?({_DAY})")
_LIST = re.compile(rf"{_DAY}(?:[/+]{_DAY})+")
_WEEKDAYS = re.compile(r"\b(?:(?:work(?:ing)?|week|business)[ -]?days?|mo?\s?-\s?fr?)\b")
_WEEKENDS = re.compile(r"\bweek-?ends?\b")
_ALL = re.compile(
    r"\b(?:(?:every|each)(?: single)? ?day|all days|daily|(?:7|seven) days a week"
    r"|every (?=morning|afternoon|evening|night))"
)
_ONCE_A_WEEK = re.compile(r"\b(?:weekly|(?:every|each|once a) week)\b")
_EXCEPT = re.compile(r"\b(?:except(?: for)?|excluding|but not|but|not on|not|without|no)\b")
_KNOWN = (*_FULL, *(f"{name}s" for name in _FULL), "weekday", "weekdays", "weekend", "weekends", "everyday")
_NEAR = 0.77


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a text names, None when it names none, and the text without them."""

    days: frozenset[int] | None
    rest: str


def days(text: str) -> Days:
    """Takes the days of the week out of a text in small letters; each leaves a bar behind."""
    wanted, _, unwanted = _split(text)
    named, rest = _named(wanted)
    less, left = _named(unwanted)
    return Days((named or EVERY_DAY) - less if less else named or None, f"{rest}|{left}")


def weekly(text: str) -> str:
    """A text without "weekly", which says nothing to who has one day anyway."""
    return _ONCE_A_WEEK.sub("|", text)


def apart(text: str) -> str:
    """Days that a stroke or a plus sign joins, with spaces: mon/wed/fri."""
    return _LIST.sub(lambda found: re.sub(r"[/+]", " ", found[0]), text)


def corrected(word: str) -> str:
    """The day that a misspelt word must be, the word itself when it is near to none or as near to two."""
    near = process.extract(word, _KNOWN, scorer=OSA.normalized_similarity, score_cutoff=_NEAR, limit=2)
    if not near or word in _KNOWN or (len(near) > 1 and near[0][1] == near[1][1]):
        return word
    return near[0][0]


def said(days: AbstractSet[int]) -> str:
    """``on weekdays``, ``every day``, ``on Mondays, Tuesdays and Fridays``."""
    plurals = [f"{NAMES[day]}s" for day in sorted(days)]
    listed = f"{', '.join(plurals[:-1])} and {plurals[-1]}" if plurals[1:] else plurals[0]
    return _SETS.get(frozenset(days), f"on {listed}")


def _split(text: str) -> tuple[str, str, str]:
    """What stands before and behind a word of exception, and that word."""
    found = _EXCEPT.search(text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")


def _named(text: str) -> tuple[frozenset[int], str]:
    """The days in a text and the text without; all days only when none is named more closely."""
    named: set[int] = set()
    for first, last in _RANGE.findall(text):
        named.update((_day(first) + n) % 7 for n in range((_day(last) - _day(first)) % 7 + 1))
    text = _RANGE.sub("|", text)
    named.update(map(_day, _ONE.findall(text)))
    named.update(*(days for pattern, days in ((_WEEKDAYS, WEEKDAYS), (_WEEKENDS, WEEKENDS)) if pattern.search(text)))
    is_every = bool(_ALL.search(text))
    for pattern in (_ONE, _WEEKDAYS, _WEEKENDS, _ALL, *((_ONCE_A_WEEK,) if len(named) == 1 else ())):
        text = pattern.sub("|", text)
    return frozenset(named) or (EVERY_DAY if is_every else frozenset()), text


def _day(typed: str) -> int:
    return next(n for n, name in enumerate(_FULL) if name.startswith(typed[:2]))
