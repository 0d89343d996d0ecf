"""Every adapter's driver: an adapter joins the contract suite with a line here."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import pytest

from corpus.collection import Corpus
from tests.contract.driver import Chat, Driver
from tests.contract.in_discord import discord
from tests.contract.in_slack import slack
from tests.contract.in_terminal import terminal

CHATS: dict[str, Callable[..., AbstractAsyncContextManager[Chat]]] = {"slack": slack, "discord": discord}
DRIVERS: dict[str, Callable[..., AbstractAsyncContextManager[Driver]]] = {"terminal": terminal, **CHATS}
OpenChat = Callable[..., AbstractAsyncContextManager[Chat]]
OpenDriver = Callable[..., AbstractAsyncContextManager[Driver]]


@pytest.fixture(params=sorted(CHATS))
def open_chat(request: pytest.FixtureRequest, shipped: Corpus, tmp_path: Path) -> OpenChat:
    """Start the bot in a chat, with settings or a corpus of a test's own."""
    return partial(CHATS[request.param], corpus=shipped, folder=tmp_path)


@pytest.fixture(params=sorted(DRIVERS))
def open_driver(request: pytest.FixtureRequest, shipped: Corpus, tmp_path: Path) -> OpenDriver:
    """The same for every adapter, the terminal too."""
    return partial(DRIVERS[request.param], corpus=shipped, folder=tmp_path)


@pytest.fixture
async def chat(open_chat: OpenChat) -> AsyncIterator[Chat]:
    """The bot in a chat."""
    async with open_chat() as chat:
        yield chat


@pytest.fixture
async def driver(open_driver: OpenDriver) -> AsyncIterator[Driver]:
    """The bot wherever it can be written to."""
    async with open_driver() as driver:
        yield driver
