"""What the wording of a question asks for: a kind of answer, a unit, a thing counted, a settled fact."""

import re
from collections.abc import Sequence

from corpus.article import Kind
from corpus.words import STOP_WORDS

_KINDS: tuple[tuple[Kind | None, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE))
    for kind, patterns in (
        (
            Kind.SHARE,
            (
                "(?:what|which) (?:[a-z]+ ){0,2}?(?:share|percentage|percent|proportion|fraction|part)",
                "how (?:large|big) a share",
                "percentage",
            ),
        ),
        (Kind.HOW_MANY, ("how many", "how (?:long|old)", "number of", "what number")),
        (
            Kind.HOW_MUCH,
            (
                "how much",
                "what price",
                "how (?:big|large|high|fast|often|far|tall)",
                "what (?:is|was|are) [^?]*(?:worth|valued? at)",
                "at what (?:value|valuation)",
                "what [^?]{0,40}(?:rate|price|fee|amount|budget|salary|size|volume|revenue|valuation)",
            ),
        ),
        (Kind.WHEN, ("when", "(?:what|which|in what) (?:year|date|day|month)", "since when")),
        (Kind.WHO, ("who", "whom", "whose", "which (?:[a-z]+ ){0,2}?(?:company|person|firm|people|companies|firms)")),
        (Kind.WHERE, ("where", "(?:what|which) (?:city|country|place|region|state)")),
        (Kind.WHY, ("why", "how come", "what reasons?", "for what")),
        (None, ("what|which|how",)),
    )
)
_DURATION = re.compile(r"\bhow (?:long|old)\b(?! ago)|\bwhat age\b", re.IGNORECASE)
_AGE = re.compile(r"\b(?:how old|what age)\b", re.IGNORECASE)
_RATE = re.compile(r"\bwhat\b.*\brate\b", re.IGNORECASE)
_TIMES = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "decade", "century"})
_COUNTED = re.compile(
    r"\b(?:how many|how much|number of|(?:what|how (?:large|big) a|which) (?:market )?"
    r"(?:share|percentage|percent|proportion|fraction|part) of"
    r"|what (?:is|was|are|were)(?: the)?"
    r"(?=\s(?:largest|biggest|smallest|richest|highest|lowest|fastest|leading)\b))\s+(.*)",
    re.IGNORECASE,
)
_MONEY = frozenset({"money", "cash", "dollars"})
_ENDS_COUNTED = frozenset(
    "do does did is are was were has have had can could will would shall should may might in on at for to by with from "
    "per than as use uses every each so when after before go goes come comes".split()
)
_FIGURES = frozenset(
    "users transactions sales share valuation assets loans revenue price market-size population staff viewership "
    "capacity".split()
)
_WHAT_IS = re.compile(r"^(?:and |so )?(?:what|which) (?:is|was|are|were|s)\b", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:what|which|who|whose|how|why|where|when|is|are|was|were|do|does|did|has|have|had|can|could|will|would|tell|"
    r"show|give|explain|describe|list|name)\b",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(r"^(?:and |so )?(?:is|are|was|were|do|does|did|has|have|had|can|could|will)\b", re.IGNORECASE)
_DOER = re.compile(
    r"^(?:and |so )?(?:who|which company) (?!(?:s|is|are|was|were|do|does|did|has|have)\b)",
    re.IGNORECASE,
)
_SAYS = re.compile(r"^(?:and )?what (?:do|does|did) .{2,40}? (?:say|think)\b", re.IGNORECASE)
_LIST = re.compile(
    r"^(?:please )?(?:list|name|enumerate|summari[sz]e|give me (?:all|the list)|what are|what were|describe)\b"
    r"|^(?:which|what) (?:\w+ )??\w{2,}[^s\W]s (?:are|were|do|does|did|have|can|will|could|would)\b"
    r"|\b(?:all|each) (?:of )?the\b|\bone by one\b",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:do|does|did|has|have|had)\b", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\b(?:want|hope|plan(?!et)|aim|goal|ambition|promise|pledge|vow|expect|predict|forecast|will|would|future|intend|think|"
    r"believe|say|said|estimate|should|could|may|might|advise|recommend|argue|claim|mean|support|retirement)\w*",
    re.IGNORECASE,
)


def kind_of(text: str) -> Kind | None:
    """The kind that the first question word asks for; where several begin at one place, the first of the table."""
    found = [(match.start(), at) for at, (_, pattern) in enumerate(_KINDS) if (match := pattern.search(text))]
    return _KINDS[min(found)[1]][0] if found else None


def units_of(text: str) -> frozenset[str]:
    """The units of which the answer must have one: spans of time for "how long", % for a rate; empty: any will do."""
    if _DURATION.search(text):
        return _TIMES
    return frozenset("%") if _RATE.search(text) else frozenset()


def counted_in(text: str, inside_names: Sequence[str]) -> tuple[str, ...]:
    """What "how many ..." counts, word by word, names aside: ``daily active users``; a sentence must hold it all."""
    found = _COUNTED.search(text)
    words: list[str] = ["old"] if _AGE.search(text) else []
    for word in found[1].split() if found else ():
        if word in _ENDS_COUNTED:
            break
        if word not in STOP_WORDS and word not in _MONEY and word not in inside_names:
            words.append(word)
    return tuple(words)


def asks_for_figure(text: str, attributes: Sequence[str]) -> bool:
    """Whether an attribute that is a number is asked for: "what were the sales of X?", or just "X sales"."""
    is_number = bool(attributes) and attributes[0] in _FIGURES
    return is_number and (_WHAT_IS.search(text) is not None or _VERB.search(text) is None)


def asks_yes_or_no(text: str) -> bool:
    """Whether a question begins with its verb, so that the first name in it is the one who acts."""
    return _YES_OR_NO.search(text) is not None


def asks_for_doer(text: str) -> bool:
    """Whether a question asks who did something to the one it names: "who overtook X?"."""
    return _DOER.search(text) is not None


def asks_what_is_said(text: str) -> bool:
    """Whether a question asks what somebody says or thinks, which only a sentence of theirs tells."""
    return _SAYS.search(text) is not None


def asks_for_list(text: str) -> bool:
    """Whether a question asks for several things, which may stand in as many sentences: "list ...", "which brands"."""
    return _LIST.search(text) is not None


def asks_what_happened(text: str) -> bool:
    """Whether a question asks for a settled fact, which a promise, advice or a forecast is not."""
    return _DONE.search(text) is not None and _NOT_YET.search(text) is None
