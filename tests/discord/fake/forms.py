"""Modals as a person fills them in (Discord's documentation: Component Reference, Receiving and Responding)."""

from collections.abc import Mapping
from typing import Any

from tests.discord.fake.components import LABEL, SELECTS, TEXT_INPUT, children
from tests.discord.fake.world import Payload

_TEXT_DISPLAY, _CHECKBOXES = 10, 22


def filled_in(modal: Payload, values: Mapping[str, Any]) -> list[Payload]:
    """The components of a modal as they are submitted, with values by custom_id.

    Raises:
        LookupError: The modal has no such input, or does not take a value (none where one is required, a long one).
    """
    inputs = [found["custom_id"] for found in children(modal["components"]) if "custom_id" in found]
    unknown = values.keys() - set(inputs)
    if unknown:
        raise LookupError(f"no inputs {sorted(unknown)} among {inputs}")
    return [_submitted(component, values) for component in modal["components"]]


def _submitted(component: Payload, values: Mapping[str, Any]) -> Payload:
    own = {"type": component["type"], "id": component["id"]}
    if component["type"] == LABEL:
        return {**own, "component": _submitted(component["component"], values)}
    if "components" in component:
        return {**own, "components": [_submitted(found, values) for found in component["components"]]}
    return own if component["type"] == _TEXT_DISPLAY else {**own, **_value(component, values)}


def _value(component: Payload, values: Mapping[str, Any]) -> Payload:
    custom_id = component["custom_id"]
    value = values.get(custom_id)
    if component["type"] == TEXT_INPUT:
        text = component.get("value") or "" if value is None else value
        return {"custom_id": custom_id, "value": _text(component, text)}
    before = [option["value"] for option in component.get("options", ()) if option.get("default")]
    if component["type"] in {*SELECTS, _CHECKBOXES} or isinstance(value, tuple | list):
        return {"custom_id": custom_id, "values": _chosen(component, before if value is None else value)}
    return {"custom_id": custom_id, "value": next(iter(before), None) if value is None else value}


def _text(component: Payload, text: str) -> str:
    least = max(component.get("min_length") or 0, 1) if component.get("required", True) else 0
    if not least <= len(text) <= (component.get("max_length") or 4000):
        raise LookupError(f"{component['custom_id']!r} does not take {len(text)} characters")
    return text


def _chosen(component: Payload, value: str | list[str] | tuple[str, ...] | None) -> list[str]:
    chosen = [value] if isinstance(value, str) else list(value or ())
    offered = [option["value"] for option in component.get("options", ())]
    if offered and not set(chosen) <= set(offered):
        raise LookupError(f"{component['custom_id']!r} has no options {chosen} among {offered}")
    if component.get("required", True) and not chosen:
        raise LookupError(f"{component['custom_id']!r} needs a choice")
    return chosen
