"""Components and modals of ours as discord.py takes them: sent as they are, and never kept.

discord.py stores each view that is not finished when it is sent, one without a timeout for ever; these are finished
from the start. What is pressed in them is read from its code.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from discord import File
from discord.ui import LayoutView, Modal

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text that a message brings along as a file, and the name by which a component shows it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture that a message brings along as a file, the name by which a component shows it, and what it shows."""

    name: str
    png: bytes
    alt: str


def files(brought: TextFile | PictureFile | None) -> list[File]:
    """A file as discord.py sends it, once; none for none."""
    match brought:
        case TextFile(name, text):
            return [File(BytesIO(text.encode("utf-8", "replace")), name)]
        case PictureFile(name, png, alt):
            return [File(BytesIO(png), name, description=alt)]
        case None:
            return []


class Drawn(LayoutView):
    """Components in the place of a view; made where a loop runs."""

    def __init__(self, components: Sequence[Json]) -> None:
        """``components`` as the API takes them."""
        super().__init__(timeout=None)
        self._components = list(components)
        self.stop()

    def to_components(self) -> list[Json]:
        """What was handed in."""
        return self._components

    def has_components_v2(self) -> bool:
        """Always, so that the message is flagged as such."""
        return True


class DrawnModal(Modal):
    """A modal as JSON in the place of one; made where a loop runs."""

    def __init__(self, modal: Json) -> None:
        """``modal`` as the API takes it: ``custom_id``, ``title`` and ``components``."""
        super().__init__(title=modal["title"], timeout=None, custom_id=modal["custom_id"])
        self._modal = modal
        self.stop()

    def to_dict(self) -> Json:
        """What was handed in."""
        return self._modal
