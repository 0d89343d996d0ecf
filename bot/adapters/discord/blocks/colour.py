"""One accent colour a topic: always the same, seen on a light and on a dark ground, and never needed to understand."""

from zlib import crc32

# Contrast with white and with Discord's dark ground is at least 3 : 1, as WCAG 2.2 asks for what is no text (1.4.11).
PALETTE = (
    0x3B82F6,  # blue
    0x0E9488,  # teal
    0xDD5A1B,  # orange
    0x9B5DE5,  # violet
    0xE0408A,  # pink
    0x3F9142,  # green
    0xA9762B,  # brown
    0x6B8299,  # slate
)


def colour(topic: str) -> int | None:
    """The colour of a topic by its id; None for no topic."""
    return PALETTE[crc32(topic.encode()) % len(PALETTE)] if topic else None
