"""Discord's modals: to ask a further question, to say why a reply was of no help, to subscribe; what was put in."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.adapters.discord.blocks.elements import CHECKS, CHOICES, INPUT, LABEL, Json
from bot.adapters.discord.codes import Code, Verb, read
from bot.adapters.discord.limits import DISCORD
from bot.adapters.discord.text import cut, length
from handlers import form as fields
from handlers.form import FILLED, Field, Form

_REASONS = {
    "wrong": "It is wrong",
    "not_answered": "It does not answer my question",
    "out_of_date": "It is out of date",
    "off_topic": "It is about something else",
}
_VALUE = "value"  # the one field of each modal
_LINE, _PARAGRAPH = 1, 2  # a text input's style: one line, or several, for a question is seldom one
_LONGEST = 100  # characters of a time as people write it; names of topics may have more
_LONGEST_NAMES = 400


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
    return _modal(Code(Verb.ASK, follow_up), title, _labelled("What do you want to know?", field))


def reason_modal(question: str) -> Json:
    """The modal that asks why a reply was of no help; ``question`` is its question's id."""
    choices = [{"label": label, "value": reason} for reason, label in _REASONS.items()]
    field = {"type": CHOICES, "custom_id": _VALUE, "options": choices}
    return _modal(Code(Verb.REASON, question), "Not helpful", _labelled("Why was it not helpful?", field))


def form_modal(form: Form) -> Json:
    """The modal in which a subscription is set up; of five fields, which is all that one may have.

    It comes back with the kind that it was opened with.
    """
    opened = form.kind if form.kind in dict(fields.CHOICES[Field.KIND]) else ""
    when = _typed(Field.AT, " ".join(filter(None, (form.at, form.zone))), _LONGEST)
    topics = {**_typed(Field.TOPICS, form.topics, _LONGEST_NAMES), "required": False}
    more = {**_chosen(CHECKS, Field.MORE, form.more), "required": False, "min_values": 0}
    return _modal(
        Code(Verb.FORM, opened),
        "Facts and digests",
        _labelled("What", _chosen(CHOICES, Field.KIND, (form.kind,))),
        _labelled("At", when, "The time and the zone: 9:00 Europe/Paris, 5pm London time"),
        _labelled("On", _chosen(CHECKS, Field.DAYS, form.days)),
        _labelled("About", topics, "Topics, with commas between; all topics where nothing stands"),
        _labelled("How", more),
    )


def value_of(data: Mapping[str, Any]) -> str:
    """What was typed or chosen in a modal, as its submission holds it; "" for nothing.

    Of a subscription's it is what one says to send it off.
    """
    found = [each.get("component") or {} for each in data.get("components") or ()]
    given = {str(field.get("custom_id")): _given(field) for field in found}
    code = read(str(data.get("custom_id", "")))
    if code and code.verb is Verb.FORM:
        return fields.filled_in(given, code.text).said(FILLED)
    return "".join(given.get(_VALUE, ()))


def _given(field: Mapping[str, Any]) -> tuple[str, ...]:
    """What was put into a field, of whatever sort it is."""
    return tuple(map(str, field.get("values") or filter(None, (field.get("value"),))))


def _typed(field: Field, value: str, longest: int) -> Json:
    shown = value if length(value) <= longest else cut(value, longest)
    filled = {"value": shown} if shown.strip() else {}
    return {"type": INPUT, "custom_id": field.value, "style": _LINE, "max_length": longest, **filled}


def _chosen(kind: int, field: Field, values: Sequence[str]) -> Json:
    options = [
        {"label": label, "value": value, **({"default": True} if value in values else {})}
        for value, label in fields.CHOICES[field]
    ]
    return {"type": kind, "custom_id": field.value, "options": options}


def _labelled(label: str, field: Json, description: str = "") -> Json:
    return {
        "type": LABEL,
        "label": label,
        **({"description": description} if description else {}),
        "component": field,
    }


def _modal(code: Code, title: str, *shown: Json) -> Json:
    return {"custom_id": code.custom_id, "title": title, "components": list(shown)}
