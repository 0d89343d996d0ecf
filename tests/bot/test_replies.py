"""Replies kept for those who ask the same."""

from dataclasses import replace
from datetime import date

import pytest

from bot.replies import Key, Replies, key
from handlers.card import Block, Card, Context, Fact, Facts, Item, Items, Kind, Reply
from handlers.request import Place, Request, Settings

REQUEST = Request("cainiao", date(2026, 11, 22), place=Place("slack", "T1", "C1"), user="U1", id="1")
FACTS = tuple(Fact(f"tea:{n}", "Tea is hot.", "2016", "stated", "Ada", "tea") for n in range(100))


def reply(kind: Kind = Kind.LIST) -> Reply:
    """A reply of a kind."""
    return Reply(kind, Card("List", ()))


@pytest.mark.parametrize(
    "other",
    [replace(REQUEST, place=Place("slack", "T2", "C2", "7")), replace(REQUEST, user="U2"), replace(REQUEST, id="2")],
)
def test_who_asks_where_makes_no_difference(other: Request) -> None:
    """The articles say the same to everybody."""
    assert key(REQUEST) == key(other)


@pytest.mark.parametrize(
    "other",
    [
        replace(REQUEST, text="Cainiao"),
        replace(REQUEST, today=date(2026, 11, 23)),
        replace(REQUEST, context=Context(("alipay",))),
        replace(REQUEST, settings=Settings("coffee")),
        replace(REQUEST, place=Place()),
    ],
)
def test_what_a_reply_depends_on_makes_a_difference(other: Request) -> None:
    """Words, day, what was said before, settings; and help differs between a chat and a terminal."""
    assert key(REQUEST) != key(other)


def asked(text: str) -> Key:
    """The key of a text."""
    return key(replace(REQUEST, text=text))


def test_a_reply_is_found_again() -> None:
    """The same object: nothing is copied."""
    kept, replies = reply(), Replies()

    replies.keep(asked("a"), kept)

    assert replies.get(asked("a")) is kept
    assert replies.get(asked("b")) is None


def test_an_error_is_not_kept() -> None:
    """The next one to ask may have more luck."""
    replies = Replies()

    replies.keep(asked("a"), reply(Kind.ERROR))

    assert replies.get(asked("a")) is None


def test_what_was_used_longest_ago_goes_first() -> None:
    """Memory is bounded."""
    replies = Replies(most=25_000)
    replies.keep(asked("a"), reply())
    replies.keep(asked("b"), reply())
    replies.get(asked("a"))

    replies.keep(asked("c"), reply())

    assert [name for name in "abc" if replies.get(asked(name))] == ["a", "c"]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [("long" * 1_000, ()), ("facts", (Facts("", FACTS),)), ("entries", (Items("", (Item("Tea", ""),) * 100),))],
)
def test_a_large_reply_takes_the_place_of_many_small_ones(text: str, blocks: tuple[Block, ...]) -> None:
    """It is memory that is bounded, not their number."""
    replies = Replies(most=105_000)
    for name in "abcdefgh":
        replies.keep(asked(name), reply())

    replies.keep(asked(text), Reply(Kind.LIST, Card("List", blocks)))

    assert [name for name in ("a", "h", text) if replies.get(asked(name))] == ["h", text]


def test_a_reply_that_is_kept_twice_counts_once() -> None:
    """Two may have asked at the same time."""
    replies = Replies(most=25_000)
    for _ in range(9):
        replies.keep(asked("a"), reply())

    replies.keep(asked("b"), reply())

    assert replies.get(asked("a"))
