"""Which of Slack's events goes to whom."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp

from bot.adapters.slack import parse
from bot.adapters.slack.commands import Commands
from bot.adapters.slack.conversation import Conversation
from bot.adapters.slack.home import Home
from bot.adapters.slack.interactions import Interactions
from bot.adapters.slack.workspaces import Workspace, Workspaces
from bot.log import logger
from bot.tasks import Tasks

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Listeners:
    """All that the app listens to; events that take long are acknowledged first and handled in the background."""

    word: str
    workspaces: Workspaces
    commands: Commands
    conversation: Conversation
    interactions: Interactions
    home: Home
    tasks: Tasks

    def listen(self, app: AsyncApp) -> None:
        """Register every listener; the slash command first, for it is looked for in this order."""
        app.command(f"/{self.word}")(self.commands.command)
        app.event("app_mention")(self._message)
        app.event("message")(self._message)
        app.action(re.compile("^say:"))(self.interactions.say)
        app.action("topic")(self.interactions.say)
        app.action(re.compile("^show:"))(self.interactions.show)
        app.action(re.compile("^page"))(self.interactions.turn_page)
        app.action("share")(self.interactions.share)
        app.action("feedback")(self.interactions.judge)
        app.options("topic")(self.interactions.options)
        app.view("ask")(self.interactions.ask)
        app.view("reason")(self.interactions.explain)
        app.shortcut("ask")(self.interactions.open_question)
        app.shortcut("ask_about")(self.interactions.open_question)
        app.event("app_home_opened")(self._home_opened)
        app.event("member_joined_channel")(self._joined)
        app.event("channel_archive")(self._archived)
        app.event("tokens_revoked")(self._revoked)
        app.event("app_uninstalled")(self._uninstalled)

    async def _message(self, event: Body, body: Body) -> None:
        workspace = await self._workspace(body)
        if workspace is None:
            return
        if event.get("subtype") in {"message_changed", "message_deleted"}:
            if found := parse.change(event, workspace.id, workspace.bot_user):
                what, changed = found
                heard = self.conversation.edited if what is parse.Change.EDITED else self.conversation.deleted
                self.tasks.start(heard(changed))
        elif message := parse.message(event, workspace.id, workspace.bot_user):
            self.tasks.start(self.conversation.heard(message))

    async def _home_opened(self, event: Body, body: Body) -> None:
        if workspace := await self._workspace(body):
            self.tasks.start(self.home.opened(event, workspace))

    async def _joined(self, event: Body, body: Body) -> None:
        if workspace := await self._workspace(body):
            self.tasks.start(self.home.joined(event, workspace))

    async def _archived(self, event: Body) -> None:
        logger.info("slack.channel_archived", channel=event.get("channel"))

    async def _revoked(self, event: Body, body: Body) -> None:
        kinds = [kind for kind, users in (event.get("tokens") or {}).items() if users]
        logger.warning("slack.tokens_revoked", workspace=body.get("team_id"), kinds=kinds)
        await self.workspaces.revoked(body.get("team_id"), body.get("enterprise_id"), kinds, body.get("event_time", 0))

    async def _uninstalled(self, body: Body) -> None:
        logger.warning("slack.uninstalled", workspace=body.get("team_id"))
        await self.workspaces.uninstalled(body.get("team_id"), body.get("enterprise_id"), body.get("event_time", 0))

    async def _workspace(self, body: Body) -> Workspace | None:
        return await self.workspaces.find(body.get("team_id"), body.get("enterprise_id"))
