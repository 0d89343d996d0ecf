"""The colours of a picture; every text's contrast with its ground is at least 4.5 : 1 (WCAG 2.2, AA)."""

from dataclasses import dataclass

from bot.colour import accent

_NEUTRAL = 0x1F2937
_CHANNELS = (16, 8, 0)


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one ground: of what is said, of what is said beside it, of the topic, of lines and empty bars."""

    ground: str
    ink: str
    quiet: str
    accent: str
    faint: str


def light(topic: str) -> Palette:
    """Dark on white, a topic's name in its colour; by the topic's id, "" for none."""
    return Palette("#ffffff", "#0f172a", "#55606f", _code(_deep(topic)), "#dde2e9")


def deep(topic: str) -> Palette:
    """White on a topic's colour; by its id, "" for none."""
    ground = _deep(topic)
    soft = _code(_mixed(ground, 0.88))
    return Palette(_code(ground), "#ffffff", soft, soft, _code(_mixed(ground, 0.26)))


def _deep(topic: str) -> int:
    found = accent(topic)
    return found.deep if found else _NEUTRAL


def _mixed(colour: int, white: float) -> int:
    """A colour with so much white in it, from 0 to 1."""
    return sum(round(channel + (255 - channel) * white) << at for at in _CHANNELS for channel in [(colour >> at) & 255])


def _code(colour: int) -> str:
    return f"#{colour:06x}"
