"""The YAML head of an article: its fields, checked, and where its body begins."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from corpus.article import AsOf, Basis
from corpus.dates import PartialDate
from corpus.notation import nearest, parse_basis

_HEAD = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_TEXTS = ("id", "title", "subtitle", "publisher", "published_reason", "kind", "language", "url", "standpoint")
_LISTS = ("authors", "missing")
FIELDS = (*_TEXTS, *_LISTS, "published", "published_basis")
KINDS = ("news", "blog", "column", "interview")


class FrontMatterError(ValueError):
    """A fault in the head of an article, with the line of the file it stands in."""

    def __init__(self, message: str, line: int = 1) -> None:
        """``line`` counts from 1."""
        super().__init__(message)
        self.line = line


def parse_front_matter(text: str) -> tuple[dict[str, Any], int]:
    """The fields of a file's head, and the offset at which the body begins; FrontMatterError says what is wrong."""
    head = _HEAD.match(text)
    if head is None:
        message = "no front matter: begin the file with '---', 'title: ...' and '---', each on a line of its own"
        raise FrontMatterError(message)
    loaded = _yaml(head[1])
    if not isinstance(loaded, dict):
        message = "the front matter is not a list of 'field: value' lines"
        raise FrontMatterError(message, 2)
    for name in loaded:
        if name not in FIELDS:
            message = f"unknown field '{name}': {nearest(str(name), FIELDS)}"
            raise FrontMatterError(message, _line_of(head[1], str(name)))
    return {
        name: _checked(name, value, head[1]) for name, value in _with_title(loaded).items() if value is not None
    }, head.end()


def _yaml(head: str) -> object:
    """What a head says as YAML; a fault names its line of the file."""
    try:
        return yaml.safe_load(head) or {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        message = f"the front matter is not YAML: {error.problem}; put values that hold ': ' or '#' in quotes"
        raise FrontMatterError(message, line) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        message = f"the front matter cannot be read: {str(error).splitlines()[0]}; put dates and odd values in quotes"
        raise FrontMatterError(message) from error


def _with_title(loaded: Mapping[str, Any]) -> Mapping[str, Any]:
    if not str(loaded.get("title") or "").strip():
        message = "no title: add 'title: ...' to the front matter"
        raise FrontMatterError(message)
    return loaded


def _checked(name: str, value: object, head: str) -> object:
    line = _line_of(head, name)
    if name in _LISTS:
        items = value if isinstance(value, list) else [value]
        if any(isinstance(item, list | dict) for item in items):
            message = f"'{name}' holds a value with ': ' in it, or a list in the list: put each item in quotes"
            raise FrontMatterError(message, line)
        return tuple(str(item).strip() for item in items if item is not None)
    if isinstance(value, list | dict):
        message = f"'{name}' is one value, not a list"
        raise FrontMatterError(message, line)
    words = value.isoformat() if isinstance(value, date) else str(value).strip()
    if name == "kind" and words not in KINDS:
        message = f"unknown kind '{words}': known are {', '.join(KINDS)}"
        raise FrontMatterError(message, line)
    try:
        return {"published": PartialDate.parse, "published_basis": parse_basis}.get(name, str)(words)
    except ValueError as error:
        raise FrontMatterError(f"{name}: {error}", line) from error


def _line_of(head: str, name: str) -> int:
    """The line of the file in which a field stands; the head begins on line 2."""
    for number, line in enumerate(head.splitlines(), start=2):
        if line.startswith(f"{name}:"):
            return number
    return 1


def published(fields: Mapping[str, Any]) -> AsOf:
    """The date of publication with its basis; a date given without a basis counts as stated."""
    day = fields.get("published")
    if day is None:
        return AsOf()
    return AsOf(day, fields.get("published_basis", Basis.STATED))
