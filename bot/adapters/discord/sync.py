"""Tells Discord of the commands, once: again only when they have changed."""

import asyncio
import hashlib
import json
from typing import Any

from discord import DiscordException
from discord.app_commands import CommandTree
from discord.http import INTERNAL_API_VERSION

from bot.adapters.discord.calls import again
from bot.adapters.discord.translator import Translations
from bot.delivery import PostError
from bot.errors import BotError
from bot.log import logger
from bot.store import meta
from bot.store.store import Store

Json = dict[str, Any]

_DIGEST = 16  # bytes
_LOST = (PostError, DiscordException, TimeoutError)


async def payload(tree: CommandTree[Any]) -> list[Json]:
    """All commands as Discord is told of them, with their translations."""
    translator = Translations()
    await tree.set_translator(translator)
    return [await command.get_translated_payload(tree, translator) for command in tree.get_commands()]


def digest(payload: list[Json]) -> str:
    """32 hexadecimal characters, others for commands that Discord should be told of again."""
    text = json.dumps([INTERNAL_API_VERSION, payload], sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=_DIGEST).hexdigest()


async def sync(tree: CommandTree[Any], known: str) -> str:
    """Replace all commands unless ``known`` is their digest; the digest of what Discord has now.

    That is ``known`` when Discord could not be told: the bot answers all the same.
    """
    wanted = digest(await payload(tree))
    if wanted == known:
        return known
    try:
        registered = await again(tree.sync)
    except _LOST as error:
        logger.warning("discord.commands_not_synced", error=f"{type(error).__name__}: {error}")
        return known
    logger.info("discord.commands_synced", commands=len(registered))
    return wanted


async def keep_in_step(tree: CommandTree[Any], store: Store) -> bool:
    """Tell Discord of commands that it was not told of before, by this database; after login. Whether it knows them.

    Processes that start together may each do so: it changes nothing.
    """
    name = f"discord.commands.{tree.client.application_id}"
    known = await _known(store, name)
    now = await sync(tree, known)
    if now != known:
        await _keep(store, name, now)
    return now == digest(await payload(tree))


async def _known(store: Store, name: str) -> str:
    def read() -> str:
        with store.read() as connection:
            return meta.read(connection, name)

    try:
        return await asyncio.to_thread(read)
    except BotError as error:
        logger.warning("discord.sync_forgotten", error=str(error))
        return ""


async def _keep(store: Store, name: str, value: str) -> None:
    def write() -> None:
        with store.begin() as connection:
            meta.write(connection, name, value)

    try:
        await asyncio.to_thread(write)
    except BotError as error:
        logger.warning("discord.sync_forgotten", error=str(error))
