"""Where every request from Slack is answered."""

from dataclasses import dataclass
from functools import partial

from bot.adapters.slack.members import Members
from bot.adapters.slack.names import Names
from bot.adapters.slack.workspaces import Workspaces
from bot.pipeline import Pipeline
from bot.standing import Standing
from handlers.card import Reply
from handlers.request import Request, Settings
from handlers.state import Reach


@dataclass(frozen=True)
class Desk:
    """The pipeline, with Slack's word on who may do what."""

    pipeline: Pipeline
    workspaces: Workspaces
    members: Members
    names: Names
    settings: Settings

    async def reply(self, request: Request) -> Reply | None:
        """The reply to a person; None for who has been told to slow down."""
        self.names.note(request.place)
        return await self.pipeline.reply(request, partial(self._standing, request))

    async def again(self, request: Request) -> Reply:
        """The reply to what a person asked before, to read on in; it counts as no further request."""
        return await self.pipeline.again(request, partial(self._standing, request))

    async def _standing(self, request: Request, needed: Reach) -> Standing:
        """What the asker administers where they ask."""
        workspace = await self.workspaces.find(request.place.workspace)
        if workspace is None:
            return Standing(None, "This workspace has not installed the bot.")
        return await self.members.standing(workspace, request.user, request.place.channel, needed)
