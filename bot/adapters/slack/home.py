"""The App Home and the agent view: what a person finds on opening the bot itself."""

import asyncio
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.adapters.slack import parse, render, views
from bot.adapters.slack.calls import insisted, shown
from bot.adapters.slack.desk import Desk
from bot.adapters.slack.limits import SLACK
from bot.adapters.slack.workspaces import Workspace
from bot.choices import Choices
from bot.clock import today
from bot.conversation.answers import Answers
from bot.delivery import PostError
from bot.log import logger
from bot.seen import Seen
from bot.store import questions
from handlers.request import Place, Request

_RECENT = 5
_PATIENCE = 30.0  # seconds that a busy Slack is waited for


@dataclass(frozen=True)
class Home:
    """The listener of opened tabs and of channels that the bot joins."""

    desk: Desk
    answers: Answers
    choices: Choices
    _opening: set[Hashable] = field(default_factory=set)
    _joined: Seen = field(default_factory=Seen)

    async def opened(self, event: Mapping[str, Any], workspace: Workspace) -> None:
        """Draw the Home tab, or offer prompts in the Messages tab; once for all who knock while that is under way."""
        opening = (workspace.id, event["user"], event.get("tab"))
        if opening in self._opening:
            return
        self._opening.add(opening)
        try:
            await (self._draw(event, workspace) if event.get("tab") == "home" else self._prompt(event, workspace))
        except PostError as error:
            logger.warning("slack.home_lost", tab=event.get("tab"), error=str(error))
        finally:
            self._opening.discard(opening)

    async def joined(self, event: Mapping[str, Any], workspace: Workspace) -> None:
        """Tell whoever invited the bot to a channel what can be asked there."""
        is_new = self._joined.first((event.get("channel"), event.get("event_ts")))
        if is_new and event.get("user") == workspace.bot_user and (inviter := event.get("inviter")):
            place = Place(parse.PLATFORM, workspace.id, event["channel"])
            request = Request("help", today(), self.desk.settings, place, inviter)
            await self.answers.voice.whisper(request, await self.desk.pipeline.answer(request))

    async def _draw(self, event: Mapping[str, Any], workspace: Workspace) -> None:
        user, publish = event["user"], workspace.post.views_publish
        await shown(
            lambda view: insisted(lambda: publish(user_id=user, view=dict(view)), _PATIENCE),
            *await self._views(workspace, user),
        )

    async def _prompt(self, event: Mapping[str, Any], workspace: Workspace) -> None:
        prompts = views.prompts(await self.desk.pipeline.topics("", 1))
        suggest = workspace.post.assistant_threads_setSuggestedPrompts
        await insisted(lambda: suggest(channel_id=event["channel"], prompts=prompts), _PATIENCE)

    async def _views(self, workspace: Workspace, user: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """The Home tab, and what of it can be said in plain sections."""
        place = Place(parse.PLATFORM, workspace.id)
        request = Request("fact", today(), self.desk.settings, place, user)
        fact = await self.desk.pipeline.answer(request)
        chosen = await asyncio.to_thread(self.choices.chosen, place)
        recent = await asyncio.to_thread(self._recent, workspace.id, user)
        topics = await self.desk.pipeline.topics("", SLACK.buttons)
        view = views.home_view(topics, self.desk.settings.word, fact.card, recent, chosen)
        return view, {"type": "home", "blocks": render.plain_message(fact.card)["blocks"]}

    def _recent(self, workspace: str, user: str) -> tuple[str, ...]:
        """What a person asked last, each once, newest first."""
        store = self.answers.store
        pseudonym = store.pseudonym(parse.PLATFORM, workspace, user)
        with store.read() as connection:
            asked = questions.recent(connection, parse.PLATFORM, workspace, pseudonym, 4 * _RECENT)
        return tuple(dict.fromkeys(each.text for each in asked))[:_RECENT]
