"""Components of messages and modals (Discord's documentation: Component Reference): walks, finds, fills in ids."""

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

Payload = dict[str, Any]
BUTTON, TEXT_INPUT, LABEL = 2, 4, 18
SELECTS = frozenset({3, 5, 6, 7, 8})
ONLY_V2 = frozenset({9, 10, 11, 12, 13, 14, 17})
_UNFURLED = ("media", "file")


def children(components: Iterable[Payload]) -> Iterator[Payload]:
    """Each component, also those inside others, in order."""
    for component in components:
        yield component
        yield from children(component.get("components", ()))
        yield from children(found for name in ("accessory", "component") if (found := component.get(name)))


def find(components: Iterable[Payload], key: str, value: str) -> Payload:
    """The component whose `key` (custom_id or label) is this.

    Raises:
        LookupError: There is none; the message lists those there are.
    """
    all_ = [found for found in children(components) if key in found]
    for component in all_:
        if component[key] == value:
            return component
    raise LookupError(f"no component with {key} {value!r} among {[found[key] for found in all_]}")


def with_ids(components: Iterable[Payload]) -> list[Payload]:
    """The components, each with an id that is unique among them, as Discord fills them in."""
    components = list(components)
    taken = {found.get("id") for found in children(components)}
    free = (number for number in itertools.count(1) if number not in taken)
    return [_with_id(component, free) for component in components]


def _with_id(component: Payload, free: Iterator[int]) -> Payload:
    filled = {**component, "id": component.get("id") or next(free)}
    if "components" in filled:
        filled["components"] = [_with_id(found, free) for found in filled["components"]]
    for name in ("accessory", "component"):
        if filled.get(name):
            filled[name] = _with_id(filled[name], free)
    return filled


def resolved(component: Payload, urls: dict[str, str]) -> Payload:
    """A component in which attachment://NAME is the address under which Discord keeps the file."""
    filled = dict(component)
    for name in _UNFURLED:
        if isinstance(filled.get(name), dict):
            url = filled[name].get("url", "")
            address = urls.get(url.removeprefix("attachment://"), url)
            filled[name] = {**filled[name], "url": address, "proxy_url": address}
    for name in ("components", "items"):
        if name in filled:
            filled[name] = [resolved(found, urls) for found in filled[name]]
    for name in ("accessory", "component"):
        if filled.get(name):
            filled[name] = resolved(filled[name], urls)
    return filled
