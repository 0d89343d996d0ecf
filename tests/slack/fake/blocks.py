"""Ids that Slack fills in, and the elements that a person can use."""

import itertools
from collections.abc import Iterator

from tests.slack.fake.world import Payload

_numbers = itertools.count(1)


def with_ids(blocks: list[Payload]) -> list[Payload]:
    """The blocks, each with a block_id and every element with an action_id."""
    return [_with_ids(block) for block in blocks]


def _with_ids(block: Payload) -> Payload:
    filled = {"block_id": f"b{next(_numbers)}", **block}
    if block.get("type") in ("actions", "context_actions"):
        filled["elements"] = [{"action_id": f"a{next(_numbers)}", **element} for element in block["elements"]]
    return filled


def elements(blocks: list[Payload]) -> Iterator[tuple[str, Payload]]:
    """Each element that can be used, with the id of its block."""
    for block in blocks:
        found = block.get("elements", []) if block.get("type") in ("actions", "context_actions") else []
        for element in (*found, block.get("accessory"), block.get("element")):
            if isinstance(element, dict) and "action_id" in element:
                yield block["block_id"], element


def find(blocks: list[Payload], action_id: str, value: str = "") -> tuple[str, Payload]:
    """The block id and the element with this action_id (and, for one of several buttons, this value).

    Raises:
        LookupError: There is none; the message lists those there are.
    """
    all_ = list(elements(blocks))
    for block_id, element in all_:
        if element["action_id"] == action_id and (not value or element.get("value", value) == value):
            return block_id, element
    raise LookupError(f"no element {action_id!r} {value!r} among {[element['action_id'] for _, element in all_]}")


def option(element: Payload, value: str) -> Payload:
    """The option of a select, radio group or overflow menu with this value.

    Raises:
        LookupError: There is none.
    """
    grouped = (found for group in element.get("option_groups", ()) for found in group["options"])
    for found in (*element.get("options", ()), *grouped):
        if found["value"] == value:
            return dict(found)
    raise LookupError(f"{element['action_id']!r} has no option {value!r}")
