"""Messages as JSON, each made once for all who ask the same: only the id of the question is put in for every asker."""

import json
import secrets
from dataclasses import replace
from functools import lru_cache

from bot.adapters.slack import render
from handlers.card import Card

_QUESTION = secrets.token_hex(8)  # where the id of a question goes; nobody can know it, so nobody can write it


def message(card: Card, extras: render.Extras, response_type: str) -> str:
    """What an acknowledgement or a response_url takes; ``response_type`` is ``ephemeral`` or ``in_channel``."""
    if not extras.question:
        return _made(card, extras, response_type)
    return _made(card, replace(extras, question=_QUESTION), response_type).replace(_QUESTION, extras.question)


@lru_cache(1_000)
def _made(card: Card, extras: render.Extras, response_type: str) -> str:
    return json.dumps({"response_type": response_type, **render.message(card, extras)})
