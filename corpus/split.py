"""Markdown to sentences: each with its heading, its place in the file and its record line, if it has one."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from sentencex import get_sentence_boundaries

_MARKDOWN = MarkdownIt("commonmark").enable("table")
_RECORD = re.compile(r": |:\s*\w[\w-]*\s*:")
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")  # as Markdown counts them; splitlines() sees more
_MARKERS = re.compile(r"\s*(?:(?:[-*+>]|\d+[.)])\s+|>)*")
_QUOTED_LINE = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_CLOSING = re.compile(r"[*_]+(?=\s|\Z)")
_LEFT_OPEN = re.compile(r"^[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}$")  # emphasis over several sentences


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the file has it between ``start`` and ``end``; ``line`` and ``record_line`` count from 1.

    ``paragraph`` is the offset at which its paragraph or list item begins.
    """

    text: str
    heading: str
    start: int
    end: int
    line: int
    paragraph: int = 0
    record: str = ""
    record_line: int = 0


def split(text: str, body_start: int, language: str) -> Iterator[Sentence]:
    """The sentences of the Markdown that begins at ``body_start``; code, HTML and tables are passed over."""
    starts = _line_starts(text)
    first_line = bisect_left(starts, body_start)
    heading = ""
    for opening, token in pairwise(_MARKDOWN.parse(text[body_start:])):
        if opening.type == "heading_open":
            heading = " ".join(_plain(token).split())
        elif opening.type == "paragraph_open" and token.map:
            start, end = (starts[min(first_line + line, len(starts) - 1)] for line in token.map)
            yield from _block(text, start, end, heading, language)


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in _LINE.findall(text):
        starts.append(starts[-1] + len(line))
    return starts


def _block(text: str, start: int, end: int, heading: str, language: str) -> Iterator[Sentence]:
    """The sentences of one paragraph or list item; record lines belong to the last sentence above them.

    A record line with no sentence of its own gives a sentence without text, for the loader to report.
    """
    found: list[Sentence] = []
    run_start = at = start
    for line in _LINE.findall(text[start:end]):
        record = line.lstrip("> \t")
        if _RECORD.match(record):
            number = text.count("\n", 0, at) + 1
            found += _sentences(text, run_start, at, heading, language)
            found = found or [Sentence("", heading, at, at, number)]
            found[-1] = _with_record(found[-1], record[1:].strip(), number)
            run_start = at + len(line)
        at += len(line)
    found += _sentences(text, run_start, end, heading, language)
    yield from (replace(sentence, paragraph=start) for sentence in found)


def _with_record(sentence: Sentence, record: str, line: int) -> Sentence:
    """A sentence with a further line of its record."""
    both = "; ".join(filter(None, (sentence.record, record)))
    return replace(sentence, record=both, record_line=sentence.record_line or line)


def _sentences(text: str, start: int, end: int, heading: str, language: str) -> list[Sentence]:
    found: list[Sentence] = []
    last = start
    for boundary in get_sentence_boundaries(language, text[start:end]):
        first = _behind(_MARKERS, text, max(last, start + boundary["start_index"]))
        last = _behind(_CLOSING, text, start + len(text[start : start + boundary["end_index"]].rstrip()))
        shown = _shown(text[first:last])
        if any(c.isalnum() for c in shown):
            found.append(Sentence(shown, heading, first, last, text.count("\n", 0, first) + 1))
    return found


def _behind(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where the match of a pattern at an offset ends; the offset itself when there is none."""
    found = pattern.match(text, at)
    return found.end() if found else at


def _shown(raw: str) -> str:
    """A sentence's source without markup, on one line."""
    words = "".join(_plain(token) for token in _MARKDOWN.parseInline(_QUOTED_LINE.sub("", raw))).split()
    return _LEFT_OPEN.sub("", " ".join(words))


def _plain(token: Token) -> str:
    """The text of an inline token: what a link says, not where it leads; no HTML."""
    parts = []
    for child in token.children or ():
        if child.type in {"text", "code_inline", "text_special"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif child.type == "image":
            parts.append(_plain(child))
    return "".join(parts)
