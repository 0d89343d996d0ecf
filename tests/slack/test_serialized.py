"""Messages as JSON: what rendering gives, with the id of each asker's question in its place."""

import json
from dataclasses import replace

import pytest

from bot.adapters.slack import render, serialized
from handlers.card import Card, Kind, Reply, Text

REPLY = Reply(Kind.BRIEFING, Card("Cainiao", (Text("A logistics company & its network."),)))


@pytest.mark.parametrize("question", ["0123456789abcdef", "fedcba9876543210"])
def test_is_the_rendered_message_whoever_asked_before(question: str) -> None:
    """The id of a question stands in its own message alone, though the rest is made once."""
    extras = render.Extras(serialized.QUESTION, share="cainiao", asked="cainiao")

    message = json.loads(serialized.message(REPLY, extras, "ephemeral", question))

    rendered = render.message(REPLY.card, replace(extras, question=question))
    assert {"response_type": "ephemeral", **rendered} == message


def test_tells_audiences_and_texts_apart() -> None:
    """What one person may share is not what everybody sees already."""
    private = serialized.message(REPLY, render.Extras("1", share="cainiao"), "ephemeral", "1")

    assert "in_channel" in serialized.message(REPLY, render.Extras("1"), "in_channel", "1")
    assert '"value":"cainiao"' in private
    assert '"value":"alipay"' in serialized.message(REPLY, render.Extras("1", share="alipay"), "ephemeral", "1")
