"""What must come into the store, however long that is away."""

import asyncio
from collections.abc import Callable

from bot.errors import BotError
from bot.log import logger

_PAUSE = 10.0  # seconds


async def stored(work: Callable[[], None], pause: float = _PAUSE) -> None:
    """Do something with the store in a thread, again and again until it does not fail."""
    while True:
        try:
            await asyncio.to_thread(work)
        except BotError as error:
            logger.warning("store.not_yet", error=str(error))
            await asyncio.sleep(pause)
        else:
            return
