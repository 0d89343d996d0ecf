"""One workspace, by a token from the environment."""

from collections.abc import Collection

from slack_sdk.errors import SlackApiError

from bot.adapters.slack.api import Api, body, reason
from bot.adapters.slack.calls import TOKEN_REFUSED
from bot.adapters.slack.setup.credentials import refused
from bot.adapters.slack.workspaces import Workspace
from bot.errors import BotError
from bot.log import logger

_REFUSED = TOKEN_REFUSED | {"not_allowed_token_type"}


class OneWorkspace:
    """The workspace of a token from the environment; whatever arrives belongs to it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def find(self, team: str | None, enterprise: str | None = None) -> Workspace | None:
        """The one workspace."""
        del team, enterprise
        return self._workspace

    async def all(self) -> tuple[Workspace, ...]:
        """The one workspace."""
        return (self._workspace,)

    async def uninstalled(self, team: str | None, enterprise: str | None, at: float) -> None:
        """The operator must act: the token is in the environment."""
        logger.error("slack.uninstalled", team=team, enterprise=enterprise, at=at, fix="install the app again")

    async def revoked(self, team: str | None, enterprise: str | None, kinds: Collection[str], at: float) -> None:
        """As ``uninstalled`` when the bot's token is among them."""
        if "bot" in kinds:
            await self.uninstalled(team, enterprise, at)

    def forget(self, workspace: str) -> None:
        """Nothing is remembered that could change."""


async def sign_in(api: Api, token: str) -> OneWorkspace:
    """The workspace of a bot token, after one auth.test.

    BotError when Slack refuses the token; when Slack is away, one of ``api.FAILURES`` as it came.
    """
    try:
        who = body(await api.reading(token).auth_test())
    except SlackApiError as error:
        if reason(error) in _REFUSED:
            raise BotError(". ".join(refused("SLACK_BOT_TOKEN", reason(error)))) from error
        raise
    if not who.get("bot_id"):
        raise BotError("SLACK_BOT_TOKEN: the token of a person, not of a bot: copy the Bot User OAuth Token (xoxb-...)")
    is_org = bool(who.get("is_enterprise_install"))
    team, enterprise = "" if is_org else who["team_id"], who.get("enterprise_id") or ""
    clients = api.posting(token), api.reading(token)
    return OneWorkspace(Workspace(team or enterprise, team, enterprise, who["user_id"], who["bot_id"], *clients))
