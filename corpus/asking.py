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
                "how (?:big|large|high|fast|often|far|tall|expensive|costly|cheap)",
                "what (?:do|does|did|would|will) [^?]* costs?",
                "what (?:is|was|are) [^?]*(?:worth|valued? at)",
                "at what (?:value|valuation)",
                r"what [^?]{0,40}\b(?:rate|price|fee|amount|budget|salary|size|volume|revenue|valuation)",
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
_PRICE = re.compile(r"\bhow (?:expensive|costly|cheap)\b|\b(?:what|how much) [^?]*\bcosts?\b", re.IGNORECASE)
_CURRENCIES = {
    "dollar": "USD",
    "usd": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "yuan": "CNY",
    "rmb": "CNY",
    "renminbi": "CNY",
}
_CURRENCY = re.compile(
    rf"\b(?:in|many) (?:us |american |chinese |british )?({'|'.join(_CURRENCIES)})s?\b", re.IGNORECASE
)
_TIMES = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "decade", "century"})
_COUNTED = re.compile(
    r"\b(?:how many|how much|number of|(?:what|how (?:large|big) a|which) (?:market )?"
    r"(?:share|percentage|percent|proportion|fraction|part) of"
    r"|(?:what|who) (?:is|was|are|were|s)(?: the)?"
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
_PROFIT = re.compile(r"^what (?:is|was|are|were) .*?\bprofits?$", re.IGNORECASE)  # "tmall profit" may ask how, too
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
_SAYING = "say|think|claim|argue|believe|state|write|predict|announce|report"
_SAYS = re.compile(
    r"^(?:and |so )?what (?:do|does|did|has|have|had) "
    r"(?!(?:the |these |those |your )*(?:articles?|authors?|sources?|texts?|corpus)\b)"
    rf"(.{{2,60}}?) (?:{_SAYING}|said|thought|claimed|argued|announced|written)\b",
    re.IGNORECASE,
)
_WHO_SAYS = re.compile(
    r"^(?:and |so )?who (?:has |had |once )?(?:says?|said|thinks?|thought|claim(?:s|ed)?|argue[sd]?|believe[sd]?"
    r"|call(?:s|ed)?|estimate[sd]?|predict(?:s|ed)?)\b"
    r"|\baccording to (?:whom|who)\b|^(?:in )?whose (?:view|opinion|eyes|words|estimate|claim)\b",
    re.IGNORECASE,
)
_ACTS = "do|does|did|is|are|was|were|has|have|had|can|could|will|would|may|might|should|to"
_MANNER = re.compile(
    rf"\b(?:how|(?:in|by|through) (?:what|which) (?:ways?|manner|means|methods?)) (?:exactly |else )?(?:{_ACTS})\b"
    r"|\b(?:explain|describe|tell me|show me) how (?!many|much|long|old|often|far|big|large|high|fast|well)"
    r"|^(?:and |so )?what (?:do|does|did|can|could|will) .{2,60}? do (?:to|about|against|for)\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(  # "how does it rank?" asks for a place, "how do they differ?" for what sets them apart
    r"\b(?:differ\w*|compar\w+|rank\w*|fare[ds]?|stack|measures? up|describe[sd]?|characteri[sz]e[sd]?|introduces?"
    r"|reads?|rates?|rated|judge[sd]?|sees?|connected|related|linked|translated|spelt|written|called|known|doing|react\w*"
    r"|word|go|went|turn out|pan out|stand|match|relates?|weighs?|perform\w*)\b"
    r"|\bdo\W*$|\bdo (?:in|compared|on)\b|(?<!compete )(?<!fight )\bagainst\b",
    re.IGNORECASE,
)
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
    """The units of which the answer must have one; empty: any will do.

    Spans of time for "how long", a currency that is named, any for a cost, % for a rate.
    """
    if _DURATION.search(text):
        return _TIMES
    if currency := _CURRENCY.search(text):
        return frozenset({_CURRENCIES[currency[1].casefold()]})
    if _PRICE.search(text):
        return frozenset(_CURRENCIES.values())
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
    if _PROFIT.search(text):
        return True
    is_number = bool(attributes) and attributes[0] in _FIGURES
    return is_number and (_WHAT_IS.search(text) is not None or _VERB.search(text) is None)


def asks_yes_or_no(text: str) -> bool:
    """Whether a question begins with its verb, so that the first name in it is the one who acts."""
    return _YES_OR_NO.search(text) is not None


def asks_for_doer(text: str) -> bool:
    """Whether a question asks who did something to the one it names: "who overtook X?"."""
    return _DOER.search(text) is not None


def asked_speaker(text: str) -> str:
    """Who is asked about in "what does ... say?", which only a sentence of theirs tells; "" in any other question."""
    found = _SAYS.search(text)
    return found[1] if found else ""


def asks_who_says(text: str) -> bool:
    """Whether a question asks whose words something is, which only a sentence with a speaker tells."""
    return _WHO_SAYS.search(text) is not None


def asks_for_manner(text: str) -> bool:
    """Whether a question asks in what way something is done: "how does it earn?", not "how much?" or "how good?"."""
    return _MANNER.search(text) is not None and _MEASURED.search(text) is None


def asks_for_list(text: str) -> bool:
    """Whether a question asks for several things, which may stand in as many sentences: "list ...", "which brands"."""
    return _LIST.search(text) is not None


def asks_what_happened(text: str) -> bool:
    """Whether a question asks for a settled fact, which a promise, advice or a forecast is not."""
    return _DONE.search(text) is not None and _NOT_YET.search(text) is None
