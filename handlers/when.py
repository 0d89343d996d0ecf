"""What people type about when, to a Rhythm and back: at 9am Paris time on weekdays."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import time

from corpus.words import visible
from handlers import zones
from handlers.hours import HALF_DAY, hours
from handlers.irregular import irregular
from handlers.listed import listed
from handlers.rhythm import Rhythm
from handlers.suggest import echo
from handlers.weekdays import apart, corrected, days, said, weekly

_AS_ASCII = str.maketrans(
    {"\u2212": "-", "\u2010": "-", "\u2011": "-", "–": "-", "\u2014": "-", "’": "'", "\u2018": "'"}
)
_WORD = re.compile(r"(?<![\w/+-])[a-z]{5,}(?![\w/])")
_ZONE = re.compile(r"\b[a-z]\w*(?:/[a-z][\w+-]*)+")
_OFFSET = re.compile(r"\b(?:utc|gmt)\s?[+-]\s?\d{1,2}(?::?[0-5]\d)?\b|(?<=\d)\s?[+-][01]\d:?[0-5]\d\b|(?<=\d)z\b")
_WHOSE = re.compile(
    r"\b(my|mine|our|the server's?|server|team|channel|workspace|local|here)(?: own)? ?(?:'s )?"
    r"(?:local )?(?:time ?zone|time|zone|clock)\b"
)
_BREAK = re.compile(r"[|,;()\[\]]+|\band\b")
_PARTS = {"morning": time(9), "afternoon": time(14), "evening": time(18), "night": time(21)}
_FILLING = frozenset(
    "at on in the every each of for by to from about time timezone zone tz clock sharp please a always "
    "standard daylight summer".split()
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood; ``notes`` are sentences on what was taken for what, to be shown with it.

    ``names_zone`` says whether a zone was named, by a city or otherwise.
    """

    rhythm: Rhythm
    notes: tuple[str, ...] = ()
    names_zone: bool = False


@dataclass(frozen=True, slots=True)
class Misread:
    """What was not understood, in a sentence, and texts that would be, likeliest first."""

    problem: str
    instead: tuple[str, ...]


def read(typed: str, usual: Rhythm, *, mine: str = "", server: str = "") -> Reading | Misread:
    """What was typed as a rhythm; ``usual`` is what holds where nothing was said.

    ``mine`` and ``server`` are the zones of "my time" and "server time", "" where they are not known.
    """
    text, notes = _respelt(apart(_plain(typed)))
    signed, text = _take((_ZONE, _OFFSET), text)
    whose, text = _take((_WHOSE,), text)
    never, text = irregular(text)
    when = hours(text)
    which = days(weekly(when.rest) if len(usual.days) == 1 else when.rest)
    names = (*signed, *filter(None, map(_name, _BREAK.split(which.rest))))
    owners = {owner: _owned(owner, usual.zone, mine, server) for owner in whose}
    found = {**owners, **{name: _zone(name, (mine, server, usual.zone)) for name in names}}
    known = {name.strip(): zone for name, zone in found.items()}
    told = _Told(when.times, when.wrong, which.days, known, never, when.unsure)
    loose = (f"{name.upper()} is taken as {found[name]}." for name in names if zones.is_loose(name))
    return told.misread(usual) or Reading(told.rhythm(usual), (*notes, *loose), bool(names))


def words(rhythm: Rhythm) -> str:
    """``at 09:00 (Europe/Paris) on weekdays``, which reads as the same rhythm again."""
    return f"at {rhythm.at:%H:%M} ({zones.shown(rhythm.zone)}) {said(rhythm.days)}"


def likely(misread: Misread, usual: Rhythm, show: Callable[[Rhythm], str]) -> str:
    """What of a rhythm would be understood: ``America/Chicago or Asia/Shanghai``; "" where that is not known."""
    readings = (read(each, usual) for each in misread.instead)
    return listed(dict.fromkeys(show(each.rhythm) for each in readings if isinstance(each, Reading)), "or")


