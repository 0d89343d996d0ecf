"""A web address of the corpus as it may stand in a link: nothing in it does anything but lead there."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

_HOST = re.compile(r"[a-z0-9.-]+")


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address, the host that it leads to, which names it, and whether it says who goes there."""

    host: str
    quoted: str
    names_user: bool


def web_address(text: str, safe: str, longest: int) -> WebAddress | None:
    """A text as an address of at most so many characters, in which only ``safe`` ones stand as they are.

    None for what is none, or is too long.
    """
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return None
    host, quoted = parts.hostname or "", quote(text.strip(), safe=safe, errors="replace")
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host) or len(quoted) > longest:
        return None
    return WebAddress(host, quoted, "@" in parts.netloc)
