"""Pictures of facts for the chats: each drawn once, off the event loop, and kept for a while."""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.errors import PictureError
from bot.log import logger
from bot.picture.draw import Picture, draw_shown
from bot.picture.fonts import fonts
from bot.picture.png import Drawer
from bot.picture.shown import Shown, shown
from handlers.card import Card, Fact, Pictured, Source
from handlers.request import Place

_KEPT = 100  # pictures, of 60 kB or so
_AT_ONCE = 2  # one is laid out while the other is drawn
Keep = Callable[[str, Mapping[str, Any]], None]
"""Have a workspace keep a picture, as a delivery says it, that is wanted there soon."""


def wanted(card: Card, topic: str, day: date) -> dict[str, Any]:
    """What a delivery says of the picture of a fact card, as JSON; PictureError when the card shows no fact."""
    return {**asdict(shown(card, topic, day)), "day": day.isoformat()}


def wanted_by(pictured: Pictured) -> dict[str, Any]:
    """What a delivery says of the picture of what is posted, for a reply that shows it before."""
    return wanted(pictured.card, pictured.topic, pictured.day)


class Gallery:
    """Draws what deliveries say; ``font_files`` are those for other scripts."""

    def __init__(self, font_files: tuple[Path, ...] = ()) -> None:
        self._fonts = lru_cache(1)(lambda: fonts(font_files))
        self._drawn: OrderedDict[str, asyncio.Task[Picture | None]] = OrderedDict()
        self._drawer = Drawer()
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._keepers: dict[str, Keep] = {}

    async def picture(self, said: Mapping[str, Any]) -> Picture | None:
        """The picture that a delivery wants; None where it cannot be drawn, which is logged once.

        Whoever waits for it no longer leaves it to those who want the same.
        """
        return await asyncio.shield(self._drawing(said))

    def close(self) -> None:
        """Draw nothing any more; it waits for a process to end."""
        self._drawer.close()

    def keep_by(self, platform: str, keep: Keep) -> None:
        """Have a chat keep its pictures itself, once they are drawn."""
        self._keepers[platform] = keep

    def prepare(self, place: Place, said: Mapping[str, Any]) -> None:
        """Have a picture drawn that is wanted in a place soon, and kept there if its chat keeps pictures."""
        if keep := self._keepers.get(place.platform):
            keep(place.workspace, said)
        else:
            self._drawing(said)

    def _drawing(self, said: Mapping[str, Any]) -> "asyncio.Task[Picture | None]":
        key = json.dumps(said, sort_keys=True)
        if key not in self._drawn:
            self._drawn[key] = asyncio.get_running_loop().create_task(self._draw(said))
            if len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(key)
        return self._drawn[key]

    async def _draw(self, said: Mapping[str, Any]) -> Picture | None:
        try:
            async with self._turns:
                return await asyncio.to_thread(lambda: draw_shown(_read(said), self._fonts(), self._drawer))
        except PictureError as error:
            logger.warning("picture.not_drawn", error=str(error))
        except Exception:  # noqa: BLE001 -- whatever is wrong with a picture, its fact is posted
            logger.exception("picture.failed")
        return None


def _read(said: Mapping[str, Any]) -> Shown:
    fact, source = dict(said["fact"]), Source(**said["source"])
    strong = tuple(fact.pop("strong") or ())
    return Shown(
        said["topic"],
        said["title"],
        said["figure"],
        Fact(**fact, strong=(strong[0], strong[1]) if strong else None),
        source,
        date.fromisoformat(said["day"]),
    )
