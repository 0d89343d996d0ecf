"""Hides secrets, and what people wrote, in anything that is about to be logged."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

HIDDEN = "[hidden]"
_SHORTEST_SECRET = 8  # a shorter one would turn up in innocent words; those of URLs are found by their place
_SHORTEST_SAID = 4

_SENSITIVE = (
    r"(?:token|secret|passw(?:or)?d|authorization|cookie|signature|ticket|trigger[_-]?id"
    r"|(?:token|api|private|encryption)[_-]?key|(?:response|database|webhook)[_-]?url)s?"
)
_WORDS = r"(?:text|question|message|value|query|said|fallback|submission|private_metadata)"
# A quotation ends at the first quote behind as many backslashes as its opening quote, or with the text.
_QUOTED = r"(?P<slash>\\*)(?P<quote>[\"'])(?s:.*?)(?:(?<!\\)(?P=slash)(?P=quote)|\Z)"
_COLON, _SLASH = "(?::|%3A)", r"(?:\\*/|%2F)"  # as they are, escaped in JSON, or in a form
_BARE = r"(?:(?:Bearer|Basic|Bot)\s+)?[^\s,;&\"'<>{}()\[\]]+"

_SECRET_FIELD = re.compile(rf"{_SENSITIVE}$", re.IGNORECASE)
_WORDS_FIELD = re.compile(rf"(?:^|_){_WORDS}$", re.IGNORECASE)

_INTERACTION = r"aW50ZXJhY3Rpb24[\w=-]+"  # Discord; "interaction" in base 64
_SECRETS = tuple(
    (re.compile(pattern, re.IGNORECASE if is_named else 0), replacement)
    for pattern, replacement, is_named in (
        (r"(?:xoxe\.)?(?:xox[a-z]|xapp|xwfp)-[\w%+/=.-]{4,}", HIDDEN, False),
        (r"xoxe\.[\w%+/=.-]{4,}", HIDDEN, False),
        (r"[MNO][\w-]{20,30}\.[\w-]{6,7}\.[\w-]{25,}|mfa\.[\w-]{20,}", HIDDEN, False),  # Discord
        (rf"((?:webhooks|interactions){_SLASH}\d+{_SLASH})[\w-]+", rf"\1{HIDDEN}", False),
        (rf"(hooks\.slack(?:-gov)?\.com){_SLASH}[^\s\"'<>&]+", rf"\1/{HIDDEN}", True),
        (rf"(wss?{_COLON}{_SLASH}{{2}}[^\s\"'<>/\\?%]+)[^\s\"'<>]+", rf"\1/{HIDDEN}", True),
        (rf"({_COLON}{_SLASH}{{2}}[^\s:/@\"'%]{{0,99}}{_COLON})[^\s\"']{{0,299}}(?:@|%40)", rf"\1{HIDDEN}@", True),
        (r"(Bearer\s+)[\w.~+/=-]{8,}", rf"\1{HIDDEN}", True),
        (r"((?:^|[?&])(?:code|state|payload)=)[^&\s\"']+", rf"\1{HIDDEN}", False),
        (rf"({_SENSITIVE}(?:%22)?(?:%3A|%3D)[+]?(?:%22)?)[^\s%&\"']+", rf"\1{HIDDEN}", True),
        (
            rf"({_SENSITIVE}(?:\\*[\"']\s*[:=,]|\s*[:=])\s*b?)(?:{_QUOTED}|{_BARE})",
            rf"\1\g<slash>\g<quote>{HIDDEN}\g<slash>\g<quote>",
            True,
        ),
    )
)
_PEOPLE = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (
            rf"((?<![A-Za-z]){_WORDS}(?:\\*[\"'])?\s*[:=]\s*){_QUOTED}",
            rf"\1\g<slash>\g<quote>{HIDDEN}\g<slash>\g<quote>",
        ),
        (rf"((?:^|[?&]){_WORDS}=)[^&\s\"']+", rf"\1{HIDDEN}"),
        (r"(\[parameters: |DETAIL: )[^\n]*", rf"\1{HIDDEN}"),  # of a statement that a database refused
    )
)


def secrets_of(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The values that may not appear in any line: what is named as a secret, and the password of the database's URL."""
    values = {
        part.strip() for name, text in environment.items() if _SECRET_FIELD.search(name) for part in text.split(",")
    }
    password = urlsplit(environment.get("DATABASE_URL", "")).password or ""
    return tuple(sorted(value for value in values | {password, unquote(password)} if value))


class Redactor:
    """What hides given values, all that looks like a secret and, if asked, what people wrote."""

    def __init__(self, secrets: Iterable[str] = (), *, hides_words: bool) -> None:
        by_length = sorted((value for value in secrets if len(value) >= _SHORTEST_SECRET), key=len, reverse=True)
        self._known = re.compile("|".join([*map(re.escape, by_length), _INTERACTION]))
        self._patterns = (*_SECRETS, *(_PEOPLE if hides_words else ()))
        self._names = (_SECRET_FIELD, _WORDS_FIELD) if hides_words else (_SECRET_FIELD,)

    def text(self, text: str) -> str:
        """A text without them."""
        text = self._known.sub(HIDDEN, text)
        if text.isidentifier():  # most names and many values: no other pattern fits a single word
            return text
        for pattern, replacement in self._patterns:
            text = pattern.sub(replacement, text)
        return text

    def value(self, value: object) -> object:
        """A value of plain types without them, whatever the nesting; an object becomes its repr."""
        match value:
            case None | bool() | int() | float():
                return value
            case str():
                return self.text(value)
            case Mapping():
                return self.fields(value)
            case [str(name), _] if self._is_hidden(name):  # a header as a pair
                return [name, HIDDEN]
            case list() | tuple() | set() | frozenset():
                return [self.value(one) for one in value]
            case _:
                return self.text(repr(value))

    def fields(self, fields: Mapping[Any, object]) -> dict[str, object]:
        """Named values without them: what is named as a secret is hidden, whatever it holds."""
        names = {self.text(str(name)): value for name, value in fields.items()}
        return {name: HIDDEN if self._is_hidden(name) else self.value(value) for name, value in names.items()}

    def _is_hidden(self, name: str) -> bool:
        return any(pattern.search(name) for pattern in self._names)


def without(said: str, text: str) -> str:
    """A text in which the words of a person do not appear, as they are or as a repr, in either case of letters."""
    for words in sorted({said.strip(), repr(said.strip())[1:-1]}, key=len, reverse=True):
        if len(words) >= _SHORTEST_SAID:
            text = re.sub(re.escape(words), HIDDEN, text, flags=re.IGNORECASE)
    return text
