"""The slash command, from the person who types it to what they see."""

import pytest

from tests.slack.fake.server import Slack

pytestmark = pytest.mark.usefixtures("bot")


async def test_the_reply_travels_in_the_acknowledgement(slack: Slack) -> None:
    """A briefing is there with the answer to Slack itself: no second call is made."""
    reply = await slack.command(slack.asker, slack.general, "/alibaba", "cainiao")

    assert "Cainiao" in reply.text
    assert reply.source == "ack"
    assert reply.is_ephemeral
