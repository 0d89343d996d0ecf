"""Messages as JSON, each made once for all who ask the same: only the id of the question is put in for every asker."""

import json
import secrets
from typing import Final

from bot.adapters.slack import render
from bot.once import once
from handlers.card import Reply

QUESTION: Final = secrets.token_hex(8)
"""Stands in ``Extras`` for the id of a question until that is put in; nobody can know it, so nobody can write it."""


def message(reply: Reply, extras: render.Extras, response_type: str, question: str) -> str:
    """What an acknowledgement or a response_url takes; ``response_type`` is ``ephemeral`` or ``in_channel``.

    ``question`` is the id that stands where ``extras`` have ``QUESTION``.
    """
    return _made(reply, extras, response_type).replace(QUESTION, question)


@once
def _made(reply: Reply, extras: render.Extras, response_type: str) -> str:
    made = {"response_type": response_type, **render.message(reply.card, extras)}
    return json.dumps(made, separators=(",", ":"))
