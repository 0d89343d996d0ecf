"""What an interaction carries whatever it is (Discord's documentation: Interactions, Interaction Object)."""

import asyncio
from typing import TYPE_CHECKING

from tests.discord.fake.commands import IN_BOT_DIRECT, context_of
from tests.discord.fake.interaction import Interaction
from tests.discord.fake.message import Message
from tests.discord.fake.permissions import Permission
from tests.discord.fake.world import Channel, Payload, User

if TYPE_CHECKING:
    from tests.discord.fake.state import State

_LARGEST_FILE = 10 * 1024 * 1024
_IN_DIRECT = Permission.ATTACH_FILES | Permission.EMBED_LINKS | Permission.MENTION_EVERYONE


def new_interaction(
    discord: "State", kind: int, user: User, source: Channel | Message, installed: Payload
) -> Interaction:
    """An interaction of a user in a channel or with a message, still without its data.

    installed: who installed the app that it reaches, by the kind of installation.
    """
    number, message = discord.clock.snowflake(), source if isinstance(source, Message) else None
    channel = message.channel if message else source
    assert isinstance(channel, Channel)
    payload = {
        "id": str(number),
        "application_id": str(discord.application_id),
        "type": kind,
        "token": f"token{number:x}",
        "version": 1,
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": installed,
        "attachment_size_limit": _LARGEST_FILE,
        **_place(discord, user, channel),
        **_person(user, channel),
        **({"message": message.as_payload()} if message else {}),
    }
    metadata = {"id": str(number), "type": kind, "user": user.as_payload(), "authorizing_integration_owners": installed}
    acked = asyncio.get_running_loop().create_future()
    return Interaction(number, kind, user, channel, discord.clock.now(), payload, metadata, acked, message)


def _place(discord: "State", user: User, channel: Channel) -> Payload:
    context = context_of(discord, channel)
    held = discord.permissions_of(user, channel)
    if channel.guild is None:
        granted = _IN_DIRECT | (Permission.USE_EXTERNAL_EMOJIS if context == IN_BOT_DIRECT else Permission.NONE)
    else:
        granted = discord.permissions_of(discord.bot, channel) if channel.guild.has_bot else held & _IN_DIRECT
    return {
        "channel_id": str(channel.id),
        "channel": channel.as_payload() | {"permissions": str(int(held))},
        "app_permissions": str(int(granted)),
        "context": context,
    }


def _person(user: User, channel: Channel) -> Payload:
    """Who it is: a member in a guild, otherwise a user."""
    guild = channel.guild
    if guild is None:
        return {"user": user.as_payload(), "locale": user.locale}
    member = guild.members[user.id].with_user() | {"permissions": str(int(guild.permissions(user, channel)))}
    partial = {"id": str(guild.id), "locale": guild.locale, "features": []}
    ids = {"guild_id": str(guild.id), "guild_locale": guild.locale, "guild": partial}
    return {**ids, "member": member, "locale": user.locale}
