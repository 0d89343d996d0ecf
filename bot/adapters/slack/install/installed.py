"""Many workspaces, each with the token it gave when it installed the bot."""

import time
from collections.abc import Collection
from contextlib import suppress

from bot.adapters.slack.api import FAILURES, Api, reason
from bot.adapters.slack.install.installations import Installation, Installations
from bot.adapters.slack.install.tokens import OAuthApp, is_due, is_expired, renewed
from bot.adapters.slack.workspaces import Workspace
from bot.expiring import Expiring
from bot.log import logger
from bot.turns import Turns

_SECONDS = 60
_ORGANISATION = "E"
_MOST = 10_000


class InstalledWorkspaces:
    """The workspaces that installed the bot, each with its own token, read again from the store every minute."""

    def __init__(self, installations: Installations, api: Api, app: OAuthApp) -> None:
        self._installations = installations
        self._api = api
        self._app = app
        self._known: Expiring[tuple[str, str], Workspace | None] = Expiring(_SECONDS, _MOST)
        self._organisations: dict[str, str] = {}
        self._renewals = Turns()

    async def find(self, team: str | None, enterprise: str | None = None) -> Workspace | None:
        """The workspace of a payload; None when it is not installed or its token expired and was not renewed.

        A team alone is enough once a payload named its organisation, and so is the id of an organisation.
        """
        if team and team.startswith(_ORGANISATION):
            team, enterprise = None, team
        key = (team or "", enterprise or self._organisations.get(team or "", ""))
        with suppress(KeyError):
            return self._known[key]
        installation = await self._installations.find(*key)
        if installation and is_due(installation, time.time()):
            installation = await self._renewed(installation)
        workspace = self._known[key] = self._workspace(installation, key[0]) if installation else None
        if team and enterprise and workspace and workspace.id == enterprise:
            self._organisations[team] = enterprise
        return workspace

    async def all(self) -> tuple[Workspace, ...]:
        """Every workspace with a token that works."""
        installed = await self._installations.all()
        found = {one.id: await self.find(one.team, one.enterprise) for one in installed}
        # A team whose organisation installed the bot later is served by that.
        return tuple(workspace for id_, workspace in found.items() if workspace and workspace.id == id_)

    async def add(self, installation: Installation) -> None:
        """Take in a workspace, perhaps once more."""
        await self._installations.save(installation)
        self.forget(installation.id)
        logger.info("slack.installed", workspace=installation.id)

    async def uninstalled(self, team: str | None, enterprise: str | None, at: float) -> None:
        """The token goes; what was set there stays for when the bot comes back."""
        if await self._installations.remove(team or enterprise or "", at):
            logger.warning("slack.installation_removed", workspace=team or enterprise)
        self.forget(team or enterprise or "")

    async def revoked(self, team: str | None, enterprise: str | None, kinds: Collection[str], at: float) -> None:
        """Without its bot token the bot is out; tokens of persons were never kept."""
        if "bot" in kinds:
            await self.uninstalled(team, enterprise, at)

    def forget(self, workspace: str) -> None:
        """Read it from the store when it is next asked for; of an organisation, each of its teams."""
        self._known.drop(lambda key, _: workspace in key)

    async def _renewed(self, installation: Installation) -> Installation | None:
        """The installation with a token that lasts, or the one there is for as long as it works."""
        async with self._renewals.of(installation.id):
            current = await self._installations.find(installation.team, installation.enterprise) or installation
            if not is_due(current, time.time()):
                return current
            try:
                current = await renewed(self._app, self._api, current, time.time())
            except FAILURES as error:
                logger.warning("slack.token_not_renewed", workspace=current.id, reason=reason(error))
                return await self._left(current)
            await self._installations.save(current)
        return current

    async def _left(self, tried: Installation) -> Installation | None:
        """What can be used after a renewal failed: another process may have been first."""
        current = await self._installations.find(tried.team, tried.enterprise)
        return None if current is None or is_expired(current, time.time()) else current

    def _workspace(self, installation: Installation, team: str) -> Workspace:
        token, of_team = installation.token, "" if installation.team else team
        return Workspace(
            id=installation.id,
            team=installation.team or team,
            enterprise=installation.enterprise,
            bot_user=installation.bot_user,
            bot=installation.bot,
            post=self._api.posting(token, of_team),
            read=self._api.reading(token, of_team),
        )
