"""Two Slacks for doctor to look at: one that works, and one that answers by the book of a test."""

from collections.abc import AsyncIterator

import pytest

from tests.slack.scripted import ScriptedSlack, scripted_slack

IDENTITY = {"team": "Acme", "user": "dossier", "bot_id": "B0001"}


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """slack_sdk sends everything through a proxy of the developer's own, loopback too."""
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
async def script() -> AsyncIterator[ScriptedSlack]:
    """A Slack that answers by the book of a test: the bot token is good and belongs to the app A0001."""
    async with scripted_slack() as running:
        running.answers |= {"api.test": {}, "auth.test": IDENTITY, "bots.info": {"bot": {"app_id": "A0001"}}}
        running.answers["users.conversations"] = {"channels": [{"id": "C1"}]}
        yield running
