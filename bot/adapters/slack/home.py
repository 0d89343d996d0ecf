"""The App Home and the agent view: what a person finds on opening the bot itself."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.adapters.slack import parse, views
from bot.adapters.slack.answers import Answers
from bot.adapters.slack.calls import settled
from bot.adapters.slack.desk import Desk
from bot.adapters.slack.workspaces import Workspace
from bot.choices import Choices
from bot.clock import today
from bot.delivery import PostError
from bot.log import logger
from bot.store import questions
from handlers.request import Place, Request

_RECENT = 5


@dataclass(frozen=True)
class Home:
    """The listener of opened tabs and of channels that the bot joins."""

    desk: Desk
    answers: Answers
    choices: Choices

    async def opened(self, event: Mapping[str, Any], workspace: Workspace) -> None:
        """Draw the Home tab, or offer prompts in the Messages tab."""
        try:
            if event.get("tab") == "home":
                view = await self._view(workspace, event["user"])
                await settled(workspace.post.views_publish(user_id=event["user"], view=view))
            else:
                prompts = views.prompts(self.desk.pipeline.corpus)
                await settled(
                    workspace.post.assistant_threads_setSuggestedPrompts(channel_id=event["channel"], prompts=prompts)
                )
        except PostError as error:
            logger.warning("slack.home_lost", tab=event.get("tab"), error=str(error))

    async def joined(self, event: Mapping[str, Any], workspace: Workspace) -> None:
        """Tell whoever invited the bot to a channel what can be asked there."""
        if event.get("user") == workspace.bot_user and (inviter := event.get("inviter")):
            place = Place(parse.PLATFORM, workspace.id, event["channel"])
            request = Request("help", today(), self.desk.settings, place, inviter)
            await self.answers.whisper(request, await self.desk.pipeline.answer(request))

    async def _view(self, workspace: Workspace, user: str) -> dict[str, Any]:
        place = Place(parse.PLATFORM, workspace.id)
        request = Request("fact", today(), self.desk.settings, place, user)
        fact = await self.desk.pipeline.answer(request)
        chosen = await asyncio.to_thread(self.choices.chosen, place)
        recent = await asyncio.to_thread(self._recent, workspace.id, user)
        return views.home_view(self.desk.pipeline.corpus, self.desk.settings.word, fact.card, recent, chosen)

    def _recent(self, workspace: str, user: str) -> tuple[str, ...]:
        """What a person asked last, each once, newest first."""
        store = self.answers.store
        pseudonym = store.pseudonym(parse.PLATFORM, workspace, user)
        with store.read() as connection:
            asked = questions.recent(connection, parse.PLATFORM, workspace, pseudonym, 4 * _RECENT)
        return tuple(dict.fromkeys(each.text for each in asked))[:_RECENT]
