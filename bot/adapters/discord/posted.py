"""What is put into a message when it is posted: its picture, and that it comes late."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.adapters.discord.blocks.elements import PRIMARY, ROW, Json, picture, small, text


def with_primary(components: Sequence[Mapping[str, Any]]) -> list[Json]:
    """A card in its frame, whose first button stands out."""
    frame, parts, at = _parted(components)
    if at == len(parts):
        return [frame]
    first, *others = parts[at]["components"]
    standing_out = {**parts[at], "components": [{**first, "style": PRIMARY}, *others]}
    return [{**frame, "components": [*parts[:at], standing_out, *parts[at + 1 :]]}]


def with_picture(components: Sequence[Mapping[str, Any]], file: str, alt: str) -> list[Json]:
    """A card in its frame beneath a picture, by the name of the file; ``alt`` says what it shows."""
    frame, parts, _ = _parted(components)
    return [{**frame, "components": [picture(file, alt), *parts]}]


def with_line(components: Sequence[Json], line: str) -> list[Json]:
    """A card in its frame with a line in small print above its buttons; as it is for ""."""
    if not line:
        return list(components)
    frame, parts, at = _parted(components)
    return [{**frame, "components": [*parts[:at], text(small(line)), *parts[at:]]}]


def _parted(components: Sequence[Mapping[str, Any]]) -> tuple[Json, list[Json], int]:
    """The one frame of a card, what it holds, and the place of its first row of buttons, or of the end."""
    (frame,) = components
    parts = frame["components"]
    return dict(frame), parts, next((at for at, part in enumerate(parts) if part["type"] == ROW), len(parts))
