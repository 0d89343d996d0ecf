"""From a sentence to its record: what is written by hand wins, everything else is read off the wording."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from corpus.article import AsOf, Basis, Figure, Kind, Record
from corpus.attributes import attributes, attributes_in
from corpus.dates import find_dates, is_before
from corpus.figures import NUMBER_WORDS, find_figures
from corpus.notation import nearest, parse_as_of, parse_asks, parse_basis, parse_kinds
from corpus.topics import Topics

if TYPE_CHECKING:
    from corpus.split import Sentence  # with what reads Markdown, which verifying an answer does without

_TELLING = (
    "says?|said|argues?|argued|thinks?|believes?|believed|writes?|wrote|estimates?|estimated|expects?|claims?|claimed|"
    "predicts?|predicted|judges?|doubts?|warns?|notes?|noted|finds?|reports?|reported|advises?|promised|calls?|called|"
    "considers?|reckons?|concludes?|suggests?|recommends?|admits?|recalls?|adds?"
)
_SAYING = rf"{_TELLING}|hopes?|holds?|compares?|sees"
_NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}"
_SPEAKER = re.compile(
    r"^(?:According to (?P<a>[^,]+),"
    rf"|(?:(?:The|the) )?(?P<b>{_NAME})(?:,[^,]+,)? (?:{_SAYING})\b)",
)
_SPEAKER_AT_END = re.compile(rf", (?P<who>{_NAME}) (?:{_SAYING})\.?$")
_TOLD_BY = re.compile(
    rf"(?:^|, |\bThe |\bthe )(?P<a>{_NAME})(?: \([^)]*\))?(?:,[^,]+,)? (?:has |have )?"
    rf"(?:{_TELLING}|asks?|asked|spoke|discloses?|describes?|names|places)\b"
    rf"|\b[Aa]ccording to (?:the )?(?P<b>{_NAME})"
)
_NOT_SPEAKERS = {"the", "the article", "this", "article"}
_WORDING: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.WHY,
        re.compile(
            r"\b(because|since|so that|in order to|reasons?|due to|thanks to|owing to|to make|to help)\b", re.IGNORECASE
        ),
    ),
    (
        Kind.DEFINITION,
        re.compile(r"^[^,;]{2,80}? (is|are|was|were|stands for|means|refers to) (an?|the|one of) ", re.IGNORECASE),
    ),
    (
        Kind.COMPARISON,
        re.compile(r"\b(than|twice|times|unlike|compared|whereas|while|both|contrast|like)\b", re.IGNORECASE),
    ),
    (Kind.OPINION, re.compile(rf"\b({_SAYING}|should|according to)\b", re.IGNORECASE)),
    (
        Kind.FORECAST,
        re.compile(r"\b(will|would|expect\w*|predict\w*|forecast\w*|likely|plans?|may|might|future)\b", re.IGNORECASE),
    ),
    (Kind.QUOTE, re.compile(r"[\"“][^\"”]*\s[^\"”]*\s[^\"”]*[\"”]")),
    (Kind.WHERE, re.compile(r"\b(based|located|office|abroad|worldwide|overseas|global)\b", re.IGNORECASE)),
    (Kind.WHERE, re.compile(r"\b(?:in|at|near|from|to|into|of|across|throughout) (?:the )?[A-Z]\w+")),
    (Kind.WHO, re.compile(r"(?<=[a-z,;] )(?:[A-Z][\w.'’-]+ ?)+|^[A-Z]\w+ (?:[A-Z]|was\b|is\b)|\b(?:he|she|they)\b")),
    (Kind.WHEN, re.compile(r"\bcentur(?:y|ies)\b|\b(?:in|since|by|until|from|after|before|around) \d{3,4}\b")),
    (Kind.HOW_MANY, re.compile(rf"\b(?:\d+|{'|'.join(NUMBER_WORDS)})\b", re.IGNORECASE)),
)


def derive(sentence: "Sentence", fields: Mapping[str, str], published: AsOf, topics: Topics) -> Record:
    """The record of a sentence; ValueError says which written field is wrong and why."""
    about = _about(sentence, fields.get("about", ""), topics)
    value = _value(sentence.text, fields.get("value", ""))
    return Record(
        about=about,
        attribute=_attribute(sentence.text, fields.get("attribute", "")),
        kinds=_kinds(sentence.text, fields.get("kinds", ""), value, about, topics),
        value=value,
        as_of=_as_of(sentence.text, fields, published),
        dated="as-of" in fields or bool(find_dates(sentence.text)),
        place=fields.get("place", "") or _named(about, topics, "place"),
        base=fields.get("base", ""),
        event=fields.get("event", "") or _named(about, topics, "event"),
        by=fields.get("by", "") or _speaker(sentence.text, at_end=not fields),
        differs=fields.get("differs", ""),
        asks=parse_asks(fields.get("asks", "")),
        curated=bool(fields),
    )


def _about(sentence: "Sentence", written: str, topics: Topics) -> tuple[str, ...]:
    """Topic ids, the subject first: those written, then those the sentence names, or else its heading does."""
    ids: list[str] = []
    for name in filter(None, (part.strip() for part in written.split(","))):
        topic = topics.get(name) or topics.named(name)
        if topic is None:
            message = f"about: '{name}' is no topic: {nearest(name, tuple(t.name for t in topics.values()))}"
            raise ValueError(message)
        ids.append(topic.id)
    if ids:
        return tuple(dict.fromkeys(ids))
    return topics.find(sentence.text) or topics.find(sentence.heading)


def _attribute(text: str, written: str) -> str:
    if not written:
        return next(iter(attributes_in(text)), "")
    if written not in attributes():
        message = f"unknown attribute '{written}': {nearest(written, tuple(attributes()))}"
        raise ValueError(message)
    return written


def _value(text: str, written: str) -> Figure | None:
    figures = find_figures(text)
    if not written:
        return figures[0] if figures else None
    at = text.find(written)
    if at < 0:
        message = f"value: '{written}' does not stand in the sentence: copy it letter by letter"
        raise ValueError(message)
    inside = [figure for figure in figures if figure.start < at + len(written) and at < figure.end]
    if not inside:
        return Figure(written, at, 0.0, "")
    return Figure(written, at, inside[0].amount, inside[0].unit, inside[0].hedge)


def _kinds(text: str, written: str, value: Figure | None, about: tuple[str, ...], topics: Topics) -> frozenset[Kind]:
    if written:
        return parse_kinds(written) | {Kind.WHAT}
    kinds = {Kind.WHAT} | {kind for kind, pattern in _WORDING if pattern.search(text)}
    if value is not None:
        kinds |= {"USD": {Kind.HOW_MUCH}, "%": {Kind.SHARE, Kind.HOW_MUCH}}.get(value.unit, {Kind.HOW_MANY})
    if find_dates(text):
        kinds.add(Kind.WHEN)
    if _named(about, topics, "place"):
        kinds.add(Kind.WHERE)
    if _named(about, topics, "person") or _named(about, topics, "company"):
        kinds.add(Kind.WHO)
    return frozenset(kinds)


def _as_of(text: str, fields: Mapping[str, str], published: AsOf) -> AsOf:
    """The date written; else the sentence's only date; else the article's. On an unknown basis there is no date."""
    written = fields.get("as-of", "")
    dates = find_dates(text)
    basis = parse_basis(fields["as-of-basis"]) if "as-of-basis" in fields else None
    if basis is Basis.UNKNOWN:
        return AsOf()
    if written:
        return parse_as_of(written, basis or Basis.STATED)
    if len(dates) == 1:
        day, start, _ = dates[0]
        return AsOf(day, basis or Basis.STATED, is_before(text, start))
    return AsOf(published.date, basis or published.basis)


def _named(about: tuple[str, ...], topics: Topics, kind: str) -> str:
    """The name of the first topic of a kind."""
    return next((topics[topic_id].name for topic_id in about if topics[topic_id].kind == kind), "")


def speakers_in(text: str) -> tuple[str, ...]:
    """Everybody whom a sentence names as saying what it tells, wherever in it: "Honey, Ann Lee says, sells well."."""
    return tuple((found["a"] or found["b"]).rstrip(".") for found in _TOLD_BY.finditer(text))


def _speaker(text: str, *, at_end: bool) -> str:
    """Who says it, before the claim or after it ("..., Ann Lee says."), whom a record written by hand names itself."""
    last = _SPEAKER_AT_END.search(text) if at_end else None
    found = _SPEAKER.match(text)
    speaker = last["who"] if last else (found["a"] or found["b"]) if found else ""
    return "" if speaker.casefold() in _NOT_SPEAKERS else speaker
