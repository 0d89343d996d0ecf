"""The topics in what somebody types about a subscription: about Cainiao, Alipay."""

import re
from dataclasses import dataclass

from corpus.collection import Corpus
from corpus.topics import Topic

_ABOUT = re.compile(r"\babout\b:?", re.IGNORECASE)
_ON = re.compile(r"^(?=[^\d\s])|\b(?:on|of|for)\s+(?:the\s+)?", re.IGNORECASE)
_WHEN = re.compile(
    r"(?:at|on|in|from|every|each|daily|weekly|weekdays?|weekends?|noon|midnight"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:days?)?)\b|\d",
    re.IGNORECASE,
)
_END = re.compile(r"\s*[,;&+]\s*|\s+and\s+|\s+(?=(?:at|on|every|each|daily|from)\b)", re.IGNORECASE)
_BETWEEN = re.compile(r"^(?:[\s,;&+.]|and\b)+", re.IGNORECASE)
_ALL = frozenset(("all", "anything", "everything", "all topics", "any topic", "every topic"))
_LONGEST = 8  # words of a name


@dataclass(frozen=True, slots=True)
class About:
    """The ids of topics, () for all and None when none is named, and the text without them.

    ``unknown`` is a name that no topic has, and ``suggestions`` what may be meant by it.
    """

    topics: tuple[str, ...] | None
    rest: str
    unknown: str = ""
    suggestions: tuple[Topic, ...] = ()


def about(text: str, corpus: Corpus) -> About:
    """The topics that are named in a text behind "about", or, by their very names, behind "on" or at its beginning."""
    found = _ABOUT.search(text) or next((m for m in _ON.finditer(text) if _exact(text[m.end() :], corpus)), None)
    if found is None:
        return About(None, text)
    names, rest = _names(text[found.end() :], corpus)
    rest = f"{text[: found.start()]} {rest}".strip()
    if any(name.casefold() in _ALL for name in names):
        return About((), rest)
    resolved = {name: corpus.matcher.resolve(name) for name in names}
    topics = tuple(dict.fromkeys(each.topic.id for each in resolved.values() if each.topic))
    unknown = next((name for name, each in resolved.items() if each.topic is None), "")
    return About(topics or None, rest, unknown, resolved[unknown].suggestions if unknown else ())


def _names(text: str, corpus: Corpus) -> tuple[list[str], str]:
    """The names at the beginning of a text, and what stands behind them."""
    names: list[str] = []
    while text := _BETWEEN.sub("", text):
        exact = _exact(text, corpus)
        if exact is None and _WHEN.match(text):
            break
        name, text = exact or _first(text)
        names.append(name)
    return names, text


def _exact(text: str, corpus: Corpus) -> tuple[str, str] | None:
    """The longest name of a topic that a text begins with, and the text behind it."""
    words = text.split()
    candidates = (" ".join(words[:end]).strip(" ,;.") for end in range(min(_LONGEST, len(words)), 0, -1))
    lengths = zip(candidates, range(min(_LONGEST, len(words)), 0, -1), strict=True)
    return next(((name, " ".join(words[end:])) for name, end in lengths if corpus.topics.named(name)), None)


def _first(text: str) -> tuple[str, str]:
    """What stands before the first comma, "and" or beginning of a time, and the text behind it."""
    name, *rest = _END.split(text, maxsplit=1)
    return name.strip(" .!"), "".join(rest)
