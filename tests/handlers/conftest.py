"""What the tests of the handlers share: two small corpora of other subjects, and a way to say something to them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from corpus.collection import Corpus
from corpus.encoder import Encoder
from corpus.load import load
from corpus.search import Indexing
from handlers.card import Context, Reply
from handlers.request import Place, Request, Settings
from handlers.route import reply, state_command
from tests.handlers.memory import Memory

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
SETTINGS = Settings(word="coffee")


@pytest.fixture(scope="session")
def coffee() -> Corpus:
    """Three articles on coffee with topics, one of them with nothing but a title in front."""
    return load(CORPORA / "coffee")


@pytest.fixture(scope="session")
def bare() -> Corpus:
    """Two articles with only a title, and no topics.toml."""
    return load(CORPORA / "bare")


@pytest.fixture(scope="session")
def coffee_by_meaning(coffee: Corpus, encoder: Encoder) -> Corpus:
    """The coffee corpus, searched by meaning."""
    return replace(coffee, indexing=Indexing(encoder))


@pytest.fixture
def day() -> date:
    """A day to ask on."""
    return date(2026, 11, 22)


@pytest.fixture
def request_of(day: date) -> Callable[[str], Request]:
    """A text as a request of the coffee team."""
    return lambda text: Request(text, day, SETTINGS)


@pytest.fixture
def say(coffee: Corpus, day: date) -> Callable[[str], Reply]:
    """What the coffee corpus replies to a text that begins a conversation."""
    return lambda text: reply(Request(text, day, SETTINGS), coffee)


@pytest.fixture
def say_by_meaning(coffee_by_meaning: Corpus, day: date) -> Callable[[str], Reply]:
    """What the coffee corpus, searched by meaning, replies to a text that begins a conversation."""
    return lambda text: reply(Request(text, day, SETTINGS), coffee_by_meaning)


@pytest.fixture
def say_bare(bare: Corpus, day: date) -> Callable[[str], Reply]:
    """What the bare corpus replies to a text that begins a conversation."""
    return lambda text: reply(Request(text, day, SETTINGS), bare)


@pytest.fixture
def talk(coffee: Corpus, day: date) -> Callable[..., Reply]:
    """What the coffee corpus replies to the last of several turns of one conversation."""

    def last_reply(*turns: str) -> Reply:
        context = Context()
        for turn in turns[:-1]:
            context = reply(Request(turn, day, SETTINGS, context=context), coffee).context
        return reply(Request(turns[-1], day, SETTINGS, context=context), coffee)

    return last_reply


@pytest.fixture
def memory() -> Memory:
    """A workspace in which nothing is stored yet, asked from Paris."""
    return Memory(names={"C1": "#general", "C2": "#ops"}, own_zone="Europe/Paris")


@pytest.fixture
def admin_of(day: date, memory: Memory) -> Callable[[Corpus], Callable[[str], Reply]]:
    """What an admin gets from a corpus for a command for admins, typed in a thread of the channel C1."""

    def admin(corpus: Corpus, text: str) -> Reply:
        found = state_command(Request(text, day, SETTINGS, Place("slack", "T1", "C1", "1.5")))
        assert found
        command, request = found
        return command.handler(request, corpus, memory)

    return lambda corpus: partial(admin, corpus)


@pytest.fixture
def admin(coffee: Corpus, admin_of: Callable[[Corpus], Callable[[str], Reply]]) -> Callable[[str], Reply]:
    """What an admin gets from the coffee corpus."""
    return admin_of(coffee)
