"""Where every request from Slack is answered."""

from dataclasses import dataclass

from bot.adapters.slack.members import Members
from bot.adapters.slack.workspaces import Workspaces
from bot.pipeline import Pipeline
from handlers.card import Reply
from handlers.request import Request, Settings


@dataclass(frozen=True)
class Desk:
    """The pipeline, with Slack's word on who may do what."""

    pipeline: Pipeline
    workspaces: Workspaces
    members: Members
    settings: Settings

    async def reply(self, request: Request) -> Reply | None:
        """The reply to a person; None for who has been told to slow down."""
        return await self.pipeline.reply(request, lambda: self._missing(request))

    async def _missing(self, request: Request) -> str:
        """What the asker lacks for the commands of admins; "" when nothing."""
        workspace = await self.workspaces.find(request.place.workspace)
        if workspace is None:
            return "This workspace has not installed the bot."
        return await self.members.missing(workspace, request.user, request.place.channel)
