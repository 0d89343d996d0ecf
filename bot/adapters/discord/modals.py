"""Discord's modals: to ask a further question, and to say why a reply was of no help; and what was put into them."""

from collections.abc import Mapping
from typing import Any

from bot.adapters.discord.blocks.elements import CHOICES, INPUT, LABEL, Json
from bot.adapters.discord.codes import Code, Verb
from bot.adapters.discord.limits import DISCORD
from bot.adapters.discord.text import cut, length

_REASONS = {
    "wrong": "It is wrong",
    "not_answered": "It does not answer my question",
    "out_of_date": "It is out of date",
    "off_topic": "It is about something else",
}
_VALUE = "value"  # the one field of each modal
_PARAGRAPH = 2  # a text input's style: several lines, for a question is seldom one


def ask_modal(follow_up: str, longest: int, draft: str = "") -> Json:
    """The modal to ask in, of whose ``draft`` and answer ``longest`` characters are taken.

    ``follow_up`` is the exchange that the question goes on with; "" for none.
    """
    most = min(longest, DISCORD.input)
    field = {
        "type": INPUT,
        "custom_id": _VALUE,
        "style": _PARAGRAPH,
        "min_length": 1,
        "max_length": most,
        "placeholder": "A topic or a question",
        **({"value": draft if length(draft) <= most else cut(draft, most)} if draft.strip() else {}),
    }
    title = "Ask a follow-up" if follow_up else "Ask"
    return _modal(Code(Verb.ASK, follow_up), title, "What do you want to know?", field)


def reason_modal(question: str) -> Json:
    """The modal that asks why a reply was of no help; ``question`` is its question's id."""
    choices = [{"label": label, "value": reason} for reason, label in _REASONS.items()]
    field = {"type": CHOICES, "custom_id": _VALUE, "options": choices}
    return _modal(Code(Verb.REASON, question), "Not helpful", "Why was it not helpful?", field)


def value_of(data: Mapping[str, Any]) -> str:
    """What was typed or chosen in a modal, as its submission holds it; "" for nothing."""
    fields = (each.get("component") or {} for each in data.get("components") or ())
    return next((str(field.get("value") or "") for field in fields if field.get("custom_id") == _VALUE), "")


def _modal(code: Code, title: str, label: str, field: Json) -> Json:
    return {
        "custom_id": code.custom_id,
        "title": title,
        "components": [{"type": LABEL, "label": label, "component": field}],
    }
