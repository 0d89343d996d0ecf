"""Numbers in a sentence, each with its hedge and its unit."""

import math
import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.article import Figure
from corpus.dates import find_dates

_SMALL = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_WORDS = (
    _SMALL
    | _TENS
    | {f"{ten}-{one}": _TENS[ten] + _SMALL[one] for ten in _TENS for one in list(_SMALL)[1:10]}
    | {"a": 1, "an": 1}
)
NUMBER_WORDS = tuple(word for word in _WORDS if len(word) > len("an"))
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
_FRACTIONS = {
    "half": 50.0,
    "a third": 100 / 3,
    "one third": 100 / 3,
    "two thirds": 200 / 3,
    "a quarter": 25.0,
    "one quarter": 25.0,
    "three quarters": 75.0,
}
_HEDGE = (
    "more than|less than|fewer than|at least|at most|up to|as many as|about|around|roughly|approximately|over|above|"
    "under|below|nearly|almost|close to|some|an estimated|only|exactly"
)
_BARE = "|".join(sorted(_WORDS.keys() - {"a", "an"}, key=len, reverse=True))
_NUMBER = rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|{_BARE}"
_SCALE = r"(?:hundred[ -])?(?:thousand|million|billion|trillion|bn|tn|m\b|b\b)|hundred"
_TO = r"(?:\s?[-–]\s?|\s(?:to|or)\s)"
_MONEY = r"US\$|\$|€|£|¥"
_FIGURE = re.compile(
    rf"(?<![\w.,/–-])(?:(?P<hedge>{_HEDGE})\s+)?(?:"
    rf"(?P<times>once|twice)(?!\s+(?:a|upon)\b)"
    rf"|(?P<fraction>{'|'.join(_FRACTIONS).replace(' ', '[ -]')})(?!-?\w)"
    rf"|(?P<money>{_MONEY})\s?(?P<money_n>{_NUMBER})\+?(?:{_TO}(?:{_MONEY})?(?:{_NUMBER}))?"
    rf"(?:[ -]?(?P<money_scale>{_SCALE}))?\b"
    rf"|(?P<n>{_NUMBER}|an?(?=\s(?:{_SCALE})\b))\+?(?P<to>{_TO}(?:{_NUMBER}))?"
    rf"(?:[ -]?(?P<scale>{_SCALE}))?(?P<percent>[ -]?(?:%|percent\b|per cent\b))?"
    rf")(?![\w])",
    re.IGNORECASE,
)
_NO_NOUN = "as|does|has|his|is|its|plus|this|thus|us|versus|was"
_NOUN = re.compile(
    rf"\s(?:of\s+)?(?:[A-Za-z][\w'’-]*\s+){{0,3}}?(?!(?:{_NO_NOUN})\b)([A-Za-z][\w-]*s|people|staff)\b", re.IGNORECASE
)
_CURRENCIES = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY"}
_DOLLARS = re.compile(r"\s+(?:US\s+)?dollars\b", re.IGNORECASE)


@lru_cache(maxsize=256)
def find_figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text, in order; years and days of dates are none."""
    return tuple(_figures(text))


def _figures(text: str) -> Iterator[Figure]:
    dates = [(start, end) for _, start, end in find_dates(text)]
    for found in _FIGURE.finditer(text):
        if any(start < found.end() and found.start() < end for start, end in dates):
            continue
        if (figure := _figure(text, found)) is not None:
            yield figure


def _figure(text: str, found: re.Match[str]) -> Figure | None:
    """One match as a figure; None for a bare ``one``, an ordinal or a number that counts nothing."""
    amount, unit, end = _amount(found), "", found.end()
    if found["money"]:
        unit = _CURRENCIES[found["money"].upper()]
    elif found["percent"] or found["fraction"]:
        unit = "%"
    elif found["times"]:
        unit = "times"
    elif dollars := _DOLLARS.match(text, end):
        unit, end = "USD", dollars.end()
    elif noun := _NOUN.match(text, end):
        is_bare_one = found["n"].casefold() == "one" and not found["to"] and not found["scale"]
        unit = "" if is_bare_one else _singular(noun[1].casefold())
    if not unit:
        return None
    return Figure(text[found.start() : end], found.start(), amount, unit, (found["hedge"] or "").casefold())


def _amount(found: re.Match[str]) -> float:
    if found["times"]:
        return {"once": 1.0, "twice": 2.0}[found["times"].casefold()]
    if found["fraction"]:
        return _FRACTIONS[found["fraction"].casefold().replace("-", " ")]
    digits = (found["money_n"] or found["n"]).casefold().replace(",", "")
    number = float(_WORDS.get(digits, digits))
    scales = (found["money_scale"] or found["scale"] or "").casefold().replace("-", " ").split()
    return number * math.prod(_SCALES[scale] for scale in scales)


def _singular(noun: str) -> str:
    if noun.endswith("ies"):
        return noun if noun == "series" else noun[:-3] + "y"
    if noun.endswith(("sses", "xes", "nches", "tches", "shes")):
        return noun[:-2]
    return noun if noun.endswith("ss") or noun == "times" else noun.removesuffix("s")
