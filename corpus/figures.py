"""Numbers in a sentence, each with its hedge and its unit."""

import re
from collections.abc import Iterator

from corpus.article import Figure
from corpus.dates import find_dates

_SMALL = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}
_SCALES = {"thousand": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12}
_FRACTIONS = {
    "half": 50.0,
    "a third": 100 / 3,
    "one third": 100 / 3,
    "two thirds": 200 / 3,
    "a quarter": 25.0,
    "three quarters": 75.0,
}
_HEDGE = (
    "more than|less than|fewer than|at least|at most|up to|as many as|about|around|roughly|approximately|over|above|"
    "under|below|nearly|almost|close to|some|an estimated|only|exactly"
)
_NUMBER = rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|{'|'.join(sorted(_SMALL, key=len, reverse=True))}"
_SCALE = r"thousand|million|billion|trillion|bn|tn|m\b|b\b"
_FIGURE = re.compile(
    rf"(?<![\w.-])(?:(?P<hedge>{_HEDGE})\s+)?(?:"
    rf"(?P<times>once|twice)(?!\s+(?:a|upon)\b)"
    rf"|(?P<fraction>half|(?:a|one|two|three)[ -](?:thirds?|quarters?))\b"
    rf"|(?P<money>US\$|\$|€|£|¥)\s?(?P<money_n>{_NUMBER})(?P<plus1>\+)?(?:[ -]?(?P<money_scale>{_SCALE}))?\b"
    rf"|(?P<n>{_NUMBER}|(?<!\w)an?(?=\s(?:million|billion|trillion)\b))(?P<plus2>\+)?(?:\s(?P<to>to|or)\s(?P<n2>{_NUMBER}))?"
    rf"(?:[ -]?(?P<scale>{_SCALE}))?(?P<percent>\s?(?:%|percent\b|per cent\b))?"
    rf")(?![\w])",
    re.IGNORECASE,
)
_NOUN = re.compile(r"[ -](?:of\s+)?((?:[A-Za-z][\w'’-]*\s+){0,3}?)([A-Za-z][\w-]*s|people|staff|percent|dollars)\b")
_CURRENCIES = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY"}
_DOLLARS = re.compile(r"\s+(?:US\s+)?dollars\b", re.IGNORECASE)


def find_figures(text: str) -> Iterator[Figure]:
    """The figures of a text, in order; years and days of dates are none, nor are the numbers inside names."""
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
        unit = _singular(noun[2].casefold())
    if not unit or (found["n"] or "").casefold() == "one":
        return None
    return Figure(text[found.start() : end], found.start(), amount, unit, (found["hedge"] or "").casefold())


def _amount(found: re.Match[str]) -> float:
    if found["times"]:
        return {"once": 1.0, "twice": 2.0}[found["times"].casefold()]
    if found["fraction"]:
        words = found["fraction"].casefold().replace("-", " ")
        return _FRACTIONS[words]
    digits = (found["money_n"] or found["n"]).casefold().replace(",", "")
    number = _SMALL.get(digits, None) if digits.isalpha() else float(digits)
    scale = (found["money_scale"] or found["scale"] or "").casefold()
    return (1.0 if number is None else float(number)) * _SCALES.get(scale, 1.0)


def _singular(noun: str) -> str:
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun.removesuffix("s")
