"""Replies kept for those who ask the same."""

from dataclasses import replace
from datetime import date

import pytest

from bot.replies import Replies, key
from handlers.card import Card, Context, Kind, Reply
from handlers.request import Place, Request, Settings

REQUEST = Request("cainiao", date(2026, 11, 22), place=Place("slack", "T1", "C1"), user="U1", id="1")


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


def test_a_reply_is_found_again() -> None:
    """The same object: nothing is copied."""
    kept, replies = reply(), Replies()

    replies.keep("a", kept)

    assert replies.get("a") is kept
    assert replies.get("b") is None


def test_an_error_is_not_kept() -> None:
    """The next one to ask may have more luck."""
    replies = Replies()

    replies.keep("a", reply(Kind.ERROR))

    assert replies.get("a") is None


def test_what_was_used_longest_ago_goes_first() -> None:
    """Memory is bounded."""
    replies = Replies(most=2)
    replies.keep("a", reply())
    replies.keep("b", reply())
    replies.get("a")

    replies.keep("c", reply())

    assert [name for name in "abc" if replies.get(name)] == ["a", "c"]
