"""The workspaces the bot is in, and how to speak in each."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol, cast

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.web.async_client import AsyncWebClient


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace as the bot sees it: ``id`` is T..., or E... when a whole organisation installed the bot.

    ``bot_user`` is U..., ``bot`` is B...; ``post`` tries once, ``read`` tries again.
    """

    id: str
    team: str
    enterprise: str
    bot_user: str
    bot: str
    post: AsyncWebClient
    read: AsyncWebClient

    def is_named(self, id_: str) -> bool:
        """Whether an id can be its own, or that of a team in the organisation that installed the bot."""
        return id_ in {self.id, self.team, self.enterprise} or (not self.team and id_.startswith("T"))


class Workspaces(Protocol):
    """The workspaces of one app."""

    async def find(self, team: str | None, enterprise: str | None = None) -> Workspace | None:
        """The workspace a payload belongs to, ids as they stand in it; None when the bot is not installed there."""

    async def all(self) -> tuple[Workspace, ...]:
        """Every workspace; of an organisation one, without its teams."""

    async def uninstalled(self, team: str | None, enterprise: str | None, at: float) -> None:
        """The bot was removed at this time (epoch seconds): its token goes, what was set there stays.

        Without a team it was removed from the whole organisation.
        """

    async def revoked(self, team: str | None, enterprise: str | None, kinds: Collection[str], at: float) -> None:
        """Tokens of these kinds ("bot", "oauth") were withdrawn; one of the bot is as good as its removal."""

    def forget(self, workspace: str) -> None:
        """Look the workspace up again when it is next asked for."""


class Authorize(AsyncAuthorize):
    """Bolt's question whom to speak as, answered without a call to Slack."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces

    async def __call__(
        self, *, team_id: str | None, enterprise_id: str | None, user_id: str | None, **_others: object
    ) -> AuthorizeResult:
        """The bot of the workspace; None when it is not installed there."""
        workspace = await self._workspaces.find(team_id, enterprise_id)
        if workspace is None:
            return cast("AuthorizeResult", None)  # as Bolt asks for, though AsyncApp is annotated without it
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=workspace.bot_user,
            bot_id=workspace.bot,
            bot_token=workspace.post.token,
            user_id=user_id,
        )