@dataclass(frozen=True, slots=True)
class _Told:
    """All that was found in a text: what should be one time, one set of days, and one zone by the name it was given.

    ``never`` is why what was typed cannot be, and ``unsure`` whether the time may be in either half of the day.
    """

    times: tuple[time, ...]
    wrong: tuple[str, ...]
    days: frozenset[int] | None
    zones: dict[str, str]
    never: str
    unsure: bool

    def rhythm(self, usual: Rhythm) -> Rhythm:
        """The first of what was found, the usual where nothing was."""
        zone = next(filter(None, self.zones.values()), usual.zone)
        return Rhythm(next(iter(self.times), usual.at), self.days or usual.days, zone)

    def misread(self, usual: Rhythm) -> Misread | None:
        """What keeps this from being a rhythm, None when nothing does."""
        return next(self._misread(self.rhythm(usual)), None)

    def _misread(self, rhythm: Rhythm) -> Iterator[Misread]:
        if self.never:
            yield _misread(self.never, rhythm)
        if self.wrong:
            yield _misread(f"“{self.wrong[0]}” is no time of day.", rhythm)
        if self.times[1:]:
            alternatives = (replace(rhythm, at=at) for at in self.times)
            yield _misread("That is more than one time; a subscription has one.", *alternatives)
        if unknown := next((name for name, zone in self.zones.items() if not zone), ""):
            yield _unknown(unknown, rhythm)
        if (known := tuple(dict.fromkeys(filter(None, self.zones.values()))))[1:]:
            alternatives = (replace(rhythm, zone=zone) for zone in known)
            yield _misread("That is more than one time zone; a subscription has one.", *alternatives)
        if self.days is not None and not self.days:
            yield _misread("That leaves no day of the week.", rhythm)
        if self.unsure:
            later = replace(rhythm, at=rhythm.at.replace(hour=rhythm.at.hour + HALF_DAY))
            yield _misread(f"{rhythm.at.hour} may be in the morning or in the afternoon.", rhythm, later)


def _misread(problem: str, *instead: Rhythm) -> Misread:
    return Misread(problem, tuple(map(words, instead)))


def _unknown(name: str, rhythm: Rhythm) -> Misread:
    """A name that is no zone: perhaps a misspelt one, perhaps something else altogether."""
    if _WHOSE.fullmatch(name):
        return _misread(f"The zone of “{echo(name)}” is not known here: name a city, such as Paris.", rhythm)
    if meant := zones.several(name):
        alternatives = (replace(rhythm, zone=zone) for zone in meant)
        return _misread(f"“{name.upper()}” is the name of several time zones.", *alternatives)
    if _OFFSET.fullmatch(name):
        return _misread(f"“{name.upper()}” is no time zone; they go from UTC-12 to UTC+14.", rhythm)
    if at := _PARTS.get(name.removesuffix("s")):
        return _misread(f"“{name}” does not say at what time.", replace(rhythm, at=at))
    near = zones.nearest(name)
    if near or "/" in name:
        alternatives = (replace(rhythm, zone=zone) for zone in near or (rhythm.zone,))
        return _misread(f"“{echo(name)}” is no time zone.", *alternatives)
    return _misread(f"“{echo(name)}” was not understood.", rhythm)


def _plain(typed: str) -> str:
    """Small letters without accents, one space between words, one kind of dash and apostrophe."""
    folded = unicodedata.normalize("NFKD", visible(typed).translate(_AS_ASCII)).casefold()
    return "".join(c for c in folded if not unicodedata.combining(c))


def _respelt(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with misspelt days put right, and a note on each."""
    slips = {word: corrected(word) for word in _WORD.findall(text)}
    wrong = {word: day for word, day in slips.items() if word != day}
    notes = tuple(f"“{word}” is taken as {day.capitalize()}." for word, day in wrong.items())
    return _WORD.sub(lambda found: slips[found[0]], text), notes


def _take(patterns: tuple[re.Pattern[str], ...], text: str) -> tuple[list[str], str]:
    """What the patterns find, and the text with a bar in place of each."""
    taken: list[str] = []
    for pattern in patterns:
        taken += (found[0].strip() for found in pattern.finditer(text))
        text = pattern.sub("|", text)
    return taken, text


def _zone(name: str, own: tuple[str, ...]) -> str:
    """The zone that a name stands for; of several of that name, the one that is somebody's own."""
    return next((zone for zone in own if zone in zones.several(name)), zones.named(name))


def _owned(phrase: str, usual: str, mine: str, server: str) -> str:
    """The zone of "my time", "server time", "local time"; "" when it is not known."""
    owner = phrase.split(maxsplit=1)[0]
    if owner in {"my", "mine"}:
        return mine
    return usual if owner in {"local", "here"} else server


def _name(piece: str) -> str:
    """What is left of a piece of text when the words that hold a sentence together are taken away."""
    bare = piece.strip(" .:!?'\"@&-")
    return bare if zones.named(bare) else " ".join(word for word in bare.split() if word not in _FILLING)
