"""Who may do what where (Discord's documentation: Permissions)."""

from collections.abc import Collection, Iterable, Mapping
from enum import IntFlag
from typing import NamedTuple


class Permission(IntFlag):
    """The permissions that matter to a bot."""

    NONE = 0
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38
    USE_EXTERNAL_APPS = 1 << 50


ALL = Permission((1 << 52) - 1)
DEFAULT = (
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.USE_EXTERNAL_APPS
)


class Overwrite(NamedTuple):
    """What a channel allows and denies a role or member."""

    is_role: bool
    allow: Permission = Permission.NONE
    deny: Permission = Permission.NONE


def base(granted: Iterable[Permission]) -> Permission:
    """What somebody may do in a guild, by the permissions of all their roles."""
    found = Permission.NONE
    for permissions in granted:
        found |= permissions
    return ALL if Permission.ADMINISTRATOR in found else found


def within(
    start: Permission, overwrites: Mapping[int, Overwrite], everyone: int, roles: Collection[int], user: int
) -> Permission:
    """What is left of the permissions in a guild after the overwrites of a channel; nothing for who can't see it."""
    if start == ALL:
        return ALL
    found = _apply(start, [overwrites.get(everyone, Overwrite(is_role=True))])
    found = _apply(found, [overwrites[role] for role in roles if role in overwrites])
    found = _apply(found, [overwrites.get(user, Overwrite(is_role=False))])
    return found if Permission.VIEW_CHANNEL in found else Permission.NONE


def _apply(permissions: Permission, overwrites: list[Overwrite]) -> Permission:
    """Denials first: what one role allows holds against what another denies."""
    for overwrite in overwrites:
        permissions &= ~overwrite.deny
    for overwrite in overwrites:
        permissions |= overwrite.allow
    return permissions
