"""What may stand in Slack's mrkdwn: escaped text, links and dates, but nothing that notifies people."""

import re
from collections.abc import Collection, Iterator

_ENTITY = re.compile(r"&(?:amp|lt|gt);")
_ANGLES = re.compile(r"<([^<>]*)>")
_LINK = re.compile(r"(?:https?://|mailto:)[^\s|<>]+(?:\|[^<>|]+)?")
_DATE = re.compile(r"!date\^\d+\^[^^|<>]+(?:\^https?://[^\s|<>]+)?\|[^<>|]+")
_PING = re.compile(r"<(?:[@#][A-Z0-9]+|!(?:channel|here|everyone|subteam\^[A-Z0-9]+))(?:\|[^<>]*)?>")


def problems_of_mrkdwn(text: str, mentions: Collection[str] = ()) -> Iterator[str]:
    """What is wrong with text that Slack reads as mrkdwn; people in `mentions` (user ids) may be named."""
    yield from pings(text, mentions)
    rest = _ANGLES.sub(lambda found: "" if _is_legal(found) else found[0], text)
    rest = _ENTITY.sub("", rest)
    yield from (f"unescaped {sign!r} in {text[:60]!r}" for sign in "&<>" if sign in rest)


def pings(text: str, mentions: Collection[str] = ()) -> Iterator[str]:
    """The mentions in a text, other than of people in `mentions`, each as a problem."""
    for found in _PING.findall(text):
        if found.strip("<@>").split("|")[0] not in mentions:
            yield f"{found} notifies people"


def _is_legal(found: re.Match[str]) -> bool:
    """A link, a date, or a mention (reported by itself)."""
    return any(form.fullmatch(found[1]) for form in (_LINK, _DATE)) or _PING.fullmatch(found[0]) is not None
