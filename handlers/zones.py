"""Time zones as people name them: by zone, city, country, abbreviation or offset."""

import re
from functools import cache
from zoneinfo import available_timezones

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.words import normal

_NEAR = 0.7
_OFFERED = 3
_AREAS = frozenset("Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific".split())
# The ends of names that say something else when they stand alone.
_NO_CITIES = frozenset("center christmas easter general knox north south wake west".split())
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?")
_ETC = re.compile(r"Etc/GMT([+-])([1-9]\d?)")
_MOST_EAST, _MOST_WEST = 14, 12
# Offsets that are no whole hours, where clocks never change.
_ODD = {
    "+3:30": "Asia/Tehran",
    "+4:30": "Asia/Kabul",
    "+5:30": "Asia/Kolkata",
    "+5:45": "Asia/Kathmandu",
    "+6:30": "Asia/Yangon",
    "+8:45": "Australia/Eucla",
    "+9:30": "Australia/Darwin",
    "-9:30": "Pacific/Marquesas",
}
# An abbreviation stands for a place, so that summer time is kept: who writes EST in July means New York.
_SHORT = {
    "UTC": "utc gmt z zulu uct universal greenwich",
    "Europe/Lisbon": "wet west",
    "Europe/Paris": "cet cest met mez",
    "Europe/Athens": "eet eest",
    "Europe/Moscow": "msk",
    "Europe/Istanbul": "trt",
    "America/New_York": "et est edt eastern",
    "America/Chicago": "ct cdt central",
    "America/Denver": "mt mst mdt mountain",
    "America/Los_Angeles": "pt pst pdt pacific",
    "America/Anchorage": "akst akdt",
    "America/Halifax": "adt",
    "America/St_Johns": "nst ndt",
    "America/Sao_Paulo": "brt",
    "America/Argentina/Buenos_Aires": "art",
    "Pacific/Honolulu": "hst",
    "Africa/Lagos": "wat",
    "Africa/Nairobi": "eat",
    "Africa/Johannesburg": "sast",
    "Asia/Dubai": "gst",
    "Asia/Karachi": "pkt",
    "Asia/Jakarta": "wib",
    "Asia/Bangkok": "ict",
    "Asia/Hong_Kong": "hkt",
    "Asia/Singapore": "sgt",
    "Asia/Tokyo": "jst",
    "Asia/Seoul": "kst",
    "Australia/Perth": "awst",
    "Australia/Adelaide": "acst acdt",
    "Australia/Sydney": "aest aedt aet",
    "Pacific/Auckland": "nzst nzdt nzt",
}
# Nobody can tell which is meant but who wrote it.
_SEVERAL = {
    "ast": ("America/Halifax", "Asia/Riyadh"),
    "bst": ("Europe/London", "Asia/Dhaka"),
    "cst": ("America/Chicago", "Asia/Shanghai"),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
}
# Countries of one zone, and cities that the names of zones leave out.
_PLACES = {
    "Europe/London": "uk|united kingdom|britain|british|england|scotland|wales|manchester|edinburgh",
    "Europe/Dublin": "ireland|irish",
    "Europe/Paris": "france|french|lyon|marseille|toulouse|central european|central europe",
    "Europe/Berlin": "germany|german|munich|frankfurt|hamburg|cologne",
    "Europe/Madrid": "spain|barcelona",
    "Europe/Rome": "italy|italian|milan",
    "Europe/Zurich": "switzerland|swiss|geneva|basel",
    "Europe/Amsterdam": "netherlands|holland|the hague|rotterdam",
    "Europe/Brussels": "belgium",
    "Europe/Vienna": "austria",
    "Europe/Warsaw": "poland|krakow",
    "Europe/Prague": "czechia",
    "Europe/Stockholm": "sweden",
    "Europe/Oslo": "norway",
    "Europe/Copenhagen": "denmark",
    "Europe/Helsinki": "finland",
    "Europe/Athens": "greece|eastern european",
    "Europe/Kyiv": "ukraine|kiev",
    "Europe/Istanbul": "turkey|ankara",
    "Asia/Shanghai": "china|chinese|beijing|hangzhou|shenzhen|guangzhou|prc",
    "Asia/Hong_Kong": "hongkong",
    "Asia/Taipei": "taiwan",
    "Asia/Tokyo": "japan|japanese|osaka|kyoto",
    "Asia/Seoul": "korea|south korea",
    "Asia/Kolkata": "india|indian|mumbai|delhi|new delhi|bangalore|bengaluru|chennai|hyderabad|pune",
    "Asia/Manila": "philippines",
    "Asia/Bangkok": "thailand",
    "Asia/Ho_Chi_Minh": "vietnam|saigon|hanoi",
    "Asia/Karachi": "pakistan|lahore",
    "Asia/Dhaka": "bangladesh",
    "Asia/Dubai": "uae|emirates|abu dhabi",
    "Asia/Riyadh": "saudi arabia|jeddah",
    "Asia/Jerusalem": "israel|tel aviv",
    "Asia/Tehran": "iran",
    "Africa/Cairo": "egypt",
    "Africa/Lagos": "nigeria|abuja",
    "Africa/Nairobi": "kenya",
    "Africa/Johannesburg": "south africa|cape town|pretoria",
    "Africa/Casablanca": "morocco|rabat",
    "Australia/Sydney": "canberra",
    "Pacific/Auckland": "new zealand|nz|wellington",
    "America/New_York": "east coast|boston|washington|miami|atlanta|philadelphia|ny|nyc",
    "America/Chicago": "dallas|houston|austin",
    "America/Denver": "salt lake city",
    "America/Los_Angeles": "west coast|san francisco|sf|seattle|la|san diego|silicon valley",
    "America/Toronto": "ottawa",
    "America/Bogota": "colombia",
    "America/Lima": "peru",
    "America/Argentina/Buenos_Aires": "argentina|buenos aires",
    "America/Sao_Paulo": "rio|rio de janeiro",
}


