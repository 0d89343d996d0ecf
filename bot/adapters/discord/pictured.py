"""Replies that show what is posted: beneath the picture that the post has."""

import asyncio
from dataclasses import replace
from typing import Final

from bot.adapters.discord.drawn import PictureFile
from bot.adapters.discord.posted import with_picture
from bot.adapters.discord.shown import Shown
from bot.gallery import Gallery, wanted_by
from bot.log import logger
from handlers.card import Reply

NAME: Final = "fact.png"
"""The name of the file."""

_PATIENCE = 3.0  # seconds


async def pictured(shown: Shown, reply: Reply, gallery: Gallery) -> Shown:
    """A reply beneath its picture; as it is where it has none, or that cannot be had in time."""
    if reply.picture is None or shown.file:
        return shown
    try:
        async with asyncio.timeout(_PATIENCE):
            picture = await gallery.picture(wanted_by(reply.picture))
    except TimeoutError:
        logger.warning("discord.picture_lost", error="timeout")
        return shown
    if picture is None:
        return shown
    components = with_picture(shown.components, NAME, picture.alt)
    return replace(shown, components=components, file=PictureFile(NAME, picture.png, picture.alt), instead=shown)
