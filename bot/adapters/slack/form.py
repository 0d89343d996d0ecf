"""The form in which a subscription is set up, as a modal: what stands in it, what was put in, what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time
from typing import Any

from bot.adapters.slack.blocks.elements import Json, option, plain, small
from bot.adapters.slack.blocks.text import can_be_said
from bot.adapters.slack.limits import SLACK
from bot.adapters.slack.views import answer_views, entry, modal
from handlers.card import Actions, Kind, Reply, Text
from handlers.form import CHOICES, Field, Form, filled_in

CALLBACK, TOPICS = "subscribe", Field.TOPICS.value
_ZONE = "A city or a zone: Paris, Europe/Paris, UTC+2"
_LONGEST = 100  # characters of a zone's name as people write it


def form_view(form: Form, channel: str) -> Json:
    """The modal of a form for a channel, with what is wrong on top, for where it cannot be told at the fields."""
    wrong = [small(problem) for _, problem in form.problems]
    view = modal(CALLBACK, "Facts and digests", [*wrong, *_entries(form)])
    return {**view, "submit": plain("Subscribe"), "private_metadata": channel}


def filled(view: Mapping[str, Any]) -> Form:
    """What a modal was filled in with, and the kind that it was opened with."""
    values = view["state"]["values"]
    shown: Mapping[str, Any] = next(
        (each["element"] for each in view["blocks"] if each.get("block_id") == Field.KIND), {}
    )
    opened = (shown.get("initial_option") or {}).get("value", "")
    return filled_in({field: _chosen(values[field][field]) for field in Field if field in values}, opened)


def errors(reply: Reply) -> dict[str, str]:
    """What is wrong, by the field that shows it; none where all was well."""
    if reply.kind is not Kind.ERROR:
        return {}
    told = " ".join(block.text for block in reply.card.blocks if isinstance(block, Text))
    problems = reply.form.problems if reply.form else ((Field.KIND, told),)
    return {field.value: problem for field, problem in problems}


def taken_views(reply: Reply, channel: str) -> Sequence[Json]:
    """What takes the form's place: the form again with what is wrong, or what holds now.

    Its buttons are left out: a modal is in no channel for them to act on.
    """
    if reply.form:
        return (form_view(reply.form, channel),)
    read = tuple(block for block in reply.card.blocks if not isinstance(block, Actions))
    return answer_views(replace(reply.card, blocks=read), "")


def _entries(form: Form) -> list[Json]:
    kinds, days, more = (
        [option(label, value) for value, label in CHOICES[each]] for each in (Field.KIND, Field.DAYS, Field.MORE)
    )
    zone = {"type": "plain_text_input", "max_length": _LONGEST, "placeholder": plain(_ZONE)}
    return [
        _entry(Field.KIND, "What", _one_of("radio_buttons", kinds, form.kind)),
        _entry(Field.AT, "At", _time(form.at)),
        _entry(Field.ZONE, "Time zone", {**zone, **({"initial_value": form.zone[:_LONGEST]} if form.zone else {})}),
        _entry(Field.DAYS, "On", _some_of("checkboxes", days, form.days)),
        {**_entry(Field.TOPICS, "About (all topics where none is chosen)", _topics(form.topics)), "optional": True},
        {**_entry(Field.MORE, "How", _some_of("checkboxes", more, form.more)), "optional": True},
    ]


def _entry(field: Field, label: str, element: Json) -> Json:
    return entry(field.value, label, {**element, "action_id": field.value})


def _one_of(kind: str, options: Sequence[Json], value: str) -> Json:
    chosen = [each for each in options if each["value"] == value]
    return {"type": kind, "options": list(options), **({"initial_option": chosen[0]} if chosen else {})}


def _some_of(kind: str, options: Sequence[Json], values: Sequence[str]) -> Json:
    chosen = [each for each in options if each["value"] in values]
    return {"type": kind, "options": list(options), **({"initial_options": chosen} if chosen else {})}


def _time(at: str) -> Json:
    """A time to choose; what is no time cannot stand in it."""
    try:
        chosen = {"initial_time": f"{time.fromisoformat(at):%H:%M}"}
    except ValueError:
        chosen = {}
    return {"type": "timepicker", **chosen}


def _topics(names: str) -> Json:
    """Topics to choose, filled as one types."""
    said = [name for name in map(str.strip, names.split(",")) if can_be_said(name, SLACK.option_value)]
    chosen = [option(name, name) for name in dict.fromkeys(said)]
    picker = {"type": "multi_external_select", "placeholder": plain("Find topics"), "min_query_length": 0}
    return {**picker, **({"initial_options": chosen} if chosen else {})}


def _chosen(state: Mapping[str, Any]) -> tuple[str, ...]:
    """What an element holds, of whatever sort it is."""
    several = [each["value"] for each in state.get("selected_options") or ()]
    one = (state.get("selected_option") or {}).get("value") or state.get("selected_time") or state.get("value")
    return (*several, *([one] if one else []))
