"""Who a person is in a workspace: what they may do, and which day it is for them."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from bot.adapters.slack.api import FAILURES, body, reason
from bot.adapters.slack.expiring import Expiring
from bot.adapters.slack.workspaces import Workspace
from bot.log import logger
from bot.standing import Standing
from handlers.state import Reach

_SECONDS = 300
_MOST = 5_000
_DAY_PATIENCE = 0.3
_DAY = 24 * 60 * 60
_DIRECT = "D"

NO_ADMIN = "This is for admins and owners of the workspace."
NO_ADMIN_NOR_CREATOR = "This is for admins and owners of the workspace, and for whoever created this channel."
UNCHECKED = "Whether you may do this could not be checked, since Slack did not answer. Please try again in a minute."
UNCHECKED_CHANNEL = (
    f"{NO_ADMIN_NOR_CREATOR} Who created it could not be checked: if this channel is private, invite the bot first."
)

Key = tuple[str, str]
"""The id of a workspace, and that of a person or channel in it."""


@dataclass(frozen=True, slots=True)
class Person:
    """What matters of a user: may they administer, and how many seconds east of UTC are they now."""

    is_admin: bool
    offset: int


@dataclass(frozen=True, slots=True)
class Channel:
    """What matters of a conversation: who created it, "" for one that has no channel's standing."""

    creator: str


class Members:
    """Persons and channels, looked up at Slack and remembered for five minutes; a failure lasts as long for dates."""

    def __init__(self, patience: float = 2.0) -> None:
        """``patience``: how many seconds Slack has to say who may do something."""
        self._patience = patience
        self._persons: Expiring[Key, Person | None] = Expiring(_SECONDS, _MOST)
        self._channels: Expiring[Key, Channel] = Expiring(_SECONDS, _MOST)
        self._asked: dict[Key, asyncio.Task[Person | None]] = {}

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
        if person.is_admin:
            return Standing(Reach.WORKSPACE)
        if needed is Reach.WORKSPACE or not channel or channel.startswith(_DIRECT):
            return Standing(None, NO_ADMIN)
        found = await self._channel(workspace, channel)
        if found is None:
            return Standing(None, UNCHECKED_CHANNEL)
        if not found.creator:
            return Standing(None, NO_ADMIN)
        return Standing(Reach.CHANNEL) if found.creator == user else Standing(None, NO_ADMIN_NOR_CREATOR)

    async def today(self, workspace: Workspace, user: str, now: float) -> date:
        """The date where a person is, at a time in epoch seconds; UTC's when Slack does not say in 0.3 s."""
        person = None
        try:
            async with asyncio.timeout(_DAY_PATIENCE):
                person = await self._known(workspace, user)
        except TimeoutError:
            logger.info("slack.date_unknown", workspace=workspace.id)
        zone = timezone(timedelta(seconds=person.offset)) if person else UTC
        return datetime.fromtimestamp(now, zone).date()

    async def close(self) -> None:
        """Give up on what Slack has not answered yet."""
        tasks = tuple(self._asked.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _known(self, workspace: Workspace, user: str) -> Person | None:
        """The person, or None that Slack did not tell before: it is not asked again at every question."""
        try:
            return self._persons[workspace.id, user]
        except KeyError:
            return await self._ask(workspace, user)

    async def _person(self, workspace: Workspace, user: str) -> Person | None:
        with suppress(KeyError):
            if person := self._persons[workspace.id, user]:
                return person
        return await self._ask(workspace, user)

    async def _ask(self, workspace: Workspace, user: str) -> Person | None:
        """One look-up for all who wait; it goes on when one of them has no more time."""
        key = (workspace.id, user)
        if key not in self._asked:
            task = self._asked[key] = asyncio.create_task(self._look_up(workspace, key))
            task.add_done_callback(lambda _: self._asked.pop(key, None))
        return await asyncio.shield(self._asked[key])

    async def _look_up(self, workspace: Workspace, key: Key) -> Person | None:
        try:
            user = body(await workspace.read.users_info(user=key[1])).get("user") or {}
        except FAILURES as error:
            logger.warning("slack.user_unknown", workspace=workspace.id, reason=reason(error))
            self._persons[key] = None
            return None
        person = self._persons[key] = Person(_is_admin(user), _offset(user.get("tz_offset")))
        return person

    async def _channel(self, workspace: Workspace, channel: str) -> Channel | None:
        key = (workspace.id, channel)
        with suppress(KeyError):
            return self._channels[key]
        try:
            found = body(await workspace.read.conversations_info(channel=channel)).get("channel") or {}
        except FAILURES as error:
            logger.warning("slack.channel_unknown", workspace=workspace.id, reason=reason(error))
            return None
        is_direct = found.get("is_im") or found.get("is_mpim")
        known = self._channels[key] = Channel("" if is_direct else found.get("creator") or "")
        return known


def _is_admin(user: Mapping[str, Any]) -> bool:
    return any(user.get(name) is True for name in ("is_admin", "is_owner", "is_primary_owner"))


def _offset(seconds: object) -> int:
    """Seconds east of UTC; 0 when that is no such number."""
    return seconds if isinstance(seconds, int) and abs(seconds) < _DAY else 0
