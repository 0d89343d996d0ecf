"""Who a person is in a server: what they may do there, whatever the server lets them see."""

import asyncio

from discord import Client, ClientException, Guild, Member, Permissions

from bot.adapters.discord.calls import settled
from bot.adapters.discord.channels import channel_of
from bot.adapters.discord.parse import ELSEWHERE
from bot.delivery import PostError, RefusedError, UnsureError
from bot.expiring import Expiring
from bot.log import logger
from bot.standing import Standing
from handlers.request import Place
from handlers.state import Reach

_SECONDS = 300
_MOST = 5_000

NO_SERVER = "It takes the permission Manage Server. Ask somebody who has it."
NO_CHANNEL = "It takes the permission Manage Channel here, or Manage Server. Ask somebody who has one of them."
NOWHERE = "It works in a server that I am a member of, and not in direct messages."
UNCHECKED = "Whether you may do this could not be checked, since Discord did not answer. Please try again in a minute."


def standing(permissions: Permissions, place: Place, needed: Reach) -> Standing:
    """What somebody with these permissions in a channel administers, as far as it is needed."""
    if place.workspace == ELSEWHERE:
        return Standing(None, NOWHERE)
    if permissions.administrator or permissions.manage_guild:
        return Standing(Reach.WORKSPACE)
    if needed is Reach.WORKSPACE:
        return Standing(None, NO_SERVER)
    return Standing(Reach.CHANNEL) if permissions.manage_channels else Standing(None, NO_CHANNEL)


class Members:
    """The permissions of who writes a message, which says nothing of them; an interaction brings its user's own.

    Roles and channels are as Discord keeps telling them; which roles a member has is looked up, and remembered for five
    minutes.
    """

    def __init__(self, client: Client, patience: float = 2.0) -> None:
        """``patience``: how many seconds Discord has to say who somebody is."""
        self._client, self._patience = client, patience
        self._known: Expiring[tuple[int, int], Member] = Expiring(_SECONDS, _MOST)

    async def standing(self, place: Place, user: str, needed: Reach) -> Standing:
        """What a person administers in a channel; what Discord does not say in time is a refusal."""
        if place.workspace == ELSEWHERE:
            return Standing(None, NOWHERE)
        try:
            async with asyncio.timeout(self._patience):
                permissions = await self._permissions(place, int(user))
        except (PostError, TimeoutError, ClientException) as error:
            logger.warning("discord.permission_unchecked", workspace=place.workspace, error=str(error) or "timeout")
            return Standing(None, UNCHECKED)
        return standing(permissions, place, needed)

    async def _permissions(self, place: Place, user: int) -> Permissions:
        """What a person may do in a channel, in a thread as in the channel it belongs to.

        PostError or ClientException when nobody can say.
        """
        guild = self._client.get_guild(int(place.workspace))
        if guild is None or guild.unavailable:
            raise UnsureError("server away")
        channel = await channel_of(self._client, guild, int(place.channel))
        try:
            return channel.permissions_for(await self._member(guild, user))
        except RefusedError as refusal:
            if str(refusal) != "unknown_member":
                raise
            return Permissions.none()

    async def _member(self, guild: Guild, user: int) -> Member:
        if known := self._known.get((guild.id, user)):
            return known
        member = self._known[guild.id, user] = await settled(guild.fetch_member(user))
        return member
