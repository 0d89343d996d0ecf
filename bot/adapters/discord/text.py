"""Words as Discord may get them: its Markdown and mentions escaped, cut between words, counted as it counts at most.

What Discord reads as markup: "Message Formatting" in its API reference, "Markdown Text 101" in its help centre. That a
backslash takes its meaning from any character but letters, digits and spaces: its open parser, SimpleAST.
"""

import re

from bot.adapters.discord.limits import DISCORD
from bot.web_address import web_address
from bot.wording import harmless, visible

_IN_ADDRESSES = "%/:?#!$&'+,;=~"  # what may stand in an address as it is: no bracket, star, backslash or mention
_MARKUP = re.compile(
    r"""[\\*_~|`\[\]<@]        # styles, spoilers, code, links, mentions, times, commands, custom emoji
    | (?<=\]) \(               # where the address of a link begins
    | : (?= // | [^\s:]+ : )   # a bare address; a picture by its name""",
    re.VERBOSE,
)
_LINE_MARKUP = re.compile(r"(\s*)([#>+-])|(\s*[0-9]+)(\.)(?!\S)")  # headings, quotations, lists, small print
_MARKS = re.compile(r"\*+|~~|\|\||`+|__|[\\\[\]]")  # what makes styles, spoilers, code and links
_BEGINNING = re.compile(r"\A\s*(?:(?:-?#{1,3}|>{1,3}|[+-])\s+)+")  # of headings, small print, quotations, lists
_CHANNEL = re.compile(r"<#[0-9]+>")
_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")


def escape(text: str) -> str:
    """A text on one line in which Discord finds no markup, no mention and no address, wherever it stands in a line."""
    inside = _MARKUP.sub(r"\\\g<0>", harmless(text))
    return _LINE_MARKUP.sub(_escape_line, inside, count=1) if _LINE_MARKUP.match(inside) else inside


def _escape_line(found: re.Match[str]) -> str:
    return f"{found[1] or ''}{found[3] or ''}\\{found[2] or found[4]}"


def unescape(text: str) -> str:
    """The text that ``escape`` was given, less what is not harmless."""
    return _ESCAPED.sub(r"\1", text)


def unmarked(text: str) -> str:
    """A text on one line for where Discord shows no markup: without it, and channels without their number."""
    said = _BEGINNING.sub("", _MARKS.sub("", harmless(text)))
    return " ".join(_CHANNEL.sub("#…", said).split())


def length(text: str) -> int:
    """The characters of a text as its strictest reader counts them.

    Discord's API counts code points (its documentation's issue 1315), its clients UTF-16 units, never fewer.
    """
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, most: int) -> str:
    """A text on one line of at most so many characters, cut between words, with an ellipsis where it was cut."""
    text = visible(text)
    return text if length(text) <= most else cut(text, most)


def cut(text: str, most: int) -> str:
    """The beginning of a text that is longer than so many characters: whole words where it has any, and an ellipsis."""
    head = text.encode("utf-16-le", "surrogatepass")[: 2 * (most - 1)].decode("utf-16-le", "ignore")
    return f"{head.rpartition(' ')[0].rstrip() or head}…"


def link(address: str) -> str:
    """A web address as a link named after its host, which shows no preview; "" for what is none."""
    found = web_address(address, _IN_ADDRESSES, DISCORD.address)
    return f"[{found.host}](<{found.quoted}>)" if found and not found.names_user else ""
