"""Reads a text as Discord shows it: what the eye sees, and all that is more than words.

After "Message Formatting" (API reference), "Markdown Text 101" (help centre) and Discord's open parser SimpleAST.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_AT_LINE_START = {
    "heading": re.compile(r"#{1,3} +(?!#)(?=[^ \n])"),
    "small": re.compile(r"-# +(?!-#)(?=[^ \n])"),
    "quotation": re.compile(r" *>(?:>>)? "),
    "list": re.compile(r" *(?:[-*+]|[0-9]+\.) +(?=[^ \n])"),
}
_WRAPPING = {
    "code": re.compile(r"(`{1,3})(?P<inside>[\s\S]*?[^`])\1(?!`)"),
    "bold": re.compile(r"\*\*(?P<inside>[\s\S]+?)\*\*(?!\*)"),
    "underline": re.compile(r"__(?P<inside>[\s\S]+?)__(?!_)"),
    "italics": re.compile(r"\*(?=\S)(?P<inside>(?:\*\*|\\\*|\s+(?:[^*\s]|\*\*)|[^\s*])+?)(?<!\\)\*(?!\*)"),
    "italics_": re.compile(r"\b_(?P<inside>(?:__|\\[\s\S]|[^\\_])+?)_\b"),
    "strike": re.compile(r"~~(?P<inside>[\s\S]+?)~~"),
    "spoiler": re.compile(r"\|\|(?P<inside>[\s\S]+?)\|\|"),
    "link": re.compile(r"\[(?P<inside>(?:\\.|[^\]\\])+)\]\(\s*<?(?P<address>\w+:[^\s<>]*?)>?(?:\s+\"[^\"]*\")?\s*\)"),
}
_ALONE = {
    "mention": re.compile(r"<@[!&$]?[0-9]+>|<#[0-9]+>|<id:[\w-]+(?::[0-9]+)?>|@(?:everyone|here|silent)"),
    "command": re.compile(r"</[^:\n]+:[0-9]+>"),
    "emoji": re.compile(r"<a?:\w+:[0-9]+>|:[\w+-]+:"),
    "time": re.compile(r"<t:-?[0-9]+(?::\w)?>"),
    "address": re.compile(r"<?(?:https?|steam|discord)://[^\s<>]+>?|<mailto:[^\s>]+>|<\+[0-9 ]+>"),
}
PINGS = re.compile(r"<@[!&]?[0-9]*|@everyone|@here")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that is more than words: its kind, what is seen of it, and where a link leads."""

    kind: str
    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is seen, and in order what in it is more than words."""

    text: str
    marks: tuple[Mark, ...] = ()

    def of(self, kind: str) -> list[str]:
        """What is seen of the marks of a kind."""
        return [mark.text for mark in self.marks if mark.kind == kind]


def read(text: str) -> Reading:
    """A text as it is seen."""
    pieces, marks = [], []
    at, is_line_start = 0, True
    while at < len(text):
        end, seen, found = _next(text, at, is_line_start=is_line_start)
        pieces.append(seen)
        marks += found
        is_marker = bool(found) and found[0].kind in _AT_LINE_START
        is_line_start = is_marker or text[end - 1] == "\n" or (is_line_start and not seen.strip(" "))
        at = end
    return Reading("".join(pieces), tuple(marks))


def _next(text: str, at: int, *, is_line_start: bool) -> tuple[int, str, list[Mark]]:
    """Where the next piece ends, what is seen of it, and the marks in it."""
    if found := _ESCAPE.match(text, at):
        return found.end(), found[1], []
    if is_line_start:
        for kind, pattern in _AT_LINE_START.items():
            if found := pattern.match(text, at):
                return found.end(), "", [Mark(kind, text[found.end() :].partition("\n")[0])]
    for kind, pattern in _WRAPPING.items():
        if found := pattern.match(text, at):
            inside = Reading(found["inside"]) if kind == "code" else read(found["inside"])
            address = found.groupdict().get("address") or ""
            return found.end(), inside.text, [Mark(kind.rstrip("_"), inside.text, address), *inside.marks]
    for kind, pattern in _ALONE.items():
        if found := pattern.match(text, at):
            return found.end(), found[0], [Mark(kind, found[0])]
    return at + 1, text[at], []


def pings(text: str) -> Iterator[str]:
    """What would notify somebody, were it allowed to: Discord looks for it in code too."""
    unescaped = _ESCAPE.sub(lambda found: " " * len(found[0]), text)
    yield from PINGS.findall(unescaped)
