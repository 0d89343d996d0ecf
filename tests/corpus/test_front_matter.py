"""The head of an article."""

import re

import pytest

from corpus.article import AsOf, Basis
from corpus.dates import PartialDate
from corpus.front_matter import FrontMatterError, parse_front_matter, published


def _parsed(*lines: str) -> dict[str, object]:
    return parse_front_matter("\n".join(["---", *lines, "---", ""]))[0]


def test_every_field_is_read() -> None:
    """Texts as texts, lists as tuples, the date as precise as it is given."""
    parsed = _parsed(
        "id: bees",
        "title: 'Bees: a life'",
        "subtitle: 42",
        "authors: [Ann, Bob]",
        "publisher: Hive",
        "published: 2016-11",
        "published_basis: inferred",
        "published_reason: It names a sale.",
        "kind: blog",
        "language: en",
        "url: https://example.org",
        "standpoint: a bee",
        "missing:",
        "  - The end.",
    )

    assert parsed == {
        "id": "bees",
        "title": "Bees: a life",
        "subtitle": "42",
        "authors": ("Ann", "Bob"),
        "publisher": "Hive",
        "published": PartialDate(2016, 11),
        "published_basis": Basis.INFERRED,
        "published_reason": "It names a sale.",
        "kind": "blog",
        "language": "en",
        "url": "https://example.org",
        "standpoint": "a bee",
        "missing": ("The end.",),
    }


@pytest.mark.parametrize(
    ("expected", "written"),
    [(PartialDate(2016), "2016"), (PartialDate(2016, 11), "2016-11"), (PartialDate(2016, 11, 11), "2016-11-11")],
)
def test_a_date_may_be_a_year_a_month_or_a_day(expected: PartialDate, written: str) -> None:
    """YAML reads the three as number, text and date; here they are one type."""
    assert expected == _parsed("title: A", f"published: {written}")["published"]


@pytest.mark.parametrize("field", ["url", "kind", "published", "authors", "missing", "language"])
def test_an_empty_field_is_a_missing_one(field: str) -> None:
    """A template may be left half filled in."""
    assert _parsed("title: A", f"{field}:") == {"title": "A"}


@pytest.mark.parametrize(
    ("expected", "written"), [(("Ann",), "Ann"), (("Ann",), "[Ann, ~]"), ((), "[]"), (("7",), "[7]")]
)
def test_authors_are_a_list_of_names(expected: tuple[str, ...], written: str) -> None:
    """One name needs no brackets, and nobody is called None."""
    assert expected == _parsed("title: A", f"authors: {written}")["authors"]


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A\n---\nBody",
        "\ufeff---\ntitle: A\n---\nBody",
        "---\r\ntitle: A\r\n---  \r\nBody",
        "---\ntitle: '---'\n---\nBody",
    ],
)
def test_the_body_begins_behind_the_head(text: str) -> None:
    """Whatever ends the lines, with a byte order mark or without."""
    _, start = parse_front_matter(text)
    assert text[start:] == "Body"


def test_an_article_may_be_nothing_but_its_head() -> None:
    """Even without a last line end."""
    assert parse_front_matter("---\ntitle: A\n---") == ({"title": "A"}, 16)


@pytest.mark.parametrize("text", ["", "Bees fly.", "---\ntitle: A\n", "\n---\ntitle: A\n---\n", "title: A\n---\n"])
def test_a_file_without_a_head_is_told_how_to_begin(text: str) -> None:
    """The fault is on the first line."""
    with pytest.raises(FrontMatterError, match="no front matter: begin the file with '---'") as caught:
        parse_front_matter(text)
    assert caught.value.line == 1


@pytest.mark.parametrize(
    ("line", "message", "lines"),
    [
        (1, "no title: add 'title: ...'", ["id: a"]),
        (1, "no title: add 'title: ...'", []),
        (1, "no title: add 'title: ...'", ["title: ' '"]),
        (2, "'title' is one value, not a list", ["title: [A]"]),
        (3, "'url' is one value, not a list", ["title: A", "url: {a: b}"]),
        (2, "not YAML: mapping values are not allowed here; put values that hold ': '", ["title: A: B"]),
        (4, "not YAML: found unexpected end of stream", ["title: A", "id: 'a"]),
        (1, "cannot be read: unacceptable character #x0007", ["title: \x07"]),
        (1, "cannot be read: day is out of range for month", ["title: A", "published: 2016-02-30"]),
        (2, "not a list of 'field: value' lines", ["- title"]),
        (2, "not a list of 'field: value' lines", ["title"]),
        (3, "unknown field 'publishe': did you mean 'publisher'?", ["title: A", "publishe: Ann"]),
        (3, "unknown field '1': known are id, title", ["title: A", "1: b"]),
        (1, "unknown field 'zz zz'", ["title: A", "'zz zz': b"]),
        (4, "unknown kind 'poem': known are news, blog, column, interview", ["title: A", "id: a", "kind: poem"]),
        (3, "published: '2016-13' is not a date of the calendar", ["title: A", "published: 2016-13"]),
        (3, "published: 'soon' is not a date: write YYYY", ["title: A", "published: soon"]),
        (3, "published_basis: unknown basis 'sure'", ["title: A", "published_basis: sure"]),
        (3, "'missing' holds a value with ': ' in it", ["title: A", "missing: [It says: nothing]"]),
    ],
)
def test_a_fault_is_told_with_its_line(line: int, message: str, lines: list[str]) -> None:
    """The line is that of the file; the message says what to do."""
    with pytest.raises(FrontMatterError, match=re.escape(message)) as caught:
        _parsed(*lines)
    assert line == caught.value.line


@pytest.mark.parametrize(
    ("expected", "fields"),
    [
        (AsOf(), {}),
        (AsOf(), {"published_basis": Basis.STATED}),
        (AsOf(PartialDate(2016), Basis.STATED), {"published": PartialDate(2016)}),
        (AsOf(PartialDate(2016), Basis.INFERRED), {"published": PartialDate(2016), "published_basis": Basis.INFERRED}),
    ],
)
def test_what_is_missing_of_the_date_is_unknown(expected: AsOf, fields: dict[str, object]) -> None:
    """A date without a basis counts as stated, a basis without a date as nothing."""
    assert expected == published(fields)
