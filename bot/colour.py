"""One accent colour a topic, the same in every chat and picture, and never needed to understand."""

from dataclasses import dataclass
from zlib import crc32


@dataclass(frozen=True, slots=True)
class Accent:
    """A hue as 0xRRGGBB, twice.

    ``bright`` is for lines and borders: its contrast with white and with Discord's dark ground is at least 3 : 1, as
    WCAG 2.2 asks for what is no text (1.4.11). ``deep`` is for text and its ground: at least 5.5 : 1 with white, so
    that whites a little darker keep to 4.5 : 1 (1.4.3).
    """

    bright: int
    deep: int


PALETTE = (
    Accent(0x3B82F6, 0x1449A8),  # blue
    Accent(0x0E9488, 0x006459),  # teal
    Accent(0xDD5A1B, 0xA03A0A),  # orange
    Accent(0x9B5DE5, 0x6430AC),  # violet
    Accent(0xE0408A, 0xA3175C),  # pink
    Accent(0x3F9142, 0x22652A),  # green
    Accent(0xA9762B, 0x80500A),  # brown
    Accent(0x6B8299, 0x3A5167),  # slate
)


def accent(topic: str) -> Accent | None:
    """The colour of a topic by its id; None for no topic."""
    return PALETTE[crc32(topic.encode()) % len(PALETTE)] if topic else None
