"""What must come into the store comes there, though it be away for a while."""

import logging

import pytest

from bot.errors import BotError
from bot.patience import stored


async def test_it_is_tried_again_until_the_store_is_there(caplog: pytest.LogCaptureFixture) -> None:
    """And is logged each time."""
    failures = [BotError("away"), BotError("still away")]

    def work() -> None:
        if failures:
            raise failures.pop(0)

    with caplog.at_level(logging.WARNING, "dossier"):
        await stored(work, pause=0)

    assert failures == []
    assert caplog.messages == ["store.not_yet"] * 2
