"""Which of Slack's events goes to whom."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from time import time
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.adapters.slack import form, parse
from bot.adapters.slack.commands import Commands
from bot.adapters.slack.home import Home
from bot.adapters.slack.interactions import Interactions
from bot.adapters.slack.lost import Lost
from bot.adapters.slack.workspaces import Workspace
from bot.conversation.conversation import Conversation
from bot.log import logger
from bot.tasks import Tasks

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Listeners:
    """All that the app listens to; events that take long are acknowledged first and handled in the background."""

    word: str
    lost: Lost
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
        app.options(form.TOPICS)(self.interactions.options)
        app.view("ask")(self.interactions.ask)
        app.view("reason")(self.interactions.explain)
        app.view(form.CALLBACK)(self.interactions.fill)
        app.shortcut("ask")(self.interactions.open_question)
        app.shortcut("ask_about")(self.interactions.open_question)
        app.event("app_home_opened")(self._home_opened)
        app.event("member_joined_channel")(self._joined)
        app.event("channel_archive")(self._archived)
        app.event("tokens_revoked")(self._revoked)
        app.event("app_uninstalled")(self._uninstalled)

    async def _message(self, event: Body, context: AsyncBoltContext) -> None:
        workspace = await self._workspace(context)
        if workspace is None:
            return
        if event.get("subtype") in {"message_changed", "message_deleted"}:
            if found := parse.change(event, workspace.id, workspace.bot_user):
                what, changed = found
                heard = self.conversation.edited if what is parse.Change.EDITED else self.conversation.deleted
                self.tasks.start(heard(changed))
        elif message := parse.message(event, workspace.id, workspace.bot_user):
            self.tasks.start(self.conversation.heard(message))

    async def _home_opened(self, event: Body, context: AsyncBoltContext) -> None:
        if workspace := await self._workspace(context):
            self.tasks.start(self.home.opened(event, workspace))

    async def _joined(self, event: Body, context: AsyncBoltContext) -> None:
        if workspace := await self._workspace(context):
            self.tasks.start(self.home.joined(event, workspace))

    async def _archived(self, event: Body) -> None:
        logger.info("slack.channel_archived", channel=event.get("channel"))

    async def _revoked(self, event: Body, body: Body, context: AsyncBoltContext) -> None:
        kinds = [kind for kind, users in (event.get("tokens") or {}).items() if users]
        await self.lost.workspaces.revoked(_team(context), context.enterprise_id, kinds, _at(body))
        if "bot" in kinds:
            await self._left(context)

    async def _uninstalled(self, body: Body, context: AsyncBoltContext) -> None:
        await self.lost.workspaces.uninstalled(_team(context), context.enterprise_id, _at(body))
        await self._left(context)

    async def _workspace(self, context: AsyncBoltContext) -> Workspace | None:
        """The workspace that an event was sent for; in a shared channel its author may be of another.

        None where the bot is not installed, and where its token is refused: the sweep finds the event when it works.
        """
        workspace = await self.lost.workspaces.find(context.team_id, context.enterprise_id)
        return None if workspace is None or workspace.id in self.lost else workspace

    async def _left(self, context: AsyncBoltContext) -> None:
        """A workspace that is there all the same is that of a token from the environment, which is of no use now."""
        if workspace := await self._workspace(context):
            self.lost.note(workspace.id, "token_revoked")


def _team(context: AsyncBoltContext) -> str | None:
    """The team whose install is meant; None when it is the whole organisation's."""
    return None if context.is_enterprise_install else context.team_id


def _at(body: Body) -> float:
    """When an event happened, in seconds since 1970."""
    return float(body.get("event_time") or time())
