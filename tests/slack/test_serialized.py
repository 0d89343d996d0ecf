"""Messages as JSON: what rendering gives, with the id of each asker's question in its place."""

import json

import pytest

from bot.adapters.slack import render, serialized
from handlers.card import Card, Text

CARD = Card("Cainiao", (Text("A logistics company & its network."),))


@pytest.mark.parametrize("question", ["", "0123456789abcdef", "fedcba9876543210"])
def test_is_the_rendered_message_whoever_asked_before(question: str) -> None:
    """The id of a question stands in its own message alone, though the rest is made once."""
    extras = render.Extras(question, share="cainiao", asked="cainiao")

    message = json.loads(serialized.message(CARD, extras, "ephemeral"))

    assert {"response_type": "ephemeral", **render.message(CARD, extras)} == message


def test_tells_audiences_and_texts_apart() -> None:
    """What one person may share is not what everybody sees already."""
    private = serialized.message(CARD, render.Extras("1", share="cainiao"), "ephemeral")

    assert "in_channel" in serialized.message(CARD, render.Extras("1"), "in_channel")
    assert '"value": "cainiao"' in private
    assert '"value": "alipay"' in serialized.message(CARD, render.Extras("1", share="alipay"), "ephemeral")
