"""What people are told in a chat of what becomes of their questions."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.replies import key
from corpus.collection import Corpus
from handlers.card import Block, Kind, Note, Reply, Text
from handlers.request import Place, Request
from handlers.route import reply

SLACK, SERVER, DIRECT = Place("slack", "T1", "C1"), Place("discord", "1", "2"), Place("discord", "@me", "2")
Chat = Callable[[str, Place], Reply]


@pytest.fixture
def chat(coffee: Corpus, request_of: Callable[[str], Request]) -> Chat:
    """What is replied to a text in a place."""
    return lambda text, place: reply(replace(request_of(text), place=place), coffee)


def told(blocks: tuple[Block, ...]) -> list[str]:
    """The paragraphs on what is stored."""
    return [block.text for block in blocks if isinstance(block, Text | Note) and "stored" in block.text]


@pytest.mark.parametrize("text", ["help", "about"])
@pytest.mark.parametrize(
    ("place", "reader"),
    [(SLACK, "Admins of this workspace"), (SERVER, "Admins of this server"), (DIRECT, "Whoever runs this bot")],
)
def test_a_chat_says_what_is_stored_for_how_long_and_who_reads_it(
    chat: Chat, text: str, place: Place, reader: str
) -> None:
    """In one paragraph, without being asked."""
    (words,) = told(chat(text, place).card.blocks)

    assert "180 days under a pseudonym" in words
    assert f"{reader} can read questions without an answer" in words


@pytest.mark.parametrize("text", ["help", "about"])
def test_the_terminal_stores_nothing_and_says_nothing_of_it(chat: Chat, text: str) -> None:
    """It would not be true there."""
    assert told(chat(text, Place()).card.blocks) == []


@pytest.mark.parametrize(
    "text",
    [
        "who can see this?",
        "Who sees what I ask",
        "who else reads my questions?",
        "is this private?",
        "Are my questions anonymous?",
        "do you store my data?",
        "delete my data",
        "please forget me!",
        "how do I delete everything I asked?",
        "privacy",
        "your privacy policy?",
    ],
)
def test_who_asks_what_becomes_of_it_is_told(chat: Chat, text: str) -> None:
    """It is no question to the articles."""
    said = chat(text, SLACK)

    assert (said.kind, said.card.title) == (Kind.LIST, "Who sees what you ask")
    assert len(told(said.card.blocks)) == 2
    assert said.card.suggestions() == ("about", "help")


@pytest.mark.parametrize(
    "text", ["is it public?", "who reads the Amber Weekly?", "delete the beans", "is Ada private?"]
)
def test_what_asks_of_the_world_is_no_such_question(chat: Chat, text: str) -> None:
    """Only what is plainly about the chat is taken for it."""
    assert chat(text, SLACK).card.title != "Who sees what you ask"


def test_in_the_terminal_it_is_a_question_like_any_other(chat: Chat) -> None:
    """Nobody else reads along there."""
    assert chat("who can see this?", Place()).kind is Kind.NO_ANSWER


def test_a_direct_message_does_not_get_the_words_kept_for_a_server(request_of: Callable[[str], Request]) -> None:
    """Replies are kept by all that they depend on."""
    asked = request_of("help")

    assert key(replace(asked, place=SERVER)) != key(replace(asked, place=DIRECT))