def named(typed: str) -> str:
    """The IANA zone that a name stands for, "" when it stands for none or for several that are far apart.

    Case, accents and punctuation do not matter.
    """
    folded = typed.strip().casefold().replace("\u2212", "-")
    short = _abbreviations().get(normal(typed))
    return short or _by_offset(folded) or _exact().get(folded) or _names().get(normal(typed), "")


def is_loose(typed: str) -> bool:
    """Whether a name stands for several zones, or for one with other clocks in half the year: CET, CST, EST."""
    return bool(several(typed)) or _abbreviations().get(normal(typed), "UTC") != "UTC"


def several(typed: str) -> tuple[str, ...]:
    """The zones far apart that use one abbreviation, likeliest first; () where one or none does."""
    return _SEVERAL.get(normal(typed), ())


def nearest(typed: str) -> tuple[str, ...]:
    """The zones that may be meant, three at most: those of one name, or those whose names are nearest, best first."""
    if meant := several(typed):
        return meant
    found = process.extract(
        normal(typed), tuple(_names()), scorer=OSA.normalized_similarity, score_cutoff=_NEAR, limit=None
    )
    return tuple(dict.fromkeys(_names()[name] for name, *_ in found))[:_OFFERED]


def shown(zone: str) -> str:
    """A zone as people read it: ``Europe/Paris``, ``UTC+2``."""
    found = _ETC.fullmatch(zone)
    return f"UTC{'-' if found[1] == '+' else '+'}{found[2]}" if found else zone


def _by_offset(typed: str) -> str:
    """The zone that is always so far from UTC, "" when none is; IANA counts whole hours westward."""
    found = _OFFSET.fullmatch(typed)
    if not found:
        return ""
    sign, hours, minutes = found[1], int(found[2]), found[3] or "00"
    if minutes != "00":
        return _ODD.get(f"{sign}{hours}:{minutes}", "")
    if hours > (_MOST_EAST if sign == "+" else _MOST_WEST):
        return ""
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "UTC"


@cache
def _abbreviations() -> dict[str, str]:
    return {short: zone for zone, names in _SHORT.items() for short in names.split()}


@cache
def _exact() -> dict[str, str]:
    """Every zone with an area and a city, as tzdata writes it but in small letters."""
    return {zone.casefold(): zone for zone in sorted(available_timezones()) if "/" in zone}


@cache
def _names() -> dict[str, str]:
    """Every name of a zone in normal form; what is said here of a name goes before what tzdata makes of it."""
    zones = _exact().values()
    cities = {normal(zone.rpartition("/")[2]): zone for zone in zones if zone.partition("/")[0] in _AREAS}
    places = {place: zone for zone, names in _PLACES.items() for place in names.split("|")}
    known = {name: zone for name, zone in cities.items() if name not in _NO_CITIES}
    return {**known, **{normal(zone): zone for zone in zones}, **places, **_abbreviations()}
