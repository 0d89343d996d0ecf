"""Workspaces where Slack refuses the bot's token: an outage like any other, until the token works again."""

from dataclasses import dataclass, field

from bot.adapters.slack.api import FAILURES
from bot.adapters.slack.workspaces import Workspace, Workspaces
from bot.log import logger


@dataclass(frozen=True)
class Lost:
    """Which they are; each is told of once in the log, and asked again at every ``retry``."""

    workspaces: Workspaces
    _ids: set[str] = field(default_factory=set)

    def __contains__(self, workspace: str) -> bool:
        return workspace in self._ids

    def note(self, workspace: str, code: str) -> None:
        """Hear that a workspace refuses the token, with Slack's code for why."""
        if workspace not in self._ids:
            logger.error("slack.token_refused", workspace=workspace, error=code, fix="install the app again")
            self._ids.add(workspace)
        self.workspaces.forget(workspace)

    async def is_everything(self) -> bool:
        """Whether no workspace is left."""
        return bool(self._ids) and all(found.id in self._ids for found in await self.workspaces.all())

    async def retry(self) -> bool:
        """Ask each again whether the token works, and tell whether one does; where the bot was removed it is over."""
        if not self._ids:
            return False
        before = len(self._ids)
        found = {workspace.id: workspace for workspace in await self.workspaces.all()}
        for lost in tuple(self._ids):
            if lost not in found or await _works(found[lost]):
                self._ids.discard(lost)
                logger.info("slack.token_refused_no_more", workspace=lost)
        return len(self._ids) < before


async def _works(workspace: Workspace) -> bool:
    try:
        await workspace.post.auth_test()
    except FAILURES:
        return False
    return True
