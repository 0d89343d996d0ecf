"""Who a person is in a workspace: what they may do."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from bot.adapters.slack.api import FAILURES, body, reason
from bot.adapters.slack.workspaces import Workspace
from bot.expiring import Expiring
from bot.log import logger
from bot.standing import Standing
from handlers.state import Reach
from handlers.zones import named

_SECONDS = 300
_MOST = 5_000
_DIRECT = "D"
_RANKS = ("is_primary_owner", "is_owner", "is_admin")
_PAGE, _MOST_PAGES = 1000, 10  # people of a workspace who are looked through for its owner

_EITHER = "It takes an admin or owner of the workspace, or whoever created this channel."
NO_ADMIN = "It takes an admin or owner of the workspace. Ask one of them."
NO_ADMIN_NOR_CREATOR = f"{_EITHER} Ask one of them."
UNCHECKED = "Whether you may do this could not be checked, since Slack did not answer. Please try again in a minute."
UNCHECKED_CHANNEL = f"{_EITHER} Who created it could not be checked: if this channel is private, invite the bot first."

Key = tuple[str, str]
"""The id of a workspace, and that of a person or channel in it."""


class _Role(Enum):
    """What a person is in a workspace; a stranger is of another company, met in a shared channel."""

    ADMIN = auto()
    MEMBER = auto()
    STRANGER = auto()


@dataclass(frozen=True, slots=True)
class _Person:
    """What somebody is in a workspace, and the IANA time zone of their own clock, "" for unknown."""

    role: _Role
    zone: str


class Members:
    """Who is an admin and who created a channel, looked up at Slack and remembered for five minutes."""

    def __init__(self, patience: float = 2.0) -> None:
        """``patience``: how many seconds Slack has to say who may do something."""
        self._patience = patience
        self._people: Expiring[Key, _Person] = Expiring(_SECONDS, _MOST)
        self._creators: Expiring[Key, str] = Expiring(_SECONDS, _MOST)
        self._asked: dict[Key, asyncio.Task[_Person | None]] = {}

    async def standing(self, workspace: Workspace, user: str, channel: str, needed: Reach) -> Standing:
        """What a person administers in a channel, "" for none; the channel is looked up when that can be enough.

        What Slack does not say in time is a refusal.
        """
        try:
            async with asyncio.timeout(self._patience):
                return await self._standing(workspace, user, channel, needed)
        except TimeoutError:
            logger.warning("slack.permission_unchecked", workspace=workspace.id)
            return Standing(None, UNCHECKED)

    async def _standing(self, workspace: Workspace, user: str, channel: str, needed: Reach) -> Standing:
        person = await self._person(workspace, user)
        if person is None:
            return Standing(None, UNCHECKED)
        if person.role is _Role.ADMIN:
            return Standing(Reach.WORKSPACE, zone=person.zone)
        if person.role is _Role.STRANGER or needed is Reach.WORKSPACE or not channel or channel.startswith(_DIRECT):
            return Standing(None, NO_ADMIN)
        creator = await self._creator(workspace, channel)
        if creator is None:
            return Standing(None, UNCHECKED_CHANNEL)
        if not creator:
            return Standing(None, NO_ADMIN)
        is_creator = creator == user
        return Standing(Reach.CHANNEL, zone=person.zone) if is_creator else Standing(None, NO_ADMIN_NOR_CREATOR)

    async def close(self) -> None:
        """Give up on what Slack has not answered yet."""
        tasks = tuple(self._asked.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _person(self, workspace: Workspace, user: str) -> _Person | None:
        """Who somebody is in a workspace; None when Slack does not say.

        One look-up for all who wait; it goes on when one of them has no more time.
        """
        key = (workspace.id, user)
        if known := self._people.get(key):
            return known
        if key not in self._asked:
            task = self._asked[key] = asyncio.create_task(self._look_up(workspace, key))
            task.add_done_callback(lambda _: self._asked.pop(key, None))
        return await asyncio.shield(self._asked[key])

    async def _look_up(self, workspace: Workspace, key: Key) -> _Person | None:
        try:
            user = body(await workspace.read.users_info(user=key[1])).get("user") or {}
        except FAILURES as error:
            logger.warning("slack.user_unknown", workspace=workspace.id, reason=reason(error))
            return None
        zone = await asyncio.to_thread(named, str(user.get("tz") or ""))  # the first look at the zones reads files
        person = self._people[key] = _Person(_role_of(user, workspace), zone)
        return person

    async def _creator(self, workspace: Workspace, channel: str) -> str | None:
        """Who created a channel, "" for what is none; None when Slack does not say."""
        key = (workspace.id, channel)
        known = self._creators.get(key)
        if known is not None:
            return known
        try:
            found = body(await workspace.read.conversations_info(channel=channel)).get("channel") or {}
        except FAILURES as error:
            logger.warning("slack.channel_unknown", workspace=workspace.id, reason=reason(error))
            return None
        is_direct = found.get("is_im") or found.get("is_mpim")
        creator = self._creators[key] = "" if is_direct else str(found.get("creator") or "")
        return creator


async def owner(workspace: Workspace) -> str:
    """Who owns a workspace: its primary owner, or else another owner or admin of those who were looked through.

    "" where there is none among them; it raises what calls to Slack may.
    """
    found: dict[str, str] = {}
    cursor = ""
    for _ in range(_MOST_PAGES):
        listed = body(await workspace.read.users_list(limit=_PAGE, cursor=cursor))
        for user in listed.get("members") or ():
            if not user.get("deleted") and not user.get("is_bot") and _is_ours(user, workspace):
                for rank in _RANKS:
                    if user.get(rank) is True:
                        found.setdefault(rank, str(user["id"]))
        cursor = (listed.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor or _RANKS[0] in found:
            break
    return next((found[rank] for rank in _RANKS if rank in found), "")


def _role_of(user: Mapping[str, Any], workspace: Workspace) -> _Role:
    if not _is_ours(user, workspace):
        return _Role.STRANGER
    return _Role.ADMIN if any(user.get(name) is True for name in _RANKS) else _Role.MEMBER


def _is_ours(user: Mapping[str, Any], workspace: Workspace) -> bool:
    """Whether a person belongs to the workspace or its organisation."""
    organisation = (user.get("enterprise_user") or {}).get("enterprise_id")
    return user.get("team_id") in {None, workspace.team} or (
        organisation is not None and organisation == workspace.enterprise
    )
